import type { Instance } from "../world/identity-center-records.ts";
import type { Decision } from "../world/sign-in-records.ts";
import type { World } from "../world/world.ts";
import { openSession, userNamed } from "./sessions.ts";

/**
 * The person who allows every sign-in request at once, so that no browser is needed: one by user name, or the first of
 * the directory who has an account assigned (the first of all when nobody has).
 */
export type Approver = "first" | { readonly userName: string };

/** What the approver answers at a time; a denial that says why when the directory has no such person. */
export function decisionOf(approver: Approver, world: World, instance: Instance, at: number): Decision {
  const user = approver === "first" ? firstPerson(world, instance) : userNamed(world, instance, approver.userName);
  if (user?.status === "ENABLED") {
    return { answer: "allowed", sessionId: openSession(world, instance, user.id, at).id, at };
  }
  const who = approver === "first" ? "anybody" : `an enabled user named ${approver.userName}`;
  return { answer: "denied", reason: `The directory ${instance.identityStoreId} does not have ${who}.`, at };
}

function firstPerson(world: World, { identityStoreId }: Instance) {
  const people = world.users.by("store", identityStoreId).filter(({ status }) => status === "ENABLED");
  return people.find(({ id }) => hasAssignment(world, id)) ?? people[0];
}

function hasAssignment(world: World, userId: string): boolean {
  const principals = [userId, ...world.memberships.by("user", userId).map(({ groupId }) => groupId)];
  return principals.some((id) => world.assignments.idsBy("principal", id).length > 0);
}
