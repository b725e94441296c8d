import type { STSClientConfig } from "@aws-sdk/client-sts";
import { clientSettings } from "../../aws/client-settings.ts";
import type { Aws } from "../calls/aws.ts";

/** A role in an account of the organization, such as `OrganizationAccountAccessRole`. */
export interface AccountRole {
  readonly partition: string;
  readonly accountId: string;
  readonly roleName: string;
}

/** What the client of any service needs to act as that role in a Region. */
export type AccountConfig = Pick<
  STSClientConfig,
  "credentials" | "endpoint" | "region" | "requestHandler" | "customUserAgent" | "maxAttempts"
>;

/** Tries of a call in an account: as many as the SDK makes where nobody says otherwise. */
export const TRIES_IN_ACCOUNTS = 3;

/** Enough to look, and the least that AWS takes; in seconds. */
const SHORTEST = 900;

/** For how long, and for what, a role is assumed. */
export interface RoleSession {
  readonly seconds?: number;
  /** Actions beyond which the session has no rights, whatever the role has. Absent: everything that the role may. */
  readonly only?: readonly string[];
}

/**
 * Assumes a role in a member account. Throws AWS's AccessDenied where the role is not there or does not trust the caller.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
 */
export async function assumeRole(
  aws: Aws,
  role: AccountRole,
  region: string,
  { seconds = SHORTEST, only }: RoleSession = {},
): Promise<AccountConfig> {
  const { AssumeRoleCommand } = await import("../../aws/clients/sts.ts");
  const { Credentials: issued } = await aws.sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:${role.partition}:iam::${role.accountId}:role/${role.roleName}`,
      RoleSessionName: "amplify-onboard",
      DurationSeconds: seconds,
      ...(only === undefined ? {} : { Policy: sessionPolicy(only) }),
    }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = issued ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return clientSettings({ region, endpoint: aws.endpoint, credentials, tries: TRIES_IN_ACCOUNTS });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session */
function sessionPolicy(Action: readonly string[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}
