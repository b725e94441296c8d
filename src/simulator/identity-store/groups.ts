import { AwsError, type Context } from "../operation.ts";
import { paginate } from "../paginate.ts";
import type { Group } from "../world/directory-records.ts";
import { nameKey } from "../world/directory-tables.ts";
import { newDirectoryId } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import { type AttributeOperation, applyOperations } from "./attribute-operations.ts";
import {
  authorship,
  directoryToRead,
  directoryToWrite,
  duplicate,
  endMemberships,
  findGroup,
  notFound,
  rewritten,
  type StoreInput,
  written,
} from "./directory.ts";
import { filterValue, idsNamed, type ListInput, type LookupInput } from "./lookup.ts";
import { checkNotReserved } from "./reserved-names.ts";

type Output = Record<string, unknown>;

interface GroupInput extends StoreInput {
  readonly GroupId: string;
}

interface GroupAttributes {
  readonly DisplayName?: unknown;
  readonly Description?: unknown;
}

export function createGroup(input: StoreInput & GroupAttributes, context: Context): Output {
  const { world } = context;
  const { identityStoreId } = directoryToWrite(input, context);
  const attributes = checkAttributes(input);
  checkUnique(world, identityStoreId, attributes.displayName);
  const id = newDirectoryId(world, identityStoreId);
  world.groups.set(id, { id, identityStoreId, externalIds: [], ...attributes, ...written(context) });
  return { IdentityStoreId: identityStoreId, GroupId: id };
}

export function describeGroup(input: GroupInput, context: Context): Output {
  directoryToRead(input, context);
  return render(findGroup(context.world, input, input.GroupId));
}

export function updateGroup(
  input: GroupInput & { readonly Operations: readonly AttributeOperation[] },
  context: Context,
): Output {
  directoryToWrite(input, context);
  const { description: _, ...group } = findGroup(context.world, input, input.GroupId);
  const before = attributesOf(findGroup(context.world, input, input.GroupId));
  const attributes = checkAttributes(
    applyOperations(before, input.Operations, new Set(["DisplayName", "Description"])),
  );
  checkUnique(context.world, group.identityStoreId, attributes.displayName, group.id);
  context.world.groups.set(group.id, { ...group, ...attributes, ...rewritten(context) });
  return {};
}

export function deleteGroup(input: GroupInput, context: Context): Output {
  directoryToWrite(input, context);
  const { id } = findGroup(context.world, input, input.GroupId);
  context.world.groups.delete(id);
  endMemberships(context.world, id);
  return {};
}

export function listGroups(input: ListInput, context: Context): Output {
  const instance = directoryToRead(input, context);
  const name = filterValue(input, instance, "DisplayName");
  const { world } = context;
  const ids =
    name === undefined
      ? world.groups.idsBy("store", input.IdentityStoreId)
      : world.groups.idsBy("displayName", nameKey(input.IdentityStoreId, name));
  const { items, nextToken } = paginate(ids, (id) => id, input);
  return { Groups: items.map((id) => render(findGroup(world, input, id))), NextToken: nextToken };
}

/** By external id or `displayName`. https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetGroupId.html */
export function getGroupId(input: LookupInput, context: Context): Output {
  directoryToRead(input, context);
  const [id] = idsNamed(context.world.groups, input, { displayName: "displayName" });
  if (id === undefined) throw notFound("GROUP");
  return { IdentityStoreId: input.IdentityStoreId, GroupId: id };
}

function checkUnique({ groups }: World, identityStoreId: string, displayName: string, except?: string): void {
  const namesakes = groups.idsBy("displayName", nameKey(identityStoreId, displayName));
  if (namesakes.some((id) => id !== except)) throw duplicate("GroupDisplayName");
}

function checkAttributes({ DisplayName, Description }: GroupAttributes): Pick<Group, "displayName" | "description"> {
  if (typeof DisplayName !== "string" || DisplayName === "") {
    throw new AwsError("ValidationException", "displayName is a required attribute");
  }
  checkNotReserved("displayName", DisplayName);
  return { displayName: DisplayName, ...(typeof Description === "string" && { description: Description }) };
}

function attributesOf({ displayName, description }: Group): Record<string, unknown> {
  return { DisplayName: displayName, ...(description !== undefined && { Description: description }) };
}

function render(group: Group): Output {
  const { id, identityStoreId, externalIds } = group;
  return {
    ...attributesOf(group),
    IdentityStoreId: identityStoreId,
    GroupId: id,
    ...(externalIds.length > 0 && { ExternalIds: externalIds }),
    ...authorship(group),
  };
}
