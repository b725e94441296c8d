import type { IAMClient } from "@aws-sdk/client-iam";
import { clientSettings } from "../../aws/client-settings.ts";
import { assumeMember, type MemberConfig } from "../accounts/assume-role.ts";
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
const PATIENCE = { maxAttempts: 8, retryMode: "adaptive" } as const;

/** A client for IAM in an account, as the access role or, in the caller's own account, as the caller. */
export async function enterAccount(entrance: Entrance, accountId: string): Promise<IAMClient> {
  const { IAMClient } = await import("@aws-sdk/client-iam");
  return new IAMClient({ ...(await configFor(entrance, accountId)), ...PATIENCE });
}

async function configFor(entrance: Entrance, accountId: string): Promise<MemberConfig> {
  const { aws, partition, callerAccountId, accessRole: roleName } = entrance;
  if (accountId !== callerAccountId) return assumeMember(aws, { partition, accountId, roleName }, aws.region);
  return clientSettings({ region: aws.region, endpoint: aws.endpoint, credentials: aws.sts.config.credentials });
}
