import { mapConcurrently } from "../../aws/concurrency.ts";
import type {
  AccessAccount,
  AccessGroup,
  AccessPermissionSet,
  AccessUser,
  Assignment,
} from "../../core/access/access.ts";
import { accessDocument } from "../../core/access/access-document.ts";
import { accessPermissionSet } from "../../core/access/access-permission-set.ts";
import type { AccessDocument } from "../../core/access/access-schema.ts";
import { unreadPermissionSet } from "../../core/access/unread.ts";
import { UNREAD_KINDS } from "../../core/access/unread-kinds.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Problem } from "../../core/errors/problem.ts";
import type { AccountDirectory } from "../../core/organization/find-accounts.ts";
import { memoize } from "../../core/organization/memoize.ts";
import type { Connection } from "../connect/connect.ts";
import { describePermissionSet, readPermissionSet } from "../kinds/permission-set/observe-permission-sets.ts";
import { openSession } from "../session/session.ts";
import { type AccessReading, AT_ONCE, createInterner } from "./access-reading.ts";
import type { AskedPrincipal } from "./by-principal.ts";
import { type CallCount, createCallCount } from "./call-count.ts";
import { type AskedPerson, type FoundPeople, findPeople } from "./find-people.ts";
import { openGaps } from "./gaps.ts";
import { groupsById, groupsOfUsers, memberReader } from "./groups-by-id.ts";
import { readAssignments } from "./read-assignments.ts";
import { type Asked, arnsOfPermissionSets, idsOfAccounts, idsOfGroups, listPermissionSetArns } from "./scope.ts";
import { unitsOfAccounts } from "./units-of-accounts.ts";
import { type FoundUsers, listUsers, usersById } from "./users-by-id.ts";

