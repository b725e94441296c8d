import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { type AccessRow, accessRows } from "../../../core/access/rows.ts";
import { timeWords } from "../../../core/state/ended-sessions.ts";
import { byCodeUnits } from "../../../core/text/by-code-units.ts";
import { instanceWords } from "../plan/words.ts";
import type { Cell, Mark, Row, Section } from "../section.ts";
import { countWords, entryWords, firstWords } from "./words.ts";

/** More rows than these are counted by person; the table with all of them is the CSV. */
const MOST_ROWS = 200;

const WARNING: Mark = { symbol: "!", tone: "warning" };
const CHANGES = {
  added: { symbol: "+", tone: "good" },
  removed: { symbol: "-", tone: "danger" },
  changed: { symbol: "~", tone: "action" },
} as const satisfies Record<string, Mark>;

/** Who has what: first what could not be read, then what a reviewer looks at first, then the rows or the people. */
export function accessSections(access: AccessDocument): readonly Section[] {
  const { unread, difference, instance } = access;
  return [
    {
      title: "Not read: what follows is incomplete",
      tone: "danger",
      columns: [{ title: "What" }, { title: "Why" }],
      bullet: WARNING,
      rows: unread.map(({ what, reason, remedy }) => ({
        cells: [what, reason],
        notes: [{ as: "prose", text: remedy }],
      })),
    },
    {
      tone: "strong",
      rows: [{ cells: [instanceWords(instance)], tone: "strong" }],
    },
    { tone: "neutral", only: "screen", rows: [{ cells: [`${countWords(access)}.`] }] },
    {
      title: "Look at first",
      tone: "warning",
      bullet: WARNING,
      rows: firstWords(access).map((words) => ({ cells: [words] })),
    },
    ...(difference === undefined ? [] : [differenceSection(difference)]),
    ...heldSections(access),
  ];
}

function differenceSection({ since, entries }: NonNullable<AccessDocument["difference"]>): Section {
  const title = `Changed since ${timeWords(since)}`;
  if (entries.length === 0) return { title, tone: "neutral", rows: [{ cells: ["nothing"] }] };
  return {
    title,
    tone: "action",
    columns: [{ title: "What" }],
    fold: MOST_ROWS,
    more: "; --format json has all",
    rows: entries.map((entry) => ({ mark: CHANGES[entry.change], cells: [entryWords(entry)] })),
  };
}

function heldSections(access: AccessDocument): readonly Section[] {
  const rows = firstOf(accessRows(access), MOST_ROWS + 1);
  return rows.length > MOST_ROWS ? [peopleSection(access)] : rowsSections(rows);
}

/** A screen has accounts together in which somebody has the same in the same way; a page has a row for each. */
function rowsSections(rows: readonly AccessRow[]): readonly Section[] {
  const hasFiles = rows.some(({ user }) => user?.teamFiles !== undefined);
  const told = {
    title: "Who has what",
    tone: "neutral",
    layout: "table",
    columns: [
      { title: "Person", as: "name", overflow: "above", once: true },
      { title: "Account", as: "name", overflow: "wrap" },
      { title: "Permission set", as: "name" },
      { title: "Via", as: "name" },
      ...(hasFiles ? [{ title: "Team file", as: "name", overflow: "wrap" } as const] : []),
    ],
  } satisfies Partial<Section>;
  const sorted = [...rows].sort((a, b) => byCodeUnits(rowKey(a), rowKey(b)));
  const together = new Map<string, { readonly row: AccessRow; readonly names: string[] }>();
  for (const row of sorted) {
    const key = [personWords(row), ...setAndWay(row)].join("\n");
    const { names } = together.get(key) ?? { names: [] };
    together.set(key, { row, names: [...names, row.account.name] });
  }
  const cellsOf = (row: AccessRow, account: Cell): Row => ({
    cells: [
      personWords(row),
      account,
      ...setAndWay(row),
      ...(hasFiles ? [(row.user?.teamFiles ?? []).join(", ")] : []),
    ],
  });
  return [
    { ...told, only: "screen", rows: [...together.values()].map(({ row, names }) => cellsOf(row, { names })) },
    { ...told, only: "page", rows: sorted.map((row) => cellsOf(row, row.account.name)) },
  ];
}

function setAndWay({ permissionSet, way }: AccessRow): readonly [string, string] {
  const isAdministrator = permissionSet.administrator === "yes";
  return [
    `${permissionSet.name}${isAdministrator ? " (administrator)" : ""}`,
    way.by === "group" ? way.group.name : "direct",
  ];
}

/** People together, then their accounts. */
function rowKey(row: AccessRow): string {
  return [personWords(row), row.account.name, row.account.id, row.permissionSet.name].join("\n");
}

function personWords({ user, assignment }: AccessRow): string {
  if (user === undefined) return assignment.orphan ? `gone: ${assignment.principalId}` : "unknown: members not read";
  return user.status === "disabled" ? `${user.userName} (disabled)` : user.userName;
}

/** What somebody has, counted. */
interface Held {
  readonly accounts: Set<string>;
  readonly administrator: Set<string>;
  direct: number;
}

function peopleSection(access: AccessDocument): Section {
  const people = new Map<string, Held>();
  for (const row of accessRows(access)) {
    const who = personWords(row);
    const held = people.get(who) ?? { accounts: new Set(), administrator: new Set(), direct: 0 };
    held.accounts.add(row.account.id);
    if (row.permissionSet.administrator === "yes") held.administrator.add(row.account.id);
    if (row.way.by === "direct") held.direct += 1;
    people.set(who, held);
  }
  const rows = [...people].sort(
    ([a, one], [b, other]) => other.administrator.size - one.administrator.size || byCodeUnits(a, b),
  );
  return {
    title: "Who has what, administrators first",
    tone: "neutral",
    layout: "table",
    fold: MOST_ROWS,
    more: " people; --format csv or html has every row",
    columns: [
      { title: "Person", as: "name" },
      { title: "Accounts" },
      { title: "As administrator" },
      { title: "Assigned directly" },
    ],
    rows: rows.map(([who, { accounts, administrator, direct }]) => ({
      cells: [who, `${accounts.size}`, `${administrator.size}`, `${direct}`],
    })),
  };
}

function firstOf<Item>(items: Iterable<Item>, most: number): readonly Item[] {
  const first: Item[] = [];
  for (const item of items) {
    if (first.push(item) === most) break;
  }
  return first;
}
