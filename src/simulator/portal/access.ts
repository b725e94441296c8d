import { AwsError, type Context } from "../operation.ts";
import { liveSession } from "../sso-oidc/sessions.ts";
import { servesRegion } from "../sso-oidc/start-url.ts";
import type { User } from "../world/directory-records.ts";
import type { PermissionSet, ProvisionedPermissionSet } from "../world/identity-center-records.ts";
import { provisionedKey } from "../world/identity-center-tables.ts";
import type { Account } from "../world/organization-records.ts";
import type { PortalSession } from "../world/sign-in-records.ts";
import type { World } from "../world/world.ts";

/** The member that every request to the access portal has. */
export interface TokenInput {
  readonly accessToken: string;
}

/** A person in the access portal. */
export interface Visitor {
  readonly session: PortalSession;
  readonly user: User;
}

/** One way for a person into an account: a permission set that is assigned to them there, and its role. */
export interface Access {
  readonly account: Account;
  readonly permissionSet: PermissionSet;
  readonly role: ProvisionedPermissionSet;
}

/** Whose token this is. Throws UnauthorizedException when it is none, or no longer one. */
export function visitorOf(context: Context, { accessToken }: TokenInput): Visitor {
  const { world, now, region } = context;
  const token = world.accessTokens.get(accessToken);
  if (token === undefined || token.expiresAt <= now) throw unauthorized();
  const live = liveSession(world, token.sessionId, now);
  const instance = live && world.instances.get(live.session.instanceArn);
  if (live === undefined || instance === undefined || !servesRegion(instance, region)) throw unauthorized();
  const scopes = world.oidcClients.get(token.clientId)?.scopes ?? [];
  if (scopes.length > 0 && !scopes.includes("sso:account:access")) throw unauthorized();
  return live;
}

/**
 * Everything that is assigned to a person, directly or through a group, in active accounts that already have the role;
 * each once, however it was assigned.
 */
export function accessOf(world: World, { session, user }: Visitor): Access[] {
  const principals = [user.id, ...world.memberships.by("user", user.id).map(({ groupId }) => groupId)];
  const assignments = principals.flatMap((id) => world.assignments.by("principal", id));
  const roles = new Set(
    assignments
      .filter(({ instanceArn }) => instanceArn === session.instanceArn)
      .map(({ accountId, permissionSetArn }) => provisionedKey(accountId, permissionSetArn)),
  );
  return [...roles].flatMap((key) => {
    const role = world.provisioned.get(key);
    const account = role && world.accounts.get(role.accountId);
    const permissionSet = role && world.permissionSets.get(role.permissionSetArn);
    return account?.state === "ACTIVE" && permissionSet !== undefined && role ? [{ account, permissionSet, role }] : [];
  });
}

/** What the portal answers about an account or a role that the person does not have. No service model knows this error. */
export function noAccess(): AwsError {
  return new AwsError("ForbiddenException", "No access", {}, 403);
}

function unauthorized(): AwsError {
  return new AwsError("UnauthorizedException", "Session token not found or invalid", {}, 401);
}