/** What is asked about, in names. What is absent is not narrowed; without anything it is the whole Identity Center. */
export interface AccessScope {
  readonly people?: readonly AskedPerson[] | undefined;
  /** Ids, names, or `ou:Path`. */
  readonly accounts?: readonly string[] | undefined;
  readonly permissionSets?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

export interface ReadAccessInput {
  readonly scope: AccessScope;
  /** What the clients of the connection were told to count; absent: nobody wants to know. */
  readonly calls?: CallCount;
  readonly signal?: AbortSignal;
  readonly simulated?: boolean;
  /** Of the people who are asked for also what gives no access: users who have none, and groups that give none. */
  readonly everything?: boolean;
  /** Where accounts stand in the organization's tree is not read: nobody asks. */
  readonly withoutUnits?: boolean;
  readonly onStep?: (step: string) => void;
  readonly onProgress?: AccessReading["onProgress"];
  /** Told how many users the directory has, with access or without, where it is read whole. */
  readonly onUserCount?: (users: number) => void;
  readonly clock?: () => Date;
}

/**
 * Reads who has what: the whole, or what the scope narrows it to. Names that are not there are thrown as problems, all at
 * once; what AWS does not let us read is told in `unread`. Changes nothing.
 */
export async function readAccess(connection: Connection, input: ReadAccessInput): Promise<AccessDocument> {
  const { scope, calls = createCallCount(), onStep, clock = () => new Date() } = input;
  const started = clock().toISOString();
  const { aws, instance, organization } = connection;
  const session = openSession(aws, instance, input.signal, organization);
  const gaps = openGaps();
  const basic: AccessReading = { session, gaps, once: createInterner(), onStep, onProgress: input.onProgress };
  const membersOf = memberReader(basic);
  const isWhole = Object.values(scope).every((part) => part === undefined);
  const isOfAnybody = scope.people === undefined && scope.groups === undefined;
  // Both go on while assignments are read, which takes longest; who waits for them hears of their failures.
  const reading: AccessReading = isOfAnybody
    ? { ...basic, onGroup: (id) => void membersOf(id).catch(() => undefined) }
    : basic;
  const listing = isWhole ? listUsers(reading) : undefined;
  listing?.catch(() => undefined);

  // Goes on while people and groups are looked for; who waits for it hears of its failure.
  const everyAccount = scope.accounts === undefined ? organization.all() : undefined;
  everyAccount?.catch(() => undefined);

  const asked = await resolve(reading, connection, scope);
  onStep?.("Reading assignments");
  const directory = (await everyAccount) ?? organization.soFar();
  const accountIds = asked.accounts ?? (directory.known ? directory.accounts.map(({ id }) => id) : undefined);
  const listSets = memoize(() => listPermissionSetArns(reading));
  const permissionSetArns = async () => asked.permissionSets ?? listSets("");
  const { assignments, way, planned } = await readAssignments(reading, {
    accountIds,
    narrowsAccounts: asked.accounts !== undefined,
    permissionSetArns,
    narrowsSets: asked.permissionSets !== undefined,
    principals: asked.principals,
  });

  onStep?.("Reading permission sets, people and groups");
  const holders = idsOfPrincipals(assignments);
  if (input.everything) for (const id of asked.joined ?? []) holders.groups.add(id);
  const heldSets = new Set(assignments.map(({ permissionSetArn }) => permissionSetArn));
  const heldAccounts = new Set(assignments.map(({ accountId }) => accountId));
  const wantedSets = isWhole ? await permissionSetArns() : [...heldSets];
  const wantedAccounts = isWhole ? new Set([...(accountIds ?? []), ...heldAccounts]) : heldAccounts;
  for (const id of asked.accounts ?? []) wantedAccounts.add(id);
  const [permissionSets, named, units] = await Promise.all([
    mapConcurrently(wantedSets, AT_ONCE, (arn) => readSet(reading, arn)),
    groupsById(reading, holders.groups),
    input.withoutUnits ? new Map() : unitsOfAccounts(reading, [...wantedAccounts]),
  ]);
  const groups = await Promise.all(
    [...holders.groups]
      .filter((id) => !named.gone.has(id))
      .map(async (id): Promise<AccessGroup> => {
        const group = named.groups.get(id) ?? { id, name: id, external: false };
        const members = asked.memberships === undefined ? await membersOf(id) : asked.memberships(id);
        return members === undefined ? { ...group, members: [], membersUnread: true } : { ...group, members };
      }),
  );
  const people = input.everything ? [...(asked.people?.users.keys() ?? [])] : [];
  const userIds = new Set([...holders.users, ...people, ...groups.flatMap(({ members }) => members)]);
  const listed = await listing;
  if (listed?.complete) input.onUserCount?.(listed.users.size);
  const found = await usersById(reading, userIds, {
    known: listed?.users ?? asked.people?.users ?? new Map(),
    wasListed: listed !== undefined,
  });
  if (!directory.known) gaps.add(ACCOUNTS_UNREAD);
  const isGone = goneIn(found, named.gone);
  const users = [...found.users.values()];
  return accessDocument(
    {
      instance: { ...instance, identitySource: sourceOf(users) },
      callerArn: connection.callerArn,
      ...(input.simulated ? { simulated: true } : {}),
      started,
      ended: clock().toISOString(),
      calls: { way, planned, ...calls.counted() },
      scope: scopeOf(scope, asked),
    },
    {
      unread: gaps.list(),
      accounts: accountsOf([...wantedAccounts], directory, units),
      permissionSets: permissionSets.flatMap((set) => set ?? []),
      users,
      groups: groups.map((group) => ({ ...group, members: group.members.filter((id) => !found.gone.has(id)) })),
      assignments: assignments.map((one) => (isGone(one) ? { ...one, orphan: true } : one)),
    },
  );
}

/** The scope in ids. */
interface Resolved {
  readonly accounts?: readonly string[];
  readonly permissionSets?: readonly string[];
  readonly people?: FoundPeople;
  /** Groups that people of these are in. */
  readonly joined?: readonly string[];
  /** Those whose assignments count; absent: anybody's. */
  readonly principals?: readonly AskedPrincipal[];
  /** Who of those asked for is in a group; absent: everybody who is in it counts. */
  readonly memberships?: (groupId: string) => readonly string[];
}

async function resolve(reading: AccessReading, connection: Connection, scope: AccessScope): Promise<Resolved> {
  const orAbsent = <Names, Ids>(names: Names | undefined, find: (names: Names) => Promise<Ids>) =>
    names === undefined ? undefined : find(names);
  const [accounts, permissionSets, groups, people] = await Promise.all([
    orAbsent(scope.accounts, (texts) => idsOfAccounts(connection, texts)),
    orAbsent(scope.permissionSets, (names) => arnsOfPermissionSets(reading, names)),
    orAbsent(scope.groups, (names) => idsOfGroups(reading, names)),
    orAbsent(scope.people, (asked) => findPeople(reading, asked)),
  ]);
  refuse([accounts, permissionSets, groups].flatMap((asked?: Asked<unknown>) => asked?.problems ?? []));
  return {
    ...(accounts === undefined ? {} : { accounts: accounts.ids }),
    ...(permissionSets === undefined ? {} : { permissionSets: permissionSets.ids }),
    ...(await principalsOf(reading, people, groups?.ids)),
  };
}

async function principalsOf(
  reading: AccessReading,
  people: FoundPeople | undefined,
  groupIds: readonly string[] | undefined,
): Promise<Pick<Resolved, "people" | "joined" | "principals" | "memberships">> {
  const ofGroups = (ids: readonly string[]) => ids.map((id): AskedPrincipal => ({ type: "GROUP", id }));
  if (people === undefined) return groupIds === undefined ? {} : { principals: ofGroups(groupIds) };
  const userIds = [...people.users.keys()];
  const groupsOf = await groupsOfUsers(reading, userIds);
  const joined = new Set([...groupsOf.values()].flat());
  const counted = groupIds === undefined ? [...joined] : groupIds.filter((id) => joined.has(id));
  const direct = groupIds === undefined ? userIds.map((id): AskedPrincipal => ({ type: "USER", id })) : [];
  return {
    people,
    joined: counted,
    principals: [...direct, ...ofGroups(counted)],
    memberships: (groupId) => userIds.filter((id) => groupsOf.get(id)?.includes(groupId)),
  };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: "What was asked about is not there.",
    remedy: "Correct it and run the same command again.",
    problems,
  });
}

