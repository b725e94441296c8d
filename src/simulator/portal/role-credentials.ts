import type { Context } from "../operation.ts";
import { newHex, roleIdOf } from "../world/ids.ts";
import { issuedKeyPrefix } from "../world/temporary-credentials.ts";
import { accessOf, noAccess, type TokenInput, visitorOf } from "./access.ts";
import { durationOf } from "./session-duration.ts";

interface GetRoleCredentialsInput extends TokenInput {
  readonly accountId: string;
  readonly roleName: string;
}

/**
 * Temporary keys for the role of a permission set in an account, for as long as the set's sessions last.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
export function getRoleCredentials(input: GetRoleCredentialsInput, context: Context): Record<string, unknown> {
  const { world, now } = context;
  const visitor = visitorOf(context, input);
  const access = accessOf(world, visitor).find(
    ({ account, permissionSet }) => account.id === input.accountId && permissionSet.name === input.roleName,
  );
  if (access === undefined) throw noAccess();
  const { account, permissionSet, role } = access;
  const [, partition = "aws"] = permissionSet.arn.split(":");
  const sessionName = sessionNameOf(visitor.user.attributes.UserName);
  const roleName = `AWSReservedSSO_${permissionSet.name}_${role.roleSuffix}`;
  const accessKeyId = `${issuedKeyPrefix}${newHex(world, 20 - issuedKeyPrefix.length).toUpperCase()}`;
  const expiresAt = now + durationOf(permissionSet.sessionDuration);
  world.temporaryCredentials.set(accessKeyId, {
    accessKeyId,
    accountId: account.id,
    arn: `arn:${partition}:sts::${account.id}:assumed-role/${roleName}/${sessionName}`,
    userId: `${roleIdOf(world, account.id, roleName)}:${sessionName}`,
    permissionSetArn: permissionSet.arn,
    roleSuffix: role.roleSuffix,
    directoryUserId: visitor.user.id,
    issuedAt: now,
    expiresAt,
  });
  return {
    roleCredentials: {
      accessKeyId,
      secretAccessKey: `simulated-secret-${newHex(world, 23)}`,
      sessionToken: `simulated-token-${newHex(world, 64)}`,
      expiration: expiresAt,
    },
  };
}

/** STS's longest name of a session. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const LONGEST_SESSION_NAME = 64;

/** A session is called as the user is. How AWS makes other characters fit is not documented: here by a low line each. */
function sessionNameOf(userName: string): string {
  return [...userName]
    .map((character) => (/[\w+=,.@-]/.test(character) ? character : "_"))
    .join("")
    .slice(0, LONGEST_SESSION_NAME);
}
