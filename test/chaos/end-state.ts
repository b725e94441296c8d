import { isDeepStrictEqual } from "node:util";
import type { WantedAccount } from "./draw-accounts.ts";
import { type DescribedSet, policyArn } from "./draw-permission-sets.ts";
import type { Removals } from "./removals.ts";
import type { Wanted } from "./wanted.ts";
import { type Lookup, lookIn, type World } from "./world-lookup.ts";

/** What of the team is not there, each in a few words. */
export function missingFrom(find: Lookup, wanted: Wanted, initial: World): readonly string[] {
  const missing: string[] = [];
  const expect = (isThere: boolean, what: string) => {
    if (!isThere) missing.push(`${what} is missing`);
  };
  for (const account of wanted.accounts) missing.push(...lacksOf(find, account, initial));
  for (const { userName } of wanted.users) expect(find.userId(userName) !== undefined, `user ${userName}`);
  for (const name of wanted.groups) expect(find.groupId(name) !== undefined, `group ${name}`);
  for (const one of wanted.memberships) {
    expect(find.holds({ kind: "GroupMembership", ...one }), `${one.userName}'s membership of ${one.group}`);
  }
  for (const one of wanted.assignments) {
    const { accountId, permissionSet, principal } = one;
    const what = `${principal.name}'s assignment of ${permissionSet} in ${accountId}`;
    expect(find.holds({ kind: "AccountAssignment", ...one }) || find.hasThroughGroup(one), what);
  }
  for (const set of wanted.permissionSets) {
    const present = find.permissionSet(set.name);
    const before = Object.values(initial.permissionSets).find(({ name }) => name === set.name);
    missing.push(...differencesOf(present, set, before));
  }
  return missing;
}

/** What is wrong about a new account: it must be there, out of the root if the settings say where to, and tagged as ours. */
function lacksOf(
  { world }: Lookup,
  { reference, name, email, unit }: WantedAccount,
  initial: World,
): readonly string[] {
  const has = (account: World["accounts"][string]) => account.email.toLowerCase() === email.toLowerCase();
  const before = Object.values(initial.accounts).find(has);
  const present = Object.values(world.accounts).find(has);
  if (present === undefined) return [`account ${reference} is missing`];
  const unitOf = (id: string) => world.organizationalUnits[id]?.name ?? "root";
  const stood = before === undefined ? "root" : unitOf(before.parentId);
  const belongs = stood === "root" && unit !== undefined ? unit.split("/").at(-1) : stood;
  return [
    ...(unitOf(present.parentId) === belongs ? [] : [`account ${reference} stands in ${unitOf(present.parentId)}`]),
    ...(before !== undefined || present.name === name ? [] : [`account ${reference} is called ${present.name}`]),
    ...(before !== undefined || present.tags["managed-by"] === "amplify-onboard" ? [] : [`${reference} has no tag`]),
  ];
}

/** The accounts whose role is behind a described permission set. */
export function outdatedIn({ world, permissionSet }: Lookup, wanted: Wanted): readonly string[] {
  return wanted.permissionSets.flatMap(({ name }) => {
    const set = permissionSet(name);
    return Object.values(world.provisioned)
      .filter(({ permissionSetArn, version }) => permissionSetArn === set?.arn && version !== set.version)
      .map(({ accountId }) => `${name} is outdated in ${accountId}`);
  });
}

type SetRecord = World["permissionSets"][string];