/** `undefined` for a set that was deleted meanwhile. */
async function readSet(reading: AccessReading, arn: string): Promise<AccessPermissionSet | undefined> {
  const { gaps, session } = reading;
  const described = await gaps.orGap(
    "permission-sets",
    arn,
    describePermissionSet(session, arn).then((set) => set ?? "gone"),
  );
  if (described === "gone") return undefined;
  if (described === undefined) return unreadPermissionSet(arn);
  const name = described.Name ?? arn;
  const read = await gaps.orGap("content-of-permission-sets", name, readPermissionSet(session, described));
  return read === undefined
    ? unreadPermissionSet(arn, name)
    : accessPermissionSet(arn, read.permissionSet, read.tellsTags);
}

function idsOfPrincipals(assignments: readonly Assignment[]) {
  const users = new Set<string>();
  const groups = new Set<string>();
  for (const { principalType, principalId } of assignments)
    (principalType === "USER" ? users : groups).add(principalId);
  return { users, groups };
}

function goneIn({ gone: users }: FoundUsers, groups: ReadonlySet<string>): (assignment: Assignment) => boolean {
  return ({ principalType, principalId }) => (principalType === "USER" ? users : groups).has(principalId);
}

function accountsOf(
  ids: readonly string[],
  { accounts }: AccountDirectory,
  units: ReadonlyMap<string, string>,
): readonly AccessAccount[] {
  const known = new Map(accounts.map((account) => [account.id, account]));
  return ids.map((id) => {
    const found = known.get(id);
    const organizationalUnit = units.get(id);
    return {
      id,
      name: found?.name ?? id,
      state: found?.state ?? "UNKNOWN",
      ...(organizationalUnit === undefined ? {} : { organizationalUnit }),
      ...(found?.isManagement ? { management: true } : {}),
    };
  });
}

function sourceOf(users: readonly AccessUser[]) {
  if (users.some(({ external }) => external)) return "external";
  return users.length > 0 ? "identity-center" : "unknown";
}

function scopeOf(scope: AccessScope, { accounts, people }: Resolved): AccessDocument["scope"] {
  const notThere = people?.notThere ?? [];
  return {
    ...(scope.people === undefined ? {} : { emails: scope.people.map(({ email }) => email) }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(scope.permissionSets === undefined ? {} : { permissionSets: scope.permissionSets }),
    ...(scope.groups === undefined ? {} : { groups: scope.groups }),
    ...(notThere.length === 0 ? {} : { notThere }),
  };
}

const ACCOUNTS_UNREAD = {
  kind: "names-of-accounts",
  what: UNREAD_KINDS["names-of-accounts"].words,
  reason: "AWS refused to list the organization's accounts (organizations:ListAccounts).",
  remedy: "Allow what docs/permissions.md lists for access; accounts without an assignment are missing as well.",
} as const;
