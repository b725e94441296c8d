import { DescribeUserCommand, type User as DirectoryUser } from "@aws-sdk/client-identitystore";
import { classify, isUntold } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import type { AccessUser } from "../../core/access/access.ts";
import { readUsers } from "../session/directory.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";

/** What was found of the users that were looked for. */
export interface FoundUsers {
  readonly users: ReadonlyMap<string, AccessUser>;
  /** Ids that AWS says are nobody's. */
  readonly gone: ReadonlySet<string>;
}

/** A page has a hundred users, but perhaps nobody who is looked for: so many pages are read for each of these. */
const PAGES_A_USER = 0.25;

/** How the directory is read for users. */
export interface UserLook {
  /** Users that are known already: nobody asks for them again. */
  readonly known?: ReadonlyMap<string, AccessUser>;
  /** The whole list was read: whoever is not in it is described. */
  readonly wasListed?: boolean;
}

/** Users by their ids: from the list as far as that takes fewer calls, the others one by one. */
export async function usersById(
  reading: AccessReading,
  ids: ReadonlySet<string>,
  { known = new Map(), wasListed = false }: UserLook = {},
): Promise<FoundUsers> {
  const users = new Map([...ids].flatMap((id) => (known.has(id) ? [[id, known.get(id) as AccessUser] as const] : [])));
  const missing = () => [...ids].filter((id) => !users.has(id));
  const most = Math.floor(missing().length * PAGES_A_USER);
  if (!wasListed && most > 0) {
    const listed = await listUsers(reading, { most, isEnough: (seen) => missing().every((id) => seen.has(id)) });
    for (const id of missing()) {
      const user = listed?.users.get(id);
      if (user !== undefined) users.set(id, user);
    }
  }
  const gone = new Set<string>();
  await mapConcurrently(missing(), AT_ONCE, async (id) => {
    const described = await reading.gaps.orGap("users", id, describeUser(reading, id));
    if (described === "gone") gone.add(id);
    else if (described !== undefined) users.set(id, described);
  });
  return { users, gone };
}

/** Users of the directory by id, and whether these are all. */
export interface ListedUsers {
  readonly users: ReadonlyMap<string, AccessUser>;
  readonly complete: boolean;
}

/**
 * The directory's users; `undefined` where it cannot be listed, as AWS refuses it for a directory of Active
 * Directory. They can be described one by one all the same.
 */
export async function listUsers(
  { session, once }: AccessReading,
  terms: { readonly most?: number; readonly isEnough?: (seen: ReadonlyMap<string, AccessUser>) => boolean } = {},
): Promise<ListedUsers | undefined> {
  const users = new Map<string, AccessUser>();
  // Users are kept by id, once; what the pages are read for is only whether they are empty.
  const keep = (user: DirectoryUser) => {
    if (user.UserId !== undefined) users.set(once(user.UserId), accessUser(user, once));
    return [true];
  };
  const { most, isEnough } = terms;
  try {
    const { complete } = await readUsers(session, keep, {
      ...(most === undefined ? {} : { most }),
      ...(isEnough === undefined ? {} : { isEnough: () => isEnough(users) }),
    });
    return { users, complete };
  } catch (error) {
    if (isUntold(error)) return undefined;
    throw error;
  }
}

async function describeUser({ session, once }: AccessReading, UserId: string): Promise<AccessUser | "gone"> {
  try {
    const command = new DescribeUserCommand({ IdentityStoreId: session.instance.identityStoreId, UserId });
    return accessUser(await session.aws.identityStore.send(command), once);
  } catch (error) {
    if (classify(error) === "not-found") return "gone";
    throw error;
  }
}

/** What a reviewer has to know of a user. */
function accessUser(user: Partial<DirectoryUser>, once: AccessReading["once"]): AccessUser {
  const {
    UserId: id = "",
    UserName: userName = id,
    DisplayName: displayName,
    ExternalIds,
    CreatedAt,
    CreatedBy,
  } = user;
  const email = primaryEmail(user);
  return {
    id: once(id),
    userName,
    ...(displayName === undefined ? {} : { displayName }),
    // A large directory has these as often as it has users: equal texts take the place of one.
    ...(email === undefined ? {} : { email: email === userName ? userName : email }),
    status: STATUS[user.UserStatus ?? ""] ?? "unknown",
    external: (ExternalIds ?? []).length > 0,
    ...(CreatedAt === undefined ? {} : { createdAt: CreatedAt.toISOString() }),
    ...(CreatedBy === undefined ? {} : { createdBy: once(CreatedBy) }),
  };
}

const STATUS: Readonly<Record<string, AccessUser["status"]>> = { ENABLED: "enabled", DISABLED: "disabled" };

function primaryEmail({ Emails = [] }: Partial<DirectoryUser>): string | undefined {
  return (Emails.find(({ Primary }) => Primary) ?? Emails[0])?.Value;
}
