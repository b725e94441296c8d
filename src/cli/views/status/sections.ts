import type { AccessCheck } from "../../../core/readiness/checks.ts";
import { type CanStart, readinessWord } from "../../../core/readiness/states.ts";
import type { AccessStatus, PersonStatus, Status } from "../../../core/readiness/status.ts";
import { byFile, otherFilesNotes, titleOf, withOtherFiles } from "../by-file.ts";
import { nextSection } from "../next.ts";
import { bootstrapRows } from "../plan/bootstraps.ts";
import { BOOTSTRAP_REMEDY, instanceWords } from "../plan/words.ts";
import { rowEndsSection } from "../row-ends.ts";
import { type Cell, type Column, cellText, type Mark, type Note, type Row, type Section } from "../section.ts";
import {
  type AccountWords,
  accountWords,
  CHECK_COLUMNS,
  NO_ACCOUNT,
  personalTasks,
  startWords,
  toBootstrap,
  unknownWords,
} from "./words.ts";

/** What a check or a whole access comes to, in one character. */
const MARKS: Readonly<Record<AccessCheck["state"] | CanStart, Mark>> = {
  yes: { symbol: "✓", tone: "good" },
  no: { symbol: "✗", tone: "danger" },
  waits: { symbol: "–", tone: "quiet" },
  unknown: { symbol: "?", tone: "warning" },
};

/** A status: the count, a row for each person and account, then what to do and what is unknown. */
export function statusSections(status: Status): readonly Section[] {
  return [
    {
      tone: "neutral",
      only: "screen",
      rows: [{ cells: [startWords(status)], ...(status.ready === "yes" ? { tone: "good" } : {}) }],
    },
    { tone: "strong", rows: [{ cells: [instanceWords(status.instance)], tone: "strong" }] },
    ...peopleSections(status),
    ...taskSections(status),
    rowEndsSection(status.ends),
    listOf("Unknown", MARKS.unknown, unknownWords(status)),
    listOf("Warnings", { symbol: "!", tone: "warning" }, status.warnings),
    nextSection(status.next),
  ];
}

function listOf(title: string, bullet: Mark, texts: readonly string[]): Section {
  const rows = texts.map((text) => ({ cells: [text] }));
  return { title, tone: "warning", columns: [{ title }], page: "folded", bullet, rows };
}

/** A screen has a row for each person, in two lines at the most; a page one for each of their accounts. */
function peopleSections(status: Status): readonly Section[] {
  const words = accountWords(status);
  const told = {
    tone: "neutral",
    layout: "table",
    columns: [
      { title: "Person", as: "name", overflow: "above" },
      { title: "Account", as: "name", overflow: "brief" },
      ...CHECK_COLUMNS.map(([, title]): Column => ({ title })),
      { title: "Ready", only: "page" },
    ],
  } as const satisfies Partial<Section>;
  const isMixed = status.people.some(({ access }) => CHECK_COLUMNS.some(([name]) => isDifferent(access, name)));
  const groups = byFile(status.people, (person) => person);
  return groups.flatMap((group, index): readonly Section[] => {
    const title = titleOf("Who can start", group) + (words.common === "" ? "" : ` (${words.common})`);
    const isLast = index === groups.length - 1;
    return [
      {
        ...told,
        title,
        only: "screen",
        rows: group.people.map((person) => personRow(person, words)),
        notes: isMixed && isLast ? [MIXED] : [],
      },
      { ...told, title, only: "page", rows: group.people.flatMap((person) => accessRows(person, words)) },
    ];
  });
}

const MIXED = "1/3: in one of three accounts; --format markdown has a row for each.";

/** Where a person's accounts differ, those come first that keep them from starting, with their marks; and checks are counted. */
function personRow(person: PersonStatus, words: AccountWords): Row {
  const { email, access, ready } = person;
  const states = new Set(access.map((one) => one.ready));
  const ordered = [...access].sort((a, b) => WORST_FIRST.indexOf(a.ready) - WORST_FIRST.indexOf(b.ready));
  const names = ordered.map((one) => `${states.size > 1 ? `${MARKS[one.ready].symbol} ` : ""}${words.access(one)}`);
  return {
    bullet: MARKS[ready],
    cells: [
      email,
      { names: access.length === 0 ? [NO_ACCOUNT] : names },
      ...CHECK_COLUMNS.map(([name]) => (access.length === 0 ? "" : checkOf(access, name))),
    ],
    notes: otherFilesNotes(person),
  };
}

const WORST_FIRST: readonly CanStart[] = ["no", "unknown", "yes"];

type CheckName = (typeof CHECK_COLUMNS)[number][0];

function isDifferent(access: readonly AccessStatus[], name: CheckName): boolean {
  return new Set(access.map(({ checks }) => checks[name].state)).size > 1;
}

function checkOf(access: readonly AccessStatus[], name: CheckName): Cell {
  const [first] = access;
  if (first === undefined) return "";
  if (!isDifferent(access, name)) return markCell(first.checks[name].state);
  const good = access.filter(({ checks }) => checks[name].state === "yes").length;
  return { text: `${good}/${access.length}`, tone: "warning" };
}

function markCell(state: AccessCheck["state"]): Cell {
  const { symbol, tone } = MARKS[state];
  return { text: symbol, tone };
}

function accessRows(person: PersonStatus, words: AccountWords): readonly Row[] {
  const { access, ready } = person;
  const email = withOtherFiles(person);
  if (access.length === 0) {
    const none = { text: NO_ACCOUNT, tone: "neutral" } as const;
    return [{ bullet: MARKS[ready], cells: [email, none, ...CHECK_COLUMNS.map(() => ""), readinessWord(person)] }];
  }
  return access.map((one) => ({
    bullet: MARKS[one.ready],
    cells: [
      email,
      words.access(one),
      ...CHECK_COLUMNS.map(([name]) => markCell(one.checks[name].state)),
      readinessWord(one),
    ],
  }));
}

/** Commands for one cause on a screen. */
const MOST_COMMANDS = 10;

/** What somebody has to do: a screen has each cause once, a page a row for each account. */
function taskSections(status: Status): readonly Section[] {
  const told = {
    title: "To do",
    tone: "danger",
    columns: [{ title: "What" }, { title: "Command" }],
    bullet: MARKS.no,
  } as const satisfies Partial<Section>;
  const tasks = personalTasks(status).map((task) => ({ cells: [task] }));
  const missing = toBootstrap(status);
  const rowsOf = (rows: readonly Row[]) => [...tasks, ...bootstrapTasks(rows)];
  return [
    { ...told, only: "screen", rows: rowsOf(bootstrapRows(missing, MOST_COMMANDS, "--format markdown has them")) },
    { ...told, only: "page", rows: rowsOf(missing.flatMap((one) => bootstrapRows([one], 1, ""))) },
  ];
}

/** Who bootstraps is said with the first. */
function bootstrapTasks(rows: readonly Row[]): readonly Row[] {
  const who: Note = { as: "prose", text: BOOTSTRAP_REMEDY };
  return rows.map(({ cells, notes = [] }, index) => ({
    cells: [cells.map(cellText).join(": CDK ")],
    notes: [...(index === 0 ? [who] : []), ...notes],
  }));
}
