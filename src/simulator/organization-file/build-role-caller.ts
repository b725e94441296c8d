import { provisionedKey } from "../world/identity-center-tables.ts";
import { roleIdOf } from "../world/ids.ts";
import type { Caller, World } from "../world/world.ts";
import type { BuildProblems } from "./build-problems.ts";

/** Who signs, as somebody whom Identity Center let in. */
interface RoleCallerDescription {
  readonly accountId: string;
  readonly permissionSet: string;
  readonly user: string;
}

/**
 * The caller who came in through the access portal: a session of the role that the permission set has in the account, by
 * the user's name. Where the permission set is not in the account, that is a problem.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function buildRoleCaller(
  world: World,
  { accountId, permissionSet, user }: RoleCallerDescription,
  { now, problems }: { readonly now: number; readonly problems: BuildProblems },
): Caller {
  const roles = [...world.permissionSets.values()].flatMap(({ arn, name }) => {
    const role = name === permissionSet ? world.provisioned.get(provisionedKey(accountId, arn)) : undefined;
    return role === undefined ? [] : [role];
  });
  const [role] = roles;
  const person = [...world.users.values()].find(
    ({ attributes }) => attributes.UserName.toLowerCase() === user.toLowerCase(),
  );
  if (person === undefined) problems.add("caller.user", `${user} is no user of an instance`);
  if (role === undefined) {
    problems.add("caller.permissionSet", `${permissionSet} is assigned to nobody in account ${accountId}`);
  }
  if (person === undefined || role === undefined) return world.caller;
  const [, partition = "aws"] = role.permissionSetArn.split(":");
  const roleName = `AWSReservedSSO_${permissionSet}_${role.roleSuffix}`;
  const { UserName } = person.attributes;
  return {
    accountId,
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${UserName}`,
    userId: `${roleIdOf(world, accountId, roleName)}:${UserName}`,
    permissionSetArn: role.permissionSetArn,
    roleSuffix: role.roleSuffix,
    directoryUserId: person.id,
    issuedAt: now,
  };
}
