import { classify, isUntold } from "../../../aws/aws-error.ts";
import { roleKey } from "../../../core/state/kinds/account-assignment.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { userKey } from "../../../core/state/kinds/user.ts";
import { keyOf } from "../../../core/state/kinds.ts";
import type { HeldAccess } from "../../../core/state/observation.ts";
import type { AccountAssignment, Resource, ResourceKey, State } from "../../../core/state/resource.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { accountIdOf, type Session } from "../../session/session.ts";
import { membersAmong } from "../group-membership/group-memberships.ts";
import type { Holder } from "../open-kind.ts";
import { holdersByRole } from "./look-at-assignments.ts";
import { principalName } from "./principal-name.ts";

/** More groups than these are counted. */
const MOST_NAMED = 3;

/** A person who is there, and lacks the assignment or the membership that their row asks for. */
interface Lacking {
  readonly userName: string;
  readonly userId: string;
}

/** The people who lack what they are to have in one account, and who holds the permission set there. */
interface Place {
  readonly assignment: AccountAssignment;
  readonly people: readonly Lacking[];
  readonly holders: readonly Holder[];
}

/**
 * Which people have an access that they are to have, though not in the way in which their row asks for it: through another group, or
 * by an assignment of their own. Only groups that hold one of the plan's permission sets where somebody lacks it are read,
 * each once. `present` is what is there of what is desired.
 */
export async function observeHeldOtherwise(
  session: Session,
  desired: State,
  present: readonly Resource[],
  holders: readonly Holder[],
): Promise<HeldOtherwise> {
  const places = placesLacking(session, desired, new Set(present.map(keyOf)), holders);
  const groups = await readHolders(session, places);
  const members = new Map(groups.map((group) => [group.id, group]));
  const heldOtherwise = places.flatMap(({ assignment: { accountId, permissionSet }, people, holders }) =>
    people.flatMap(({ userName, userId }): readonly HeldAccess[] => {
      const through = holders.flatMap(({ principalId }) => {
        const group = members.get(principalId);
        return group?.members !== "unknown" && group?.members.has(userId) ? [group.name] : [];
      });
      const own = holders.some(({ principalId }) => principalId === userId);
      return own || through.length > 0 ? [{ userName, accountId, permissionSet, groups: through.sort() }] : [];
    }),
  );
  return { heldOtherwise, notes: unreadNotes(groups) };
}

/** Through which groups people have what is to be gone as an assignment of their own. */
export async function observeAlsoThrough(
  session: Session,
  absent: State,
  holders: readonly Holder[],
): Promise<readonly HeldAccess[]> {
  const own = [...absent].filter(([, one]) => one.kind === "AccountAssignment" && one.principal.type === "USER");
  const { heldOtherwise } = await observeHeldOtherwise(session, new Map(own), [], holders);
  return heldOtherwise.filter(({ groups }) => groups.length > 0);
}

/** That an assignment which is made may be a second one. */
function unreadNotes(groups: readonly HolderGroup[]): readonly string[] {
  const names = groups.filter(({ members }) => members === "unknown").map(({ name }) => name);
  if (names.length === 0) return [];
  const which = `${names.length === 1 ? "group" : "groups"} ${shownList(names.sort(), MOST_NAMED)}`;
  return [
    `Who is in ${which} may not be read (identitystore:ListGroupMemberships): people who are assigned something may have it already through that.`,
  ];
}

interface HeldOtherwise {
  readonly heldOtherwise: readonly HeldAccess[];
  readonly notes: readonly string[];
}

function placesLacking(
  session: Session,
  desired: State,
  present: ReadonlySet<ResourceKey>,
  holders: readonly Holder[],
): readonly Place[] {
  const byRole = holdersByRole(holders);
  const memberships = new Map<ResourceKey, { readonly person: Lacking; readonly isThere: boolean }[]>();
  for (const one of desired.values()) {
    if (one.kind !== "GroupMembership") continue;
    const members = memberships.get(groupKey(one.group)) ?? [];
    memberships.set(groupKey(one.group), members);
    for (const person of personIn(session, one.userName)) members.push({ person, isThere: present.has(keyOf(one)) });
  }
  return [...desired.values()].flatMap((assignment): readonly Place[] => {
    if (assignment.kind !== "AccountAssignment") return [];
    const { principal, permissionSet, accountId } = assignment;
    const inPlace = byRole.get(roleKey({ accountId: accountIdOf(session, accountId) ?? "", permissionSet }));
    if (inPlace === undefined) return [];
    const isAssigned = present.has(keyOf(assignment));
    const members = memberships.get(groupKey(principal.name)) ?? [];
    const people =
      principal.type === "GROUP"
        ? members.filter(({ isThere }) => !(isThere && isAssigned)).map(({ person }) => person)
        : isAssigned
          ? []
          : personIn(session, principal.name);
    return people.length === 0 ? [] : [{ assignment, people, holders: inPlace }];
  });
}

function personIn({ ids }: Session, userName: string): readonly Lacking[] {
  const userId = ids.get(userKey(userName));
  return userId === undefined ? [] : [{ userName, userId }];
}

interface HolderGroup {
  readonly id: string;
  readonly name: string;
  /** Of the people who were looked for. */
  readonly members: ReadonlySet<string> | "unknown";
}

/** The groups that hold a permission set where people lack it, with those of the people who are in them. */
async function readHolders(session: Session, places: readonly Place[]): Promise<readonly HolderGroup[]> {
  const lookedFor = new Map<string, Set<string>>();
  for (const { people, holders } of places) {
    for (const { principalType, principalId } of holders) {
      if (principalType !== "GROUP") continue;
      const ids = lookedFor.get(principalId) ?? new Set();
      lookedFor.set(principalId, ids);
      for (const { userId } of people) ids.add(userId);
    }
  }
  const found = await Promise.all(
    [...lookedFor].map(async ([id, userIds]): Promise<readonly HolderGroup[]> => {
      const members = await membersAmong(session, id, [...userIds]).catch(unread);
      if (members !== "unknown" && members.size === 0) return [];
      return [{ id, members, name: await principalName(session, "GROUP", id) }];
    }),
  );
  return found.flat();
}

/** A group that is gone has nobody; one that may not be read may have somebody. */
function unread(error: unknown): HolderGroup["members"] {
  if (classify(error) === "not-found") return new Set();
  if (isUntold(error)) return "unknown";
  throw error;
}
