import {
  CreateGroupMembershipCommand,
  DeleteGroupMembershipCommand,
  GetGroupMembershipIdCommand,
} from "@aws-sdk/client-identitystore";
import type { Blocker } from "../../../core/state/change.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { disabledBlocker, userKey } from "../../../core/state/kinds/user.ts";
import { keyOf } from "../../../core/state/kinds.ts";
import type { DisabledUser } from "../../../core/state/observation.ts";
import type { GroupMembership, ResourceKey } from "../../../core/state/resource.ts";
import { type Done, doneBy, foundDone } from "../../calls/done.ts";
import { settleDeletion, settleWrite } from "../../calls/settle-write.ts";
import { groupIdsOfUser, memberOf, readMemberships } from "../../session/directory.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { readGroupHoldings } from "../group/group-holdings.ts";
import { forNobodyThere } from "../not-there.ts";
import { type MemberOfGroup, type OpenKind, ofKind, wantedOf } from "../open-kind.ts";

/** Memberships in groups, looked at and made for one run. */
export function openGroupMemberships(session: Session): OpenKind<GroupMembership> {
  return {
    observe: async (look) => {
      const [{ disabledUsers = [] }] = await Promise.all([look.seen("User"), look.seen("Group")]);
      const all = wantedOf(look, "GroupMembership");
      const resources = await observeGroupMemberships(session, all);
      const wanted = ofKind(look.desired, "GroupMembership");
      const others = look.everybody ? { othersInGroups: await othersIn(session, wanted, all) } : {};
      const blocked = new Map([
        ...blockedMemberships(wanted, disabledUsers),
        ...forNobodyThere(session, look.desired, wanted),
      ]);
      const able = wanted.filter((one) => !blocked.has(keyOf(one)));
      const joined = groupsToJoin(session, able, resources);
      if (joined.length === 0) return { resources, blocked, ...others };
      const sets = (await look.seen("PermissionSet")).resources.filter((one) => one.kind === "PermissionSet");
      return { resources, blocked, ...others, groupHoldings: await readGroupHoldings(session, joined, sets) };
    },
    create: (membership) => createGroupMembership(session, membership),
    update: "never",
    delete: (membership) => deleteGroupMembership(session, membership),
  };
}

/** Nobody who is disabled can be put into a group: AWS is not asked to. */
function blockedMemberships(
  wanted: readonly GroupMembership[],
  disabledUsers: readonly DisabledUser[],
): ReadonlyMap<ResourceKey, Blocker> {
  const disabled = new Map(disabledUsers.map((one) => [userKey(one.userName), disabledBlocker(one)]));
  return new Map(
    wanted.flatMap((one) => {
      const blocker = disabled.get(userKey(one.userName));
      return blocker === undefined ? [] : [[keyOf(one), blocker] as const];
    }),
  );
}

/** The groups that are there, and that one of the wanted memberships is still to be made in. */
function groupsToJoin(
  session: Session,
  wanted: readonly GroupMembership[],
  present: readonly GroupMembership[],
): readonly string[] {
  const made = new Set(present);
  const missing = wanted.filter((one) => !made.has(one) && session.ids.has(groupKey(one.group)));
  return [...new Map(missing.map(({ group }) => [groupKey(group), group])).values()];
}

/** Which of the wanted memberships exist. Only groups and users that are there already can have any. */
export async function observeGroupMemberships(
  session: Session,
  wanted: readonly GroupMembership[],
): Promise<readonly GroupMembership[]> {
  const askable = wanted.filter(
    ({ group, userName }) => session.ids.has(groupKey(group)) && session.ids.has(userKey(userName)),
  );
  const byGroup = new Map<ResourceKey, GroupMembership[]>();
  for (const membership of askable) {
    const key = groupKey(membership.group);
    const others = byGroup.get(key);
    if (others === undefined) byGroup.set(key, [membership]);
    else others.push(membership);
  }
  const idOf = ({ userName }: GroupMembership) => identifierOf(session, userKey(userName));
  const found = await Promise.all(
    [...byGroup].map(async ([key, memberships]) => {
      const members = await membersAmong(session, identifierOf(session, key), memberships.map(idOf));
      return memberships.filter((one) => members.has(idOf(one)));
    }),
  );
  return found.flat();
}

/** Puts the user into the group, or finds that they are in it. */
export async function createGroupMembership(session: Session, membership: GroupMembership): Promise<Done> {
  const GroupId = identifierOf(session, groupKey(membership.group));
  const UserId = identifierOf(session, userKey(membership.userName));
  const IdentityStoreId = session.instance.identityStoreId;
  return settleWrite<Done>({
    signal: session.signal,
    make: async () => {
      const command = new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId } });
      return doneBy((await session.aws.identityStore.send(command)).$metadata);
    },
    find: async (isOurs) => ((await isMember(session, GroupId, UserId)) ? foundDone(isOurs) : undefined),
  });
}

/** Takes the user out of the group. AWS deletes a membership by an id of its own, and whoever is no member has none. */
async function deleteGroupMembership(session: Session, { group, userName }: GroupMembership): Promise<Done> {
  const IdentityStoreId = session.instance.identityStoreId;
  const GroupId = identifierOf(session, groupKey(group));
  const MemberId = { UserId: identifierOf(session, userKey(userName)) };
  return settleDeletion(session.signal, async () => {
    const command = new GetGroupMembershipIdCommand({ IdentityStoreId, GroupId, MemberId });
    const { MembershipId } = await session.aws.identityStore.send(command);
    return session.aws.identityStore.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId }));
  });
}

/** Who is in the groups that somebody shall be in, and is not asked about. */
async function othersIn(
  session: Session,
  wanted: readonly GroupMembership[],
  all: readonly GroupMembership[],
): Promise<readonly MemberOfGroup[]> {
  const asked = new Set(
    all.map(({ group, userName }) => `${groupKey(group)} ${session.ids.get(userKey(userName)) ?? ""}`),
  );
  const groups = new Map(wanted.map(({ group }) => [groupKey(group), group]));
  const found = await Promise.all(
    [...groups].map(async ([key, group]) => {
      const GroupId = session.ids.get(key);
      if (GroupId === undefined) return [];
      const { items } = await readMemberships(session, GroupId, memberOf);
      return items.filter((id) => !asked.has(`${key} ${id}`)).map((userId) => ({ group, userId }));
    }),
  );
  return found.flat();
}

/** Which of these users are in the group. A small group is read whole; in a large one each is asked for. */
export async function membersAmong(
  session: Session,
  GroupId: string,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const limit = Math.max(1, Math.ceil(userIds.length / 4));
  const { items, complete } = await readMemberships(session, GroupId, memberOf, { most: limit });
  const members = new Set(items);
  const present = await Promise.all(
    userIds.map(async (id) => members.has(id) || (!complete && (await isMember(session, GroupId, id)))),
  );
  return new Set(userIds.filter((_, index) => present[index]));
}

async function isMember(session: Session, groupId: string, userId: string): Promise<boolean> {
  return (await groupIdsOfUser(session, userId)).includes(groupId);
}
