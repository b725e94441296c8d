import type { AccessCheck } from "../../../core/readiness/checks.ts";
import { type CanStart, readinessWord } from "../../../core/readiness/states.ts";
import type { AccessStatus, PersonStatus, Status } from "../../../core/readiness/status.ts";
import { nextSection } from "../next.ts";
import { BOOTSTRAP_REMEDY, instanceWords } from "../plan/words.ts";
import { rowEndsSection } from "../row-ends.ts";
import type { Column, Mark, Note, Row, Section } from "../section.ts";
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
    peopleSection(status),
    {
      title: "To do",
      tone: "danger",
      columns: [{ title: "What" }, { title: "Command" }],
      bullet: MARKS.no,
      rows: [...personalTasks(status).map((task) => ({ cells: [task] })), ...bootstrapRows(status)],
    },
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

/** People and accounts share what the checks leave: accounts go on below, and a person too long for it stands above. */
function peopleSection(status: Status): Section {
  const words = accountWords(status);
  return {
    title: `Who can start${words.common === "" ? "" : ` (${words.common})`}`,
    tone: "neutral",
    layout: "table",
    columns: [
      { title: "Person", as: "name", overflow: "above", once: true },
      { title: "Account", as: "name", overflow: "wrap" },
      ...CHECK_COLUMNS.map(([, title]): Column => ({ title })),
      { title: "Ready", only: "page" },
    ],
    rows: status.people.flatMap((person) => personRows(person, words)),
  };
}

function personRows(person: PersonStatus, words: AccountWords): readonly Row[] {
  const { email, access, ready } = person;
  if (access.length === 0) {
    const none = { text: NO_ACCOUNT, tone: "neutral" } as const;
    return [{ bullet: MARKS[ready], cells: [email, none, ...CHECK_COLUMNS.map(() => ""), readinessWord(person)] }];
  }
  return access.map((one) => ({
    bullet: MARKS[one.ready],
    cells: [email, words.access(one), ...checkCells(one), readinessWord(one)],
  }));
}

function checkCells({ checks }: AccessStatus) {
  return CHECK_COLUMNS.map(([name]) => {
    const { symbol, tone } = MARKS[checks[name].state];
    return { text: symbol, tone };
  });
}

function bootstrapRows(status: Status): readonly Row[] {
  const who: Note = { as: "prose", text: BOOTSTRAP_REMEDY };
  return toBootstrap(status).map(({ environment, reason, command }, index) => ({
    cells: [`${environment.accountName}: ${reason}`],
    notes: [...(index === 0 ? [who] : []), { as: "command", text: command }],
  }));
}