/** How a described set differs from what was there before with the settings laid over it. */
function differencesOf(
  present: SetRecord | undefined,
  { name, written }: DescribedSet,
  before: SetRecord | undefined,
): readonly string[] {
  if (present === undefined) return [`permission set ${name} is missing`];
  const usual = name === "amplify-policy" ? [policyArn("service-role/AmplifyBackendDeployFullAccess")] : [];
  const managed = [...(before?.managedPolicies ?? []).map(({ Arn }) => Arn), ...(written.managedPolicies ?? usual)];
  const customer = (written.customerManagedPolicies ?? []).map(({ name, path = "/" }) => path + name);
  const inline = written.inlinePolicy === undefined ? before?.inlinePolicy : JSON.stringify(written.inlinePolicy);
  const boundary = written.permissionsBoundary && { ManagedPolicyArn: written.permissionsBoundary.managedPolicyArn };
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ["session duration", present.sessionDuration, written.sessionDuration ?? "PT12H"],
    ["description", present.description, written.description ?? before?.description],
    ["relay state", present.relayState, before?.relayState],
    ["managed policies", present.managedPolicies.map(({ Arn }) => Arn).sort(), [...new Set(managed)].sort()],
    ["customer managed policies", present.customerManagedPolicies.map(({ Name, Path }) => Path + Name), customer],
    ["inline policy", parsed(present.inlinePolicy), parsed(inline)],
    ["permissions boundary", present.permissionsBoundary, boundary],
    ["tags", foreignTags(present.tags), { ...foreignTags(before?.tags ?? {}), ...written.tags }],
    ["owner", present.tags["managed-by"], before === undefined ? "amplify-onboard" : before.tags["managed-by"]],
    ["record", present.tags["amplify-onboard:written"] === undefined, before !== undefined],
  ];
  return parts
    .filter(([, is, wanted]) => !isDeepStrictEqual(is, wanted))
    .map(([part, is]) => `the ${part} of permission set ${name} is ${JSON.stringify(is)}`);
}

function parsed(document: string | undefined): unknown {
  return document === undefined ? undefined : (JSON.parse(document) as unknown);
}

function foreignTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tags).filter(([key]) => key !== "managed-by" && key !== "amplify-onboard:written"),
  );
}

/** What was there before and is changed or gone, and what is there besides, though nobody wants it. */
export function trespasses(initial: World, final: World, wanted: Wanted, { rows }: Removals): readonly string[] {
  const [before, after] = [lookIn(initial), lookIn(final)];
  const described = new Set(wanted.permissionSets.map(({ name }) => name));
  const isWanted = (id: string) => wanted.accounts.some(({ reference }) => after.accountId(reference) === id);
  const ours = (arn: string) => described.has(final.permissionSets[arn]?.name ?? "");
  const emptied = emptiedRoles(initial, rows.assignments);
  const goes = (keys: ReadonlySet<string>) => (key: string) => keys.has(key);
  return [
    ...changed("user", initial.users, final.users, { mayGo: goes(rows.users) }),
    ...changed("group", initial.groups, final.groups),
    ...changed("membership", initial.memberships, final.memberships, { mayGo: goes(rows.memberships) }),
    ...changed("assignment", initial.assignments, final.assignments, { mayGo: goes(rows.assignments) }),
    ...changed("permission set", initial.permissionSets, final.permissionSets, { mayChange: ours }),
    // AWS deletes the role with its last assignment, and makes another for the next.
    ...changed("role", initial.provisioned, final.provisioned, {
      mayChange: (key) => emptied.has(key) || ours(key.split(" ")[1] ?? ""),
      mayGo: (key) => emptied.has(key) && !Object.values(final.assignments).some((one) => roleOf(one) === key),
    }),
    ...changed("account", initial.accounts, final.accounts, { mayChange: isWanted }),
    ...surplus(
      "accounts",
      final.accounts,
      initial.accounts,
      wanted.accounts.filter(({ reference }) => before.accountId(reference) === undefined),
    ),
    ...doubled(
      "account name",
      Object.values(final.accounts).map(({ name }) => name),
    ),
    ...doubled(
      "root address",
      Object.values(final.accounts).map(({ email }) => email),
    ),
    ...changed("instance", initial.instances, final.instances),
    ...surplus(
      "users",
      final.users,
      initial.users,
      wanted.users.filter(({ userName }) => !before.userId(userName)),
    ),
    ...surplus(
      "groups",
      final.groups,
      initial.groups,
      wanted.groups.filter((name) => !before.groupId(name)),
    ),
    ...surplus(
      "memberships",
      final.memberships,
      initial.memberships,
      wanted.memberships.filter((one) => !before.holds({ kind: "GroupMembership", ...one })),
    ),
    ...surplus(
      "permission sets",
      final.permissionSets,
      initial.permissionSets,
      wanted.permissionSets.filter(({ name }) => !before.permissionSet(name)),
    ),
    ...surplus(
      "assignments",
      final.assignments,
      initial.assignments,
      wanted.assignments.filter((one) => {
        const assignment = { kind: "AccountAssignment", ...one } as const;
        const isNeeded = after.holds(assignment) || !after.hasThroughGroup(one);
        return isNeeded && !before.holds(assignment);
      }),
    ),
    ...surplus("roles", final.provisioned, initial.provisioned, newRoles(wanted, initial, after)),
    ...doubled("e-mail address", addressesOf(final)),
    ...doubled(
      "group name",
      Object.values(final.groups).map(({ displayName }) => displayName),
    ),
    ...doubled(
      "permission set name",
      Object.values(final.permissionSets).map(({ name }) => name),
    ),
  ];
}

