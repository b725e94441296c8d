import { endMemberships } from "../identity-store/directory.ts";
import type { ExternalId } from "../world/directory-records.ts";
import type { Instance } from "../world/identity-center-records.ts";
import { newDirectoryId, newHex } from "../world/ids.ts";
import { usualRegionOf } from "../world/partitions.ts";
import type { World } from "../world/world.ts";
import type { BuildContext, Principals } from "./build-context.ts";
import { buildPermissionSet } from "./build-permission-set.ts";
import type { EmailDescription, GroupDescription, InstanceDescription, UserDescription } from "./description.ts";

/** Adds an instance with its directory, permission sets and assignments to the world. */
export function buildInstance(world: World, description: InstanceDescription, context: BuildContext): void {
  const { partition, now, place, problems } = context;
  const kind = description.kind ?? "organization";
  const instance: Instance = {
    arn: `arn:${partition}:sso:::instance/${description.instanceId ?? `ssoins-${newHex(world, 16)}`}`,
    kind,
    ...(description.name !== undefined && { name: description.name }),
    ownerAccountId: ownerOf(world, description, context),
    identityStoreId: description.identityStoreId ?? `d-${newHex(world, 10)}`,
    ...(description.subdomain !== undefined && { subdomain: description.subdomain }),
    primaryRegion: description.region ?? usualRegionOf(partition),
    additionalRegions: description.additionalRegions ?? [],
    status: description.status ?? "ACTIVE",
    ...(description.statusReason !== undefined && { statusReason: description.statusReason }),
    permissionSetsEnabled: description.permissionSetsEnabled ?? kind === "organization",
    identitySource: description.identitySource ?? "IDENTITY_CENTER",
    ...(description.directoryIds !== undefined &&
      description.directoryIds !== "prefixed" && { directoryIds: description.directoryIds }),
    createdAt: now,
    tags: {},
  };
  if (world.instances.has(instance.arn)) problems.add(`${place}.instanceId`, "is there twice");
  world.instances.set(instance.arn, instance);

  const principals: Principals = { users: new Map(), groups: new Map() };
  for (const [index, user] of (description.users ?? []).entries()) {
    addUser(world, instance, user, principals, { ...context, place: `${place}.users[${index}]` });
  }
  for (const [index, group] of (description.groups ?? []).entries()) {
    addGroup(world, instance, group, principals, { ...context, place: `${place}.groups[${index}]` });
  }
  if (kind === "account" && description.permissionSets !== undefined) {
    problems.add(`${place}.permissionSets`, "account instances have no permission sets");
  }
  for (const [index, set] of (description.permissionSets ?? []).entries()) {
    buildPermissionSet(world, instance, set, principals, { ...context, place: `${place}.permissionSets[${index}]` });
  }
  for (const { userName, deletedBy } of description.users ?? []) {
    if (deletedBy !== undefined) remove(world, world.users, principals.users.get(userName.toLowerCase()), deletedBy);
  }
  for (const { displayName, deletedBy } of description.groups ?? []) {
    if (deletedBy !== undefined)
      remove(world, world.groups, principals.groups.get(displayName.toLowerCase()), deletedBy);
  }
}

/** Deletes a principal, whose assignments stay behind. */
function remove(
  world: World,
  table: World["users"] | World["groups"],
  id: string | undefined,
  deletedBy: "ADMINISTRATOR" | "SCIM",
): void {
  const principal = id === undefined ? undefined : table.get(id);
  if (principal === undefined) return;
  table.delete(principal.id);
  endMemberships(world, principal.id);
  if (deletedBy === "ADMINISTRATOR") return;
  world.lostPrincipals.set(principal.id, { id: principal.id, identityStoreId: principal.identityStoreId });
}

function ownerOf(world: World, { kind, account }: InstanceDescription, { place, problems }: BuildContext): string {
  const managementAccountId = world.organization?.managementAccountId;
  if (account !== undefined) return problems.account(world, account, `${place}.account`);
  if (kind === "account") return world.caller.accountId;
  if (managementAccountId === undefined) problems.add(place, "an organization instance needs an organization");
  return managementAccountId ?? world.caller.accountId;
}

function addUser(
  world: World,
  { identityStoreId }: Instance,
  user: UserDescription,
  { users }: Principals,
  { now, place, problems }: BuildContext,
): void {
  const { userName, givenName, familyName, displayName = `${givenName} ${familyName}` } = user;
  const emails = emailsOf(user);
  if (users.has(userName.toLowerCase())) problems.add(`${place}.userName`, `${userName} is there twice`);
  const id = user.id ?? newDirectoryId(world, identityStoreId);
  if (world.users.has(id)) problems.add(`${place}.id`, `${id} is there twice`);
  users.set(userName.toLowerCase(), id);
  world.users.set(id, {
    id,
    identityStoreId,
    externalIds: externalIds(user.externalId),
    status: user.status ?? "ENABLED",
    attributes: {
      UserName: userName,
      DisplayName: displayName,
      Name: { GivenName: givenName, FamilyName: familyName },
      ...(emails.length > 0 && { Emails: emails }),
    },
    ...writtenBy(world, now),
  });
}

function emailsOf({ email, emails = email === undefined ? [] : [email] }: UserDescription) {
  const described = emails.map((one): EmailDescription => (typeof one === "string" ? { value: one } : one));
  const hasPrimary = described.some(({ primary }) => primary === true);
  return described.map(({ value, type = "Work", primary }, index) => ({
    Value: value,
    Type: type,
    Primary: primary ?? (!hasPrimary && index === 0),
  }));
}

function addGroup(
  world: World,
  { identityStoreId }: Instance,
  { id, displayName, description, externalId, members = [] }: GroupDescription,
  { users, groups }: Principals,
  { now, place, problems }: BuildContext,
): void {
  if (groups.has(displayName.toLowerCase())) problems.add(`${place}.displayName`, `${displayName} is there twice`);
  const groupId = id ?? newDirectoryId(world, identityStoreId);
  if (world.groups.has(groupId)) problems.add(`${place}.id`, `${groupId} is there twice`);
  groups.set(displayName.toLowerCase(), groupId);
  world.groups.set(groupId, {
    id: groupId,
    identityStoreId,
    externalIds: externalIds(externalId),
    displayName,
    ...(description !== undefined && { description }),
    ...writtenBy(world, now),
  });
  for (const [index, member] of members.entries()) {
    const userId = users.get(member.toLowerCase());
    if (userId === undefined) {
      problems.add(`${place}.members[${index}]`, `${member} is no user of this instance`);
      continue;
    }
    const id = newDirectoryId(world, identityStoreId);
    world.memberships.set(id, { id, identityStoreId, groupId, userId, ...writtenBy(world, now) });
  }
}

function externalIds(externalId: UserDescription["externalId"]): readonly ExternalId[] {
  return externalId === undefined ? [] : [{ Issuer: externalId.issuer, Id: externalId.id }];
}

function writtenBy(world: World, now: number) {
  const { arn } = world.caller;
  return { createdAt: now, createdBy: arn, updatedAt: now, updatedBy: arn };
}
