import {
  CreateUserCommand,
  DeleteUserCommand,
  DescribeUserCommand,
  type User as DirectoryUser,
} from "@aws-sdk/client-identitystore";
import { classify } from "../../../aws/aws-error.ts";
import { userNameFault } from "../../../core/aws/name-rules.ts";
import { consoleUrl, userPage } from "../../../core/aws/portal.ts";
import type { Blocker } from "../../../core/state/change.ts";
import { userKey } from "../../../core/state/kinds/user.ts";
import type { DisabledUser, IdentitySource } from "../../../core/state/observation.ts";
import type { ResourceKey, User } from "../../../core/state/resource.ts";
import { quoted, visibleText } from "../../../core/text/visible-text.ts";
import { type Done, doneBy, foundDone } from "../../calls/done.ts";
import { nothingListed } from "../../calls/nothing-listed.ts";
import { settleDeletion, settleWrite } from "../../calls/settle-write.ts";
import { readUsers, userIdBy } from "../../session/directory.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { type KnownNames, type Observed, type OpenKind, wantedOf } from "../open-kind.ts";
import { userNamesMeant } from "../principals-wanted.ts";

/** Users, looked at and made for one run. */
export function openUsers(session: Session): OpenKind<User> {
  const directory: DirectoryMemory = { isLarge: false };
  return {
    observe: (look) => observeUsers(session, wantedOf(look, "User"), userNamesMeant(look), directory),
    create: (user) => createUser(session, user),
    update: "never",
    delete: (user) => deleteUser(session, user),
  };
}

/**
 * Reading the directory page by page is cheaper than asking for each person (two calls) as long as it is small. It is
 * not known beforehand, so that many pages are tried per person before asking: a quarter of what asking would cost.
 */
const PAGES_A_PERSON = 0.5;

/** What is remembered of the directory for one run. */
interface DirectoryMemory {
  /** It has more pages than are read for as many people: they are asked for one by one from then on. */
  isLarge: boolean;
}

/**
 * Finds the wanted people by user name and by e-mail address. A person who matches by only one of them is blocked. Of
 * those who are only meant by name, the ids are kept.
 */
export async function observeUsers(
  session: Session,
  wanted: readonly User[],
  meant: readonly string[] = [],
  directory: DirectoryMemory = { isLarge: false },
): Promise<Observed<User>> {
  const count = wanted.length + meant.length;
  if (count === 0) return { resources: [] };
  const limit = Math.max(1, Math.ceil(count * PAGES_A_PERSON));
  const { items, complete } = directory.isLarge
    ? { items: [], complete: false }
    : await readUsers(session, (user) => [user], { most: limit }).catch(nothingListed);
  directory.isLarge ||= !complete;
  const lookupInPages = lookupIn(items);
  const lookup = async (user: User) => {
    const matches = lookupInPages(user);
    if (complete || isSame(user, matches)) return matches;
    const asked = await lookupByCalls(session, user);
    return { ...asked, byEmail: distinct([...asked.byEmail, ...matches.byEmail]) };
  };
  const listed = new Map(items.map((user) => [user.UserName?.toLowerCase(), user]));
  const seen: DirectoryUser[] = [...items];
  const users: User[] = [];
  const disabled = new Map<User, DisabledUser>();
  const blocked = new Map<ResourceKey, Blocker>();
  const finding = meant.map(async (name) => {
    const found = listed.get(name.toLowerCase()) ?? (complete ? undefined : await findByName(session, name));
    if (found?.UserId === undefined) return;
    seen.push(found);
    session.ids.set(userKey(name), found.UserId);
  });
  await Promise.all([
    ...finding,
    ...wanted.map(async (user) => {
      const matches = await lookup(user);
      const { byName, byEmail } = matches;
      seen.push(...(byName === undefined ? [] : [byName]), ...byEmail);
      const key = userKey(user.userName);
      const blocker = mismatch(user, matches);
      if (blocker !== undefined) blocked.set(key, blocker);
      if (blocker !== undefined || byName?.UserId === undefined) return;
      session.ids.set(key, byName.UserId);
      // Older answers have no such member, and then nobody is known to be disabled.
      if (byName.UserStatus === "DISABLED") disabled.set(user, disabledUser(session, user, byName.UserId));
      users.push(userOf(byName, user));
    }),
  ]);
  return {
    resources: users,
    blocked,
    disabledUsers: wanted.flatMap((user) => disabled.get(user) ?? []),
    identitySource: sourceOf(seen),
    names: namesOf(seen),
  };
}

