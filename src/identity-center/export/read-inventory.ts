import { DescribeGroupCommand, DescribeUserCommand, type User as DirectoryUser } from "@aws-sdk/client-identitystore";
import { mapConcurrently } from "../../aws/concurrency.ts";
import type { AccessDocument } from "../../core/access/access-schema.ts";
import type {
  Inventory,
  InventoryGroup,
  InventoryMembership,
  InventoryPermissionSet,
  InventoryUser,
} from "../../core/export/inventory.ts";
import { leftOutOf } from "../../core/export/left-out.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { AT_ONCE } from "../access/access-reading.ts";
import type { Aws } from "../calls/aws.ts";
import { type DirectoryAt, readMemberships, readUsers } from "../session/directory.ts";

/** People from whom on the whole list takes fewer calls than each of them: a page has a hundred. */
const MANY = 200;

/**
 * What an Access tells of, with what infrastructure code needs beside it: all that AWS keeps of a user, descriptions of
 * groups, ids of memberships. Reads, and changes nothing.
 */
export async function readInventory(aws: Aws, access: AccessDocument): Promise<Inventory> {
  const { instance } = access;
  const directory: DirectoryAt = { aws, instance };
  const assignments = access.assignments.filter(({ orphan }) => orphan === undefined);
  const heldSets = new Set(assignments.map(({ permissionSetArn }) => permissionSetArn));
  const heldAccounts = new Set(assignments.map(({ accountId }) => accountId));
  const [users, groups, memberships] = await Promise.all([
    usersOf(directory, access),
    mapConcurrently(access.groups, AT_ONCE, (group) => describeGroup(directory, group)),
    membershipsOf(directory, access),
  ]);
  return {
    instance,
    ...definedOnly({ simulated: access.simulated }),
    accounts: access.accounts.filter(({ id }) => heldAccounts.has(id)).map(({ id, name }) => ({ id, name })),
    users,
    groups,
    memberships,
    permissionSets: access.permissionSets
      .filter(({ arn, ours }) => heldSets.has(arn) || ours === "yes")
      .map(({ arn, name, content }): InventoryPermissionSet => ({ arn, name, ...definedOnly({ content }) })),
    assignments: assignments.map(({ accountId, permissionSetArn, principalType, principalId }) => ({
      accountId,
      permissionSetArn,
      principalType,
      principalId,
    })),
    leftOut: leftOutOf(access),
  };
}

async function usersOf(directory: DirectoryAt, { users }: AccessDocument): Promise<readonly InventoryUser[]> {
  const wanted = new Set(users.map(({ id }) => id));
  const found = wanted.size > MANY ? (await readUsers(directory, (user) => [user])).items : [];
  const byId = new Map(found.map((user) => [user.UserId ?? "", user]));
  const all = await mapConcurrently([...wanted], AT_ONCE, async (id) => byId.get(id) ?? describeUser(directory, id));
  return all.map(inventoryUser);
}

async function describeUser({ aws, instance }: DirectoryAt, UserId: string): Promise<DirectoryUser> {
  return aws.identityStore.send(new DescribeUserCommand({ IdentityStoreId: instance.identityStoreId, UserId }));
}

function inventoryUser(user: DirectoryUser): InventoryUser {
  const { Name = {} } = user;
  const userName = user.UserName ?? user.UserId ?? "";
  return {
    id: user.UserId ?? "",
    userName,
    displayName: user.DisplayName ?? userName,
    givenName: Name.GivenName ?? "",
    familyName: Name.FamilyName ?? "",
    emails: (user.Emails ?? []).flatMap(({ Value, Type, Primary }) =>
      Value === undefined ? [] : [{ value: Value, ...definedOnly({ type: Type, primary: Primary }) }],
    ),
    ...definedOnly({
      formattedName: Name.Formatted,
      middleName: Name.MiddleName,
      honorificPrefix: Name.HonorificPrefix,
      honorificSuffix: Name.HonorificSuffix,
      nickname: user.NickName,
      title: user.Title,
      userType: user.UserType,
      locale: user.Locale,
      preferredLanguage: user.PreferredLanguage,
      profileUrl: user.ProfileUrl,
      timezone: user.Timezone,
    }),
    external: (user.ExternalIds ?? []).length > 0,
    disabled: user.UserStatus === "DISABLED",
  };
}

async function describeGroup(
  { aws, instance }: DirectoryAt,
  { id, name, external }: AccessDocument["groups"][number],
): Promise<InventoryGroup> {
  if (external) return { id, name, external };
  const { Description } = await aws.identityStore.send(
    new DescribeGroupCommand({ IdentityStoreId: instance.identityStoreId, GroupId: id }),
  );
  return { id, name, external, ...definedOnly({ description: Description }) };
}

/** Of groups that no other directory fills; people whom another directory owns may be in them. */
async function membershipsOf(
  directory: DirectoryAt,
  { groups, users }: AccessDocument,
): Promise<readonly InventoryMembership[]> {
  const wanted = new Set(users.map(({ id }) => id));
  const own = groups.filter(({ external, members }) => !external && members.length > 0);
  const found = await mapConcurrently(own, AT_ONCE, async ({ id: groupId }) => {
    const { items } = await readMemberships(directory, groupId, ({ MembershipId: id, MemberId }) =>
      id === undefined || MemberId?.UserId === undefined ? [] : [{ id, groupId, userId: MemberId.UserId }],
    );
    return items;
  });
  return found.flat().filter(({ userId }) => wanted.has(userId));
}
