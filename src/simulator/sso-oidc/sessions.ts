import type { User } from "../world/directory-records.ts";
import { nameKey } from "../world/directory-tables.ts";
import type { Instance } from "../world/identity-center-records.ts";
import { newUuid } from "../world/ids.ts";
import type { PortalSession } from "../world/sign-in-records.ts";
import type { World } from "../world/world.ts";
import { lifetimes } from "./lifetimes.ts";

/** Signs a person in to the access portal. */
export function openSession(world: World, instance: Instance, userId: string, now: number): PortalSession {
  const session = {
    id: newUuid(world),
    instanceArn: instance.arn,
    userId,
    startedAt: now,
    expiresAt: now + lifetimes.portalSession,
  };
  world.portalSessions.set(session.id, session);
  return session;
}

/**
 * A session that still counts, with its person: not signed out, not too old, of a user who is still there. Whoever is disabled
 * while signed in goes on until then. https://docs.aws.amazon.com/singlesignon/latest/userguide/revoke-user-permissions.html
 */
export function liveSession(
  world: World,
  sessionId: string,
  now: number,
): { readonly session: PortalSession; readonly user: User } | undefined {
  const session = world.portalSessions.get(sessionId);
  const user = session && world.users.get(session.userId);
  if (session === undefined || session.expiresAt <= now || user === undefined) return undefined;
  return { session, user };
}

/** Signs a person out, with all that their clients were given. */
export function endSession(world: World, sessionId: string): void {
  world.portalSessions.delete(sessionId);
  for (const { accessToken } of world.accessTokens.by("session", sessionId)) world.accessTokens.delete(accessToken);
}

/** The user with this user name, whatever its case, in the directory of an instance. */
export function userNamed(world: World, { identityStoreId }: Instance, userName: string): User | undefined {
  return world.users.by("userName", nameKey(identityStoreId, userName))[0];
}
