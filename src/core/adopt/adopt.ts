import type { AccessDocument } from "../access/access-schema.ts";
import { type AccessRow, accessRows } from "../access/rows.ts";
import type { AccountDirectory } from "../organization/find-accounts.ts";
import type { WrittenSettings } from "../settings/settings-schema.ts";
import type { RowToRender } from "../team/render-team-rows.ts";
import { COLUMNS, type TeamColumn } from "../team/team-columns.ts";
import { byCodeUnits } from "../text/by-code-units.ts";
import { visibleText } from "../text/visible-text.ts";
import { adoptedSets } from "./adopted-permission-sets.ts";
import { accountCells, accountEntry, nameCell, type WrittenAccount } from "./cells.ts";
import type { AdoptionNote, NoteKind } from "./notes.ts";
import { type PersonCells, peopleOf, type Unnameable } from "./people.ts";

/** What was read of AWS. */
interface AdoptionInput {
  readonly access: AccessDocument;
  readonly directory: AccountDirectory;
  /** How many users the directory has, where it was read whole. */
  readonly users?: number | undefined;
}

/** What the files hold with which a plan has nothing to do, and what they cannot hold. */
export interface Adoption {
  readonly rows: readonly RowToRender[];
  readonly permissionSets: NonNullable<WrittenSettings["permissionSets"]>;
  readonly safety: NonNullable<WrittenSettings["safety"]>;
  readonly notes: readonly AdoptionNote[];
  /** Whether rows name a group, and whether they name the management account: that takes rights of its own. */
  readonly groups: boolean;
  readonly managementAccount: boolean;
}

/** One person's one way to a permission set, in all accounts in which they have it so. */
interface Grant {
  readonly person: PersonCells;
  readonly permissionSet: string;
  readonly group: string;
  readonly accounts: WrittenAccount[];
}

/**
 * Turns who has what into rows: one for each person, permission set and way, with its accounts together. Who holds something that
 * no row can say is named in the settings, so that nobody is called a stranger for that. Pure.
 */
export function adopt(input: AdoptionInput): Adoption {
  const { access } = input;
  const writer = writerOf(input);
  const grants = new Map<string, Grant>();
  const inRows = { users: new Set<string>(), groups: new Set<string>() };
  for (const row of accessRows(access)) {
    const place = writer.placeOf(row);
    if (place === undefined) continue;
    const { user, account, permissionSet, way } = row;
    const key = JSON.stringify([user?.id, permissionSet.arn, way.by === "group" ? way.group.id : ""]);
    const { person, group, entry } = place;
    const grant = grants.get(key) ?? { person, permissionSet: permissionSet.name, group, accounts: [] };
    grants.set(key, grant);
    grant.accounts.push({ id: account.id, entry });
    inRows.users.add(user?.id ?? "");
    if (way.by === "group") inRows.groups.add(way.group.id);
  }
  const holders = holdersBeyond(inRows, input, writer);
  const permissionSets = adoptedSets(access.permissionSets, access.instance.partition);
  const isPart = access.scope.emails !== undefined || access.scope.groups !== undefined;
  const named = (names: readonly string[]) => [...new Set(names.map(visibleText))].sort();
  return {
    rows: [...grants.values()].sort(inReadersOrder).flatMap(rowsOf),
    permissionSets,
    safety: {
      ...(holders.users.length === 0 ? {} : { knownUsers: named(holders.users) }),
      ...(holders.groups.length === 0 ? {} : { knownGroups: named(holders.groups) }),
      ...(isPart ? { partOfCompany: true } : {}),
    },
    notes: notesOf({ ...input, writer, inRows, permissionSets, groups: holders.groups }),
    groups: inRows.groups.size > 0,
    managementAccount: access.accounts.some(
      ({ id, management }) =>
        management && [...grants.values()].some(({ accounts }) => accounts.some((one) => one.id === id)),
    ),
  };
}

/** What the parts of a row are called in its cells. */
interface Writer {
  readonly people: ReadonlyMap<string, PersonCells | Unnameable>;
  readonly isActive: (accountId: string) => boolean;
  readonly isWritableGroup: (groupId: string) => boolean;
  readonly placeOf: (row: AccessRow) => { person: PersonCells; group: string; entry: string } | undefined;
}

function writerOf({ access, directory }: AdoptionInput): Writer {
  const people = peopleOf(access.users);
  const active = access.accounts.filter(({ state }) => state === "ACTIVE");
  const entries = new Map(active.map((account) => [account.id, accountEntry(account, directory)]));
  const groups = groupCells(access.groups);
  return {
    people,
    isActive: (accountId) => entries.has(accountId),
    isWritableGroup: (groupId) => groups.has(groupId),
    placeOf: ({ user, account, permissionSet, way }) => {
      const person = user === undefined ? undefined : people.get(user.id);
      const entry = entries.get(account.id);
      const group = way.by === "direct" ? "" : groups.get(way.group.id);
      if (person === undefined || typeof person === "string" || entry === undefined || group === undefined)
        return undefined;
      return nameCell("permission_set", permissionSet.name) === undefined ? undefined : { person, group, entry };
    },
  };
}

