import { AwsError, type Context, type Service } from "./operation.ts";
import { isUsable } from "./world/account-readiness.ts";
import { newHex, roleIdOf } from "./world/ids.ts";
import type { Account } from "./world/organization-records.ts";
import type { Caller } from "./world/world.ts";

interface AssumeRoleInput {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly DurationSeconds?: number;
  readonly Policy?: string;
  readonly ExternalId?: string;
  readonly SerialNumber?: string;
  readonly TokenCode?: string;
}

/**
 * AWS STS, as far as an administrator's tool needs it: who am I, and the way from the management account into the
 * accounts that the organization created. https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html
 */
export const sts: Service = {
  id: "sts",
  signingName: "sts",
  protocol: "query",
  apiVersion: "2011-06-15",
  errorNamespace: "com.amazonaws.sts",
  scope: "global",
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
};

function getCallerIdentity(_: unknown, { caller }: Context): Record<string, unknown> {
  return { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
}

function assumeRole(input: AssumeRoleInput, { world, caller, now }: Context): Record<string, unknown> {
  const { partition, accountId, roleName } = parseRoleArn(input.RoleArn);
  const account = world.accounts.get(accountId);
  if (
    account === undefined ||
    !isUsable(account, now) ||
    !trusts(account, roleName, { input, caller, managementAccountId: world.organization?.managementAccountId })
  ) {
    throw new AwsError(
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      {},
      403,
    );
  }
  if (input.Policy !== undefined && !isJson(input.Policy)) {
    throw new AwsError("MalformedPolicyDocument", "This policy contains invalid Json");
  }
  const assumed = {
    ...(input.Policy === undefined ? {} : { sessionPolicy: input.Policy }),
    accountId,
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${input.RoleSessionName}`,
    userId: `${roleIdOf(world, accountId, roleName)}:${input.RoleSessionName}`,
  };
  const accessKeyId = `ASIA${newHex(world, 16).toUpperCase()}`;
  const expiresAt = now + (input.DurationSeconds ?? 3600) * 1000;
  world.temporaryCredentials.set(accessKeyId, { ...assumed, accessKeyId, expiresAt });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: `simulated-secret-${newHex(world, 23)}`,
      SessionToken: `simulated-token-${newHex(world, 64)}`,
      Expiration: new Date(expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: assumed.userId, Arn: assumed.arn },
  };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

interface Asking {
  readonly input: AssumeRoleInput;
  readonly caller: Caller;
  readonly managementAccountId: string | undefined;
}

/**
 * The access role of a created account trusts the management account; others the account that they name, with their
 * external id and any MFA code where they ask for one.
 */
function trusts(account: Account, roleName: string, { input, caller, managementAccountId }: Asking): boolean {
  if (account.accessRole === roleName) return caller.accountId === managementAccountId;
  const role = account.roles?.find(({ name }) => name === roleName);
  if (role === undefined || role.trusts !== caller.accountId || role.externalId !== input.ExternalId) return false;
  return role.requiresMfa !== true || (input.SerialNumber !== undefined && /^\d{6}$/.test(input.TokenCode ?? ""));
}

function parseRoleArn(arn: string): { partition: string; accountId: string; roleName: string } {
  const [, partition, accountId, roleName] =
    /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn) ?? [];
  if (partition && accountId && roleName) return { partition, accountId, roleName };
  throw new AwsError("ValidationError", `${arn} is invalid`);
}
