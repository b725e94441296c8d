import { keyOf } from "../../src/core/state/kinds.ts";
import type { Resource, ResourceKey } from "../../src/core/state/resource.ts";
import type { Absent, Wanted, WantedAssignment } from "./wanted.ts";
import { lookIn, type World } from "./world-lookup.ts";

/** The rows of the world that are to be gone, by table. */
export interface Rows {
  readonly users: ReadonlySet<string>;
  readonly memberships: ReadonlySet<string>;
  readonly assignments: ReadonlySet<string>;
}

/** What is asked to be gone: in the words that plans speak in, and as what has to become of the world. */
export interface Removals {
  readonly resources: readonly Resource[];
  /** What has to be gone in the end. Nothing else may be. */
  readonly rows: Rows;
  /** What stays, though it is asked to be gone: AWS cannot remove it, or somebody does not get what comes first. */
  readonly impossible: ReadonlySet<ResourceKey>;
}

const NOTHING: Absent = { users: [], memberships: [], assignments: [], orphans: false };

/** Follows from the world at the start and what is wanted, without the program's own planning. */
export function removalsOf(initial: World, wanted: Wanted): Removals {
  const { absent = NOTHING } = wanted;
  const find = lookIn(initial);
  const waiting = new Set((wanted.impossible ?? []).map(({ userName }) => userName.toLowerCase()));
  const isWaiting = (name: string) => waiting.has(name.toLowerCase());
  const kept = new Set(
    [
      ...wanted.memberships.map((one) => ({ kind: "GroupMembership", ...one }) as const),
      ...wanted.assignments.map((one) => ({ kind: "AccountAssignment", ...one }) as const),
    ].map(keyOf),
  );
  const users = absent.users.map((one) => ({
    resource: { kind: "User", givenName: "Once", familyName: "Here", displayName: "Once Here", ...one } as const,
    row: find.userId(one.userName),
    // Nobody else sees what a user has besides, so for everybody else they stay.
    isPossible: initial.caller.accountId === initial.organization?.managementAccountId,
  }));
  const memberships = absent.memberships.map((one) => ({
    resource: { kind: "GroupMembership", ...one } as const,
    row: Object.values(initial.memberships).find(
      ({ groupId, userId }) => groupId === find.groupId(one.group) && userId === find.userId(one.userName),
    )?.id,
    isPossible: !isWaiting(one.userName),
  }));
  const assignments = absent.assignments.map((one) => ({
    resource: { kind: "AccountAssignment", ...one } as const,
    row: rowOf(initial, one),
    isPossible: one.principal.type === "GROUP" ? waiting.size === 0 : !isWaiting(one.principal.name),
  }));
  const asked = [...users, ...memberships, ...assignments, ...(absent.orphans ? orphansIn(initial) : [])];
  const all = asked.filter(({ resource }) => !kept.has(keyOf(resource)));
  const rowsOf = (kind: Resource["kind"]) =>
    new Set(all.flatMap(({ resource, row, isPossible }) => (resource.kind === kind && isPossible ? (row ?? []) : [])));
  return {
    resources: asked.map(({ resource }) => resource),
    rows: {
      users: rowsOf("User"),
      memberships: rowsOf("GroupMembership"),
      assignments: rowsOf("AccountAssignment"),
    },
    impossible: new Set(
      all.flatMap(({ resource, row, isPossible }) => (isPossible || row === undefined ? [] : keyOf(resource))),
    ),
  };
}

function rowOf(world: World, { accountId, permissionSet, principal }: WantedAssignment): string | undefined {
  const find = lookIn(world);
  const [set, id] = [find.permissionSet(permissionSet)?.arn, find.principalId(principal)];
  const [key] =
    Object.entries(world.assignments).find(
      ([, one]) => one.accountId === accountId && one.permissionSetArn === set && one.principalId === id,
    ) ?? [];
  return key;
}

/** What is assigned to nobody; AWS finds no assignment any more of who SCIM has deleted. */
function orphansIn({ assignments, users, groups, permissionSets, lostPrincipals }: World) {
  return Object.entries(assignments).flatMap(([row, { accountId, permissionSetArn, principalType, principalId }]) => {
    if (principalId in users || principalId in groups) return [];
    const permissionSet = permissionSets[permissionSetArn]?.name ?? "";
    const principal = { type: principalType, name: principalId, gone: true } as const;
    const resource = { kind: "AccountAssignment", accountId, permissionSet, principal } as const;
    return [{ resource, row, isPossible: !(principalId in lostPrincipals) }];
  });
}

/** What is asked to be gone and is there, each in a few words. */
export function stillThere({ rows, impossible }: Removals, world: World): readonly string[] {
  const left = (["users", "memberships", "assignments"] as const).flatMap((table) =>
    [...rows[table]].filter((key) => world[table][key] !== undefined).map((key) => `${table} still has ${key}`),
  );
  return [...left, ...[...impossible].map((key) => `${key} cannot go`)];
}

/** Assignments that were asked to be removed again when that was done or went on already. */
export function removedTwice({ requests }: World): readonly string[] {
  const tuples = Object.values(requests).flatMap((one) => {
    if (one.kind !== "DELETE_ASSIGNMENT") return [];
    const isUnneeded = one.failsWith?.includes("Assignment not found") === true;
    return one.failsWith === undefined || isUnneeded
      ? [`${one.accountId} ${one.permissionSetArn} ${one.principalId}`]
      : [];
  });
  const twice = tuples.filter((tuple, index) => tuples.indexOf(tuple) !== index);
  return [...new Set(twice)].map((tuple) => `${tuple} was removed twice`);
}