function disabledUser({ instance }: Session, { userName }: User, userId: string): DisabledUser {
  const { instanceArn, region, partition } = instance;
  return { userName, page: consoleUrl(region, partition, userPage(instanceArn, userId)) };
}

/** Creates the user, or finds the one that a lost answer or another admin made. There is no invitation: AWS sends none. */
export async function createUser(session: Session, user: User): Promise<Done> {
  const { IdentityStoreId } = storeOf(session);
  const { id, ...done } = await settleWrite<{ id: string | undefined } & Done>({
    signal: session.signal,
    make: async () => {
      const { UserId, $metadata } = await session.aws.identityStore.send(
        new CreateUserCommand({
          IdentityStoreId,
          UserName: user.userName,
          Name: { GivenName: user.givenName, FamilyName: user.familyName },
          DisplayName: user.displayName,
          Emails: [{ Value: user.email, Type: "work", Primary: true }],
        }),
      );
      return { id: UserId, ...doneBy($metadata) };
    },
    find: async (isOurs) => {
      const matches = await lookupByCalls(session, user);
      const { byName } = matches;
      return byName !== undefined && mismatch(user, matches) === undefined
        ? { id: byName.UserId, ...foundDone(isOurs) }
        : undefined;
    },
  });
  if (id !== undefined) session.ids.set(userKey(user.userName), id);
  return done;
}

/**
 * Deletes the user, for good: whoever comes back is somebody new to AWS. Assignments and memberships are gone before.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DeleteUser.html
 */
async function deleteUser(session: Session, { userName }: User): Promise<Done> {
  const UserId = identifierOf(session, userKey(userName));
  const command = new DeleteUserCommand({ ...storeOf(session), UserId });
  const done = await settleDeletion(session.signal, () => session.aws.identityStore.send(command));
  session.ids.delete(userKey(userName));
  return done;
}

interface Matches {
  readonly byName: DirectoryUser | undefined;
  /** AWS holds addresses apart that differ by case, so that two users may have what people take for one. */
  readonly byEmail: readonly DirectoryUser[];
}

function lookupIn(directory: readonly DirectoryUser[]): (user: User) => Matches {
  const byName = new Map(directory.map((user) => [user.UserName?.toLowerCase(), user]));
  const byEmail = new Map<string, DirectoryUser[]>();
  for (const user of directory)
    for (const email of new Set(emailsOf(user))) byEmail.set(email, [...(byEmail.get(email) ?? []), user]);
  return ({ userName, email }) => ({
    byName: byName.get(userName.toLowerCase()),
    byEmail: byEmail.get(email.toLowerCase()) ?? [],
  });
}

/** The user with that name has that address: who else may have it is another person. */
function isSame({ email }: User, { byName }: Matches): boolean {
  return byName !== undefined && emailsOf(byName).includes(email.toLowerCase());
}

/** The user whose id the session has from an earlier look, or from making them, if they are still called so. */
async function describeKnown(session: Session, userName: string): Promise<DirectoryUser | undefined> {
  const id = session.ids.get(userKey(userName));
  const user = id === undefined ? undefined : await describeUser(session, id);
  return user?.UserName?.toLowerCase() === userName.toLowerCase() ? user : undefined;
}

async function findByName(session: Session, userName: string): Promise<DirectoryUser | undefined> {
  return (
    (await describeKnown(session, userName)) ??
    (await findUser(session, "userName", userName)) ??
    (userName === userName.toLowerCase() ? undefined : findUser(session, "userName", userName.toLowerCase()))
  );
}