/** The groups that a cell can name, and that differ by more than case from all others. */
function groupCells(groups: AccessDocument["groups"]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of groups) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return new Map(
    groups.flatMap(({ id, name }) => {
      const cell = counts.get(name.toLowerCase()) === 1 ? nameCell("group", name) : undefined;
      return cell === undefined ? [] : [[id, cell] as const];
    }),
  );
}

interface Ids {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** Who holds something in an account that takes assignments, and is in no row: names of users and groups. */
function holdersBeyond(inRows: Ids, { access }: AdoptionInput, { isActive }: Writer) {
  const held = access.assignments.filter(({ orphan, accountId }) => orphan !== true && isActive(accountId));
  const ids = (type: "USER" | "GROUP") =>
    new Set(held.filter(({ principalType }) => principalType === type).map(({ principalId }) => principalId));
  const [users, groups] = [ids("USER"), ids("GROUP")];
  return {
    users: access.users.filter(({ id }) => users.has(id) && !inRows.users.has(id)).map(({ userName }) => userName),
    groups: access.groups.filter(({ id }) => groups.has(id) && !inRows.groups.has(id)).map(({ name }) => name),
  };
}

interface Told extends AdoptionInput {
  readonly writer: Writer;
  readonly inRows: Ids;
  readonly permissionSets: Adoption["permissionSets"];
  /** Names of groups that are in no row. */
  readonly groups: readonly string[];
}

/** One line for each thing to know, and none for what there is none of. */
function notesOf({
  access,
  writer,
  inRows,
  permissionSets,
  groups,
  users = access.users.length,
}: Told): readonly AdoptionNote[] {
  const { scope, summary } = access;
  const note = (about: NoteKind, names: readonly string[], count = names.length): readonly AdoptionNote[] =>
    count === 0 ? [] : [{ about, count, names }];
  const usersWhere = (isMeant: (user: AccessDocument["users"][number]) => boolean) =>
    access.users.filter(isMeant).map(({ userName }) => userName);
  const unnameable = (why: Unnameable) => usersWhere(({ id }) => writer.people.get(id) === why);
  const empty = new Set(access.groups.filter(({ members }) => members.length === 0).map(({ name }) => name));
  const described = Object.entries(permissionSets).flatMap(([name, set]) => (set === null ? [] : [name]));
  const used = new Set(access.assignments.map(({ permissionSetArn }) => permissionSetArn));
  const others = access.permissionSets.filter(({ arn, name }) => used.has(arn) && !described.includes(name));
  const inactive = access.assignments.filter(({ orphan, accountId }) => orphan !== true && !writer.isActive(accountId));
  return [
    ...note("orphans", [], summary.orphans),
    ...note("inactive-accounts", [], inactive.length),
    ...note(
      "empty-groups",
      groups.filter((name) => empty.has(name)),
    ),
    ...note(
      "unwritable-groups",
      groups.filter((name) => !empty.has(name)),
    ),
    ...note("without-email", unnameable("without-email")),
    ...note("shared-email", unnameable("shared-email")),
    ...note("unwritable-name", unnameable("unwritable-name")),
    ...(scope.emails === undefined
      ? note("nothing-held", [], Math.max(0, users - access.users.length))
      : note("nothing-held", withoutAccess(scope.emails, access.users))),
    ...note(
      "disabled",
      usersWhere(({ id, status }) => status === "disabled" && inRows.users.has(id)),
    ),
    ...note("external", [], usersWhere(({ external }) => external).length),
    ...note("described-sets", described),
    ...note(
      "named-sets",
      others.map(({ name }) => name),
    ),
    ...note(
      "control-tower-sets",
      others.filter(({ managedBy }) => managedBy !== undefined).map(({ name }) => name),
    ),
  ];
}

/** Of those who were asked about. */
function withoutAccess(emails: readonly string[], users: AccessDocument["users"]): readonly string[] {
  const having = new Set(users.flatMap(({ email = "", userName }) => [email.toLowerCase(), userName.toLowerCase()]));
  return emails.filter((email) => !having.has(email.toLowerCase()));
}

function rowsOf({ person, permissionSet, group, accounts }: Grant): readonly RowToRender[] {
  const sorted = [...accounts].sort((a, b) => byCodeUnits(a.entry, b.entry));
  return accountCells(sorted).map((account) => {
    const given: Partial<Record<TeamColumn, string>> = { ...person, account, permission_set: permissionSet, group };
    const cells = COLUMNS.map((column) => [column, given[column] ?? ""]);
    return { cells: Object.fromEntries(cells) as Record<TeamColumn, string> };
  });
}

/** A person's rows together; what they have themselves before what groups give them. */
function inReadersOrder(a: Grant, b: Grant): number {
  return (
    byCodeUnits(a.person.email.toLowerCase(), b.person.email.toLowerCase()) ||
    byCodeUnits(a.group, b.group) ||
    byCodeUnits(a.permissionSet, b.permissionSet)
  );
}
