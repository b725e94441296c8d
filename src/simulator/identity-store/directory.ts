import { AwsError, type Context, timestamp } from "../operation.ts";
import type { Group, GroupMembership, User } from "../world/directory-records.ts";
import type { Instance } from "../world/identity-center-records.ts";
import { instancesInRegion, mayAdminister, maySee } from "../world/standing.ts";
import type { World } from "../world/world.ts";

type ResourceType = "USER" | "GROUP" | "GROUP_MEMBERSHIP" | "IDENTITY_STORE";

/** The member that every identitystore request has. */
export interface StoreInput {
  readonly IdentityStoreId: string;
}

/**
 * The instance whose directory is to be read, which every account of the organization may. Throws
 * ResourceNotFoundException when this Region has no such identity store, AccessDeniedException to accounts outside.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-accounts.html
 */
export function directoryToRead({ IdentityStoreId: id }: StoreInput, context: Context): Instance {
  const { world, region, caller } = context;
  const instance = instancesInRegion(world, region).find(({ identityStoreId }) => identityStoreId === id);
  if (instance === undefined) throw notFound("IDENTITY_STORE", id);
  if (maySee(world, caller, instance)) return instance;
  throw notAuthorized(context, id);
}

/**
 * The instance whose directory is to be written, by those who administer it: additional Regions hold replicas that
 * take no writes.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/api-support-in-additional-regions.html
 */
export function directoryToWrite(input: StoreInput, context: Context): Instance {
  const instance = directoryToRead(input, context);
  if (!mayAdminister(context.world, context.caller, instance)) throw notAuthorized(context, input.IdentityStoreId);
  if (instance.primaryRegion === context.region) return instance;
  throw new AwsError(
    "AccessDeniedException",
    `This operation is only supported in the primary Region ${instance.primaryRegion}.`,
  );
}

function notAuthorized({ caller }: Context, identityStoreId: string): AwsError {
  const message = `User: ${caller.arn} is not authorized to perform this operation on identity store ${identityStoreId}.`;
  return new AwsError("AccessDeniedException", message);
}

/** The error for something that the directory does not have. */
export function notFound(type: ResourceType, id?: string): AwsError {
  const members = { ResourceType: type, ...(id !== undefined && { ResourceId: id }) };
  return new AwsError("ResourceNotFoundException", `${type} not found.`, members);
}

/** The error for a name or address that another record has. */
export function duplicate(what: string): AwsError {
  return new AwsError("ConflictException", `Duplicate ${what}`, { Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" });
}

export function findUser(world: World, { IdentityStoreId }: StoreInput, userId: string): User {
  const user = world.users.get(userId);
  if (user?.identityStoreId === IdentityStoreId) return user;
  throw notFound("USER", userId);
}

export function findGroup(world: World, { IdentityStoreId }: StoreInput, groupId: string): Group {
  const group = world.groups.get(groupId);
  if (group?.identityStoreId === IdentityStoreId) return group;
  throw notFound("GROUP", groupId);
}

export function findMembership(world: World, { IdentityStoreId }: StoreInput, membershipId: string): GroupMembership {
  const membership = world.memberships.get(membershipId);
  if (membership?.identityStoreId === IdentityStoreId) return membership;
  throw notFound("GROUP_MEMBERSHIP", membershipId);
}

/** Who is writing now, for a new record; for a changed one, {@link rewritten}. */
export function written({ now, caller }: Context) {
  return { createdAt: now, createdBy: caller.arn, updatedAt: now, updatedBy: caller.arn };
}

export function rewritten({ now, caller }: Context) {
  return { updatedAt: now, updatedBy: caller.arn };
}

/** The four members that say who wrote a record, as the API answers them. */
export function authorship({ createdAt, createdBy, updatedAt, updatedBy }: User | Group | GroupMembership) {
  return {
    CreatedAt: timestamp(createdAt),
    CreatedBy: createdBy,
    UpdatedAt: timestamp(updatedAt),
    UpdatedBy: updatedBy,
  };
}

/**
 * Ends the memberships of a user or group that is being deleted. Its account assignments stay, naming an id that no
 * longer exists: administrators of AWS find such rows and have to remove them.
 * https://github.com/61418/aws-sso-util/issues/93
 */
export function endMemberships(world: World, principalId: string): void {
  const { memberships } = world;
  const ended = [...memberships.by("user", principalId), ...memberships.by("group", principalId)];
  for (const { id } of ended) memberships.delete(id);
}
