import type { Context } from "../operation.ts";
import { paginate } from "../paginate.ts";
import type { User, UserAttributes } from "../world/directory-records.ts";
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
  findUser,
  notFound,
  rewritten,
  type StoreInput,
  written,
} from "./directory.ts";
import { filterValue, idsNamed, type ListInput, type LookupInput } from "./lookup.ts";
import { checkUserAttributes, userAttributeNames } from "./user-attributes.ts";

type Output = Record<string, unknown>;

interface UserInput extends StoreInput {
  readonly UserId: string;
}

interface ExtensionNames {
  /** The extensions that the answer is to have; without it, it has none. */
  readonly Extensions?: readonly string[];
}

export function createUser(input: StoreInput & Output, context: Context): Output {
  const { world } = context;
  const { identityStoreId } = directoryToWrite(input, context);
  const known = Object.entries(input).filter(([name]) => userAttributeNames.has(name));
  const attributes = checkUserAttributes(Object.fromEntries(known));
  checkUnique(world, identityStoreId, attributes);
  const id = newDirectoryId(world, identityStoreId);
  world.users.set(id, { id, identityStoreId, externalIds: [], status: "ENABLED", attributes, ...written(context) });
  return { IdentityStoreId: identityStoreId, UserId: id };
}

export function describeUser(input: UserInput & ExtensionNames, context: Context): Output {
  directoryToRead(input, context);
  return render(findUser(context.world, input, input.UserId), input);
}

export function updateUser(
  input: UserInput & { readonly Operations: readonly AttributeOperation[] },
  context: Context,
): Output {
  directoryToWrite(input, context);
  const user = findUser(context.world, input, input.UserId);
  const attributes = checkUserAttributes(
    applyOperations(user.attributes, input.Operations, userAttributeNames),
    user.attributes,
  );
  checkUnique(context.world, user.identityStoreId, attributes, user.id);
  context.world.users.set(user.id, { ...user, attributes, ...rewritten(context) });
  return {};
}

export function deleteUser(input: UserInput, context: Context): Output {
  directoryToWrite(input, context);
  const { id } = findUser(context.world, input, input.UserId);
  context.world.users.delete(id);
  endMemberships(context.world, id);
  return {};
}

export function listUsers(input: ListInput & ExtensionNames, context: Context): Output {
  const instance = directoryToRead(input, context);
  const userName = filterValue(input, instance, "UserName");
  const { world } = context;
  const ids =
    userName === undefined
      ? world.users.idsBy("store", input.IdentityStoreId)
      : world.users.idsBy("userName", nameKey(input.IdentityStoreId, userName));
  const { items, nextToken } = paginate(ids, (id) => id, input);
  return { Users: items.map((id) => render(findUser(world, input, id), input)), NextToken: nextToken };
}

/** By external id, `userName` or `emails.value`. https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html */
export function getUserId(input: LookupInput, context: Context): Output {
  directoryToRead(input, context);
  const [id] = idsNamed(context.world.users, input, { userName: "userName", "emails.value": "email" });
  if (id === undefined) throw notFound("USER");
  return { IdentityStoreId: input.IdentityStoreId, UserId: id };
}

function checkUnique({ users }: World, identityStoreId: string, attributes: UserAttributes, except?: string): void {
  const { UserName, Emails = [] } = attributes;
  const namesakes = users.idsBy("userName", nameKey(identityStoreId, UserName));
  if (namesakes.some((id) => id !== except)) throw duplicate("UserName");
  const holders = Emails.flatMap(({ Value }) => users.idsBy("email", nameKey(identityStoreId, Value)));
  if (holders.some((id) => id !== except)) throw duplicate("Email");
}

function render(user: User, { Extensions: wanted = [] }: ExtensionNames): Output {
  const { id, identityStoreId, externalIds, status, attributes } = user;
  const { Extensions, ...plain } = attributes;
  const extensions = Object.entries(Extensions ?? {}).filter(([name]) => wanted.includes(name));
  return {
    ...plain,
    ...(extensions.length > 0 && { Extensions: Object.fromEntries(extensions) }),
    IdentityStoreId: identityStoreId,
    UserId: id,
    UserStatus: status,
    ...(externalIds.length > 0 && { ExternalIds: externalIds }),
    ...authorship(user),
  };
}