/** Assignments that were started twice and succeeded twice; accounts that were asked for again while that went on or was done. */
export function doubledRequests({ requests, createAccountRequests }: World): readonly string[] {
  const again = Object.values(createAccountRequests).filter(isDoubled);
  const targets = Object.values(requests).flatMap((one) =>
    one.kind === "CREATE_ASSIGNMENT" && one.status === "SUCCEEDED"
      ? [`${one.accountId} ${one.permissionSetArn} ${one.principalId}`]
      : [],
  );
  return [
    ...doubled("successful request for", targets),
    ...again.map(({ id, email, failureReason }) => `${id} asked for ${email} again: ${failureReason}`),
  ];
}

/** AWS saw that the account was asked for twice: it gives no other reason of its own here. */
export function isDoubled({ failureReason = "" }: World["createAccountRequests"][string]): boolean {
  return ["EMAIL_ALREADY_EXISTS", "CONCURRENT_ACCOUNT_MODIFICATION"].includes(failureReason);
}

type Table = Readonly<Record<string, unknown>>;

/** What may become of a row that was there before; nothing where nothing is said. */
interface Allowance {
  readonly mayChange?: (key: string) => boolean;
  readonly mayGo?: (key: string) => boolean;
}

const never = () => false;

function changed(what: string, before: Table, after: Table, { mayChange = never, mayGo = never }: Allowance = {}) {
  return Object.entries(before).flatMap(([key, record]) => {
    if (after[key] === undefined) return mayGo(key) ? [] : [`${what} ${key} is gone`];
    return mayChange(key) || isDeepStrictEqual(record, after[key]) ? [] : [`${what} ${key} was changed`];
  });
}

function surplus(what: string, after: Table, before: Table, wanted: readonly unknown[]): readonly string[] {
  const added = Object.keys(after).filter((key) => before[key] === undefined).length;
  return added === wanted.length ? [] : [`${added} ${what} were added, ${wanted.length} are wanted`];
}

/** The roles that the last of their assignments may leave, if only for a while. */
function emptiedRoles({ assignments }: World, removed: ReadonlySet<string>): ReadonlySet<string> {
  const roles = (keys: readonly string[]) => new Set(keys.flatMap((key) => roleOf(assignments[key]) ?? []));
  const staying = roles(Object.keys(assignments).filter((key) => !removed.has(key)));
  return new Set([...roles([...removed])].filter((role) => !staying.has(role)));
}

function roleOf(assignment: World["assignments"][string] | undefined): string | undefined {
  return assignment && `${assignment.accountId} ${assignment.permissionSetArn}`;
}

function newRoles(wanted: Wanted, initial: World, after: Lookup): readonly string[] {
  const roles = wanted.assignments.map(({ accountId, permissionSet }) => {
    return `${after.accountId(accountId)} ${after.permissionSet(permissionSet)?.arn}`;
  });
  return [...new Set(roles)].filter((role) => initial.provisioned[role] === undefined);
}

function addressesOf({ users }: World): readonly string[] {
  return Object.values(users).flatMap(({ attributes }) => (attributes.Emails ?? []).map(({ Value }) => Value));
}

function doubled(what: string, names: readonly string[]): readonly string[] {
  const folded = names.map((name) => name.toLowerCase());
  const twice = folded.filter((name, index) => folded.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `there are two of ${what} ${name}`);
}
