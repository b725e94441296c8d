import type { Service } from "./operation.ts";
import { expiredToken, unrecognizedToken } from "./service-errors.ts";
import { iamUserArn } from "./world/iam-users.ts";
import { provisionedKey } from "./world/identity-center-tables.ts";
import { issuedKeyPrefix } from "./world/temporary-credentials.ts";
import type { Caller, World } from "./world/world.ts";

/** Who calls a service that wants no signature. */
export const anonymous: Caller = { accountId: "", arn: "anonymous", userId: "anonymous" };

/**
 * Who signed with this access key: the role that it was given for or the IAM user who has it, else the world's caller,
 * because any other key is as good. Throws ExpiredTokenException for keys whose time is over, UnrecognizedClientException
 * for keys of another world, of a role that is gone, and for those that are switched off.
 */
export function callerOf(world: World, accessKeyId: string, service: Service, now: number): Caller {
  const issued = world.temporaryCredentials.get(accessKeyId);
  if (issued === undefined && accessKeyId.startsWith(issuedKeyPrefix)) throw unrecognizedToken(service);
  if (issued === undefined) {
    const caller = iamUserWith(world, accessKeyId, service) ?? world.caller;
    if (!hasRole(world, caller)) throw unrecognizedToken(service);
    return caller;
  }
  if (issued.expiresAt <= now) throw expiredToken(service);
  if (!hasRole(world, issued)) throw unrecognizedToken(service);
  const { accessKeyId: _, expiresAt: __, ...caller } = issued;
  return caller;
}

/**
 * Sessions outlive the assignment that they came from, as long as the role is there; it goes with the last assignment of
 * its permission set in the account. https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function hasRole(world: World, { accountId, permissionSetArn, roleSuffix }: Caller): boolean {
  if (permissionSetArn === undefined) return true;
  return world.provisioned.get(provisionedKey(accountId, permissionSetArn))?.roleSuffix === roleSuffix;
}

function iamUserWith(world: World, accessKeyId: string, service: Service): Caller | undefined {
  const [user] = world.iamUsers.by("accessKey", accessKeyId);
  if (user === undefined) return undefined;
  const isActive = user.accessKeys.some(({ id, status }) => id === accessKeyId && status === "Active");
  if (!isActive) throw unrecognizedToken(service);
  return { accountId: user.accountId, arn: iamUserArn(user, world.caller.arn), userId: user.userId };
}
