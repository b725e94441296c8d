import type { IAMClient } from "@aws-sdk/client-iam";
import { enterAccount } from "../accounts/enter-account.ts";
import type { Aws } from "../calls/aws.ts";

/** Who goes into accounts, and as what. */
export interface Entrance {
  readonly aws: Aws;
  readonly partition: string;
  /** Where the caller is at home: there nothing is assumed. */
  readonly callerAccountId: string;
  /** The role in the other accounts. */
  readonly accessRole: string;
}

/** IAM publishes no rates; when it throttles, the SDK slows down by itself. */
const RETRIES = { maxAttempts: 8, retryMode: "adaptive" } as const;

/** A client for IAM in an account, as the access role or, in the caller's own account, as the caller. */
export async function openIam(entrance: Entrance, accountId: string): Promise<IAMClient> {
  const { IAMClient } = await import("../../aws/clients/iam.ts");
  const { aws, partition, callerAccountId, accessRole: roleName } = entrance;
  const way = { aws, instance: { partition, callerAccountId } };
  return new IAMClient({ ...(await enterAccount(way, { roleName, accountId, region: aws.region })), ...RETRIES });
}
