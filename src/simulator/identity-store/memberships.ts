import { AwsError, type Context } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { GroupMembership } from "../world/directory-records.ts";
import { pairKey } from "../world/directory-tables.ts";
import { newDirectoryId } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import {
  authorship,
  directoryToRead,
  directoryToWrite,
  findGroup,
  findMembership,
  findUser,
  notFound,
  type StoreInput,
  written,
} from "./directory.ts";

type Output = Record<string, unknown>;

interface Member {
  readonly MemberId: { readonly UserId: string };
}

interface InGroup extends StoreInput {
  readonly GroupId: string;
}

interface MembershipInput extends StoreInput {
  readonly MembershipId: string;
}

/** Disabled people join no groups. https://docs.aws.amazon.com/singlesignon/latest/userguide/disableuser.html */
export function createGroupMembership(input: InGroup & Member, context: Context): Output {
  const { world } = context;
  const { identityStoreId } = directoryToWrite(input, context);
  const { id: groupId } = findGroup(world, input, input.GroupId);
  const { id: userId, status } = findUser(world, input, input.MemberId.UserId);
  if (status === "DISABLED") {
    throw new AwsError("ValidationException", `User ${userId} is disabled and cannot be added to a group.`);
  }
  if (membershipOf(world, groupId, userId) !== undefined) {
    throw new AwsError("ConflictException", "Member and Group relationship already exists.", {
      Reason: "UNIQUENESS_CONSTRAINT_VIOLATION",
    });
  }
  const id = newDirectoryId(world, identityStoreId);
  world.memberships.set(id, { id, identityStoreId, groupId, userId, ...written(context) });
  return { IdentityStoreId: identityStoreId, MembershipId: id };
}

export function describeGroupMembership(input: MembershipInput, context: Context): Output {
  directoryToRead(input, context);
  return render(findMembership(context.world, input, input.MembershipId));
}

export function deleteGroupMembership(input: MembershipInput, context: Context): Output {
  directoryToWrite(input, context);
  context.world.memberships.delete(findMembership(context.world, input, input.MembershipId).id);
  return {};
}

export function listGroupMemberships(input: InGroup & PageRequest, context: Context): Output {
  directoryToRead(input, context);
  const { id } = findGroup(context.world, input, input.GroupId);
  return renderPage(context.world, context.world.memberships.idsBy("group", id), input);
}

export function listGroupMembershipsForMember(input: StoreInput & Member & PageRequest, context: Context): Output {
  directoryToRead(input, context);
  const { id } = findUser(context.world, input, input.MemberId.UserId);
  return renderPage(context.world, context.world.memberships.idsBy("user", id), input);
}

export function getGroupMembershipId(input: InGroup & Member, context: Context): Output {
  directoryToRead(input, context);
  const { id: groupId } = findGroup(context.world, input, input.GroupId);
  const { id: userId } = findUser(context.world, input, input.MemberId.UserId);
  const membership = membershipOf(context.world, groupId, userId);
  if (membership === undefined) throw notFound("GROUP_MEMBERSHIP");
  return { IdentityStoreId: input.IdentityStoreId, MembershipId: membership.id };
}

export function isMemberInGroups(
  input: StoreInput & Member & { readonly GroupIds: readonly string[] },
  context: Context,
): Output {
  directoryToRead(input, context);
  const { id } = findUser(context.world, input, input.MemberId.UserId);
  const results = input.GroupIds.map((groupId) => ({
    GroupId: findGroup(context.world, input, groupId).id,
    MemberId: { UserId: id },
    MembershipExists: membershipOf(context.world, groupId, id) !== undefined,
  }));
  return { Results: results };
}

function membershipOf({ memberships }: World, groupId: string, userId: string): GroupMembership | undefined {
  return memberships.by("pair", pairKey(groupId, userId))[0];
}

function renderPage(world: World, ids: readonly string[], input: StoreInput & PageRequest): Output {
  const { items, nextToken } = paginate(ids, (id) => id, input);
  return { GroupMemberships: items.map((id) => render(findMembership(world, input, id))), NextToken: nextToken };
}

function render(membership: GroupMembership): Output {
  const { id, identityStoreId, groupId, userId } = membership;
  return {
    IdentityStoreId: identityStoreId,
    MembershipId: id,
    GroupId: groupId,
    MemberId: { UserId: userId },
    ...authorship(membership),
  };
}