/** Whether AWS's look-up minds case is documented nowhere, so the lower-case spelling is tried as well. */
async function lookupByCalls(session: Session, user: User): Promise<Matches> {
  const { userName, email } = user;
  const byName = await findByName(session, userName);
  if (byName !== undefined && isSame(user, { byName, byEmail: [] })) return { byName, byEmail: [byName] };
  const spellings = [...new Set([email, email.toLowerCase()])];
  const found = await Promise.all(spellings.map((spelling) => findUser(session, "emails.value", spelling)));
  return { byName, byEmail: distinct(found.flatMap((one) => one ?? [])) };
}

function distinct(users: readonly DirectoryUser[]): readonly DirectoryUser[] {
  return [...new Map(users.map((user) => [user.UserId, user])).values()];
}

async function findUser(
  session: Session,
  path: Parameters<typeof userIdBy>[1],
  value: string,
): Promise<DirectoryUser | undefined> {
  const UserId = await userIdBy(session, path, value);
  return UserId === undefined ? undefined : describeUser(session, UserId);
}

async function describeUser(session: Session, UserId: string): Promise<DirectoryUser | undefined> {
  try {
    return await session.aws.identityStore.send(new DescribeUserCommand({ ...storeOf(session), UserId }));
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** Matching by name and by address must lead to one user. A user without an address matches by name alone. */
function mismatch(wanted: User, { byName, byEmail }: Matches): Blocker | undefined {
  const emails = byName === undefined ? [] : emailsOf(byName);
  if (byName !== undefined && emails.length > 0) {
    if (emails.includes(wanted.email.toLowerCase())) return undefined;
    return {
      reason: `A user of this name exists with another e-mail address: ${visibleText(emails.join(", "))}.`,
      remedy:
        "Put that address in the email column if it is the same person, or choose another user name for this one.",
    };
  }
  const [owner, ...others] = byEmail;
  if (owner === undefined) return undefined;
  return others.length === 0 ? ownedBy(owner) : sharedBy(byEmail);
}

function ownedBy(owner: DirectoryUser): Blocker {
  const name = owner.UserName ?? "";
  const take =
    userNameFault(name) === undefined
      ? "If that is the same person, put this user name into the username column (AWS lets nobody change it); otherwise correct the address."
      : "Correct the address, or give that user another one in Identity Center's console.";
  return { reason: `This e-mail address already belongs to the ${userWords(owner)}.`, remedy: take };
}

/** Which of them is meant, or that it is an administrator's second user, only a person can tell. */
function sharedBy(owners: readonly DirectoryUser[]): Blocker {
  return {
    reason: `This e-mail address belongs to ${owners.length} users: ${new Intl.ListFormat("en").format(owners.map(userWords))}.`,
    remedy:
      "Ask the person which of them they sign in with, and put its user name into the username column; or give the other one another address in Identity Center's console.",
  };
}

/** Where nobody may be named, what stands in quotation marks behind `user` is not told. */
function userWords({ UserName = "", UserId = "" }: DirectoryUser): string {
  return `user ${quoted(UserName, 128)} (id ${visibleText(UserId)})`;
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html, ExternalIds */
function sourceOf(seen: readonly DirectoryUser[]): IdentitySource {
  if (seen.some((user) => (user.ExternalIds ?? []).length > 0)) return "external";
  return seen.length > 0 ? "identity-center" : "unknown";
}

function namesOf(seen: readonly DirectoryUser[]): KnownNames {
  return new Map(
    seen.flatMap(({ UserId, UserName }) =>
      UserId === undefined || UserName === undefined ? [] : [[UserId, visibleText(UserName)] as const],
    ),
  );
}

/** The person keeps the names they have: what a file derives from an address never overwrites them. */
function userOf(found: DirectoryUser, wanted: User): User {
  return {
    kind: "User",
    userName: found.UserName ?? wanted.userName,
    email: emailsOf(found)[0] ?? wanted.email,
    givenName: found.Name?.GivenName ?? wanted.givenName,
    familyName: found.Name?.FamilyName ?? wanted.familyName,
    displayName: found.DisplayName ?? wanted.displayName,
  };
}

function emailsOf(user: DirectoryUser): readonly string[] {
  return (user.Emails ?? []).flatMap(({ Value }) => (Value === undefined ? [] : [Value.toLowerCase()]));
}

function storeOf(session: Session) {
  return { IdentityStoreId: session.instance.identityStoreId };
}
