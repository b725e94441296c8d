import { commandForCaller } from "../../../core/text/command-line.ts";
import type { DoctorDocument } from "../../../workstation/doctor/document/doctor-schema.ts";
import { type LooseMode, octal } from "../../../workstation/doctor/examinations/file-modes.ts";
import type { DoctorFinding } from "../../../workstation/doctor/examinations/finding.ts";
import { THEMES } from "../../../workstation/doctor/examine.ts";
import { counted } from "../../terminal/layout.ts";
import type { Annotation } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { homeShortened } from "../home-shortened.ts";
import type { Row, Section, Tone } from "../section.ts";

/** Of one severity; a file with thousands of the same fault is not told line by line. */
const MOST_SHOWN = 40;

const GROUPS = [
  { severity: "error", title: "Errors", symbol: "✗", tone: "danger", level: "error" },
  { severity: "warning", title: "Warnings", symbol: "!", tone: "warning", level: "warning" },
  { severity: "note", title: "Notes", symbol: "·", tone: "quiet", level: "notice" },
] as const satisfies readonly {
  readonly severity: DoctorFinding["severity"];
  readonly title: string;
  readonly symbol: string;
  readonly tone: Tone;
  readonly level: Annotation["level"];
}[];

/** How the doctor's findings are told: by severity, what was repaired, one line that sums up, and what to run next. */
export function doctorView(home: string): DocumentView<DoctorDocument> {
  return {
    schema: "doctor",
    heading: ({ summary }) => `onboard doctor: ${countWords(summary)}`,
    sections: (document) => doctorSections(document, home),
    annotations: ({ findings }) => findings.map(annotationOf),
    redact: (document) => document,
    isProse: true,
  };
}

/** The modes that are about to be changed. */
export function looseModesSection(modes: readonly LooseMode[]): Section {
  return {
    title: "Modes to change:",
    tone: "neutral",
    rows: modes.map(({ file, mode }) => ({
      cells: [`${octal(mode)} to ${octal(mode & 0o7700)}  ${file}`],
      unbroken: true,
    })),
  };
}

function doctorSections({ findings, repairs, summary }: DoctorDocument, home: string): readonly Section[] {
  const isWell = findings.length === 0;
  return [
    { tone: "neutral", rows: repairRows(repairs) },
    ...GROUPS.map((group) => groupSection(findings, group, home)),
    {
      title: "Nothing is wrong.",
      tone: "good",
      rows: isWell ? [{ cells: [`Looked at: ${THEMES.map(({ title }) => title).join("; ")}.`] }] : [],
    },
    {
      tone: "neutral",
      only: "screen",
      attached: isWell,
      indent: 0,
      rows: [
        `${countWords(summary)}${summary.fixable === 0 ? "" : `; --fix repairs ${summary.fixable.toLocaleString("en-US")}`}.`,
        nextWords(summary, repairs !== undefined),
      ].map((line) => ({ cells: [line], unbroken: true })),
    },
  ];
}

function groupSection(
  findings: readonly DoctorFinding[],
  { severity, title, symbol, tone }: (typeof GROUPS)[number],
  home: string,
): Section {
  return {
    title,
    tone,
    columns: [{ title: "Finding" }, { title: "Where", as: "name" }, { title: "What it is and does, and what to do" }],
    page: severity === "note" ? "folded" : "open",
    bullet: { symbol, tone },
    between: " ",
    rows: findings.filter((one) => one.severity === severity).map((one) => findingRow(one, home)),
    fold: MOST_SHOWN,
    more: "; --format json lists them all.",
  };
}

function findingRow({ id, place, message, effect, remedy, fixable }: DoctorFinding, home: string): Row {
  const file = place === undefined ? "" : homeShortened(place.file, home);
  return {
    cells: [{ text: id, tone: "strong" }, place?.line === undefined ? file : `${file}:${place.line}`],
    unbroken: true,
    notes: [
      { as: "prose", text: message },
      { as: "prose", text: effect },
      { as: "prose", text: `→ ${remedy}${fixable ? " (--fix)" : ""}`, tone: "action" },
    ],
  };
}

function repairRows(repairs: DoctorDocument["repairs"]): readonly Row[] {
  if (repairs === undefined) return [];
  const { written, tightened, refused } = repairs;
  const refusals = refused.map((reason): Row => ({ cells: [`Not repaired: ${reason}`], tone: "danger" }));
  if (written.length + tightened.length === 0) return [...refusals, { cells: ["Nothing was changed."] }];
  const files = counted(tightened.length, "file or folder", "files and folders");
  return [
    ...refusals,
    ...written.map(({ file, backup }) => ({ cells: [`${file} is repaired; as it was: ${backup}`] })),
    ...(tightened.length === 0 ? [] : [{ cells: [`The modes of ${files} are tightened.`] }]),
  ];
}

function annotationOf({ id, severity, place, message, effect, remedy }: DoctorFinding): Annotation {
  const level = GROUPS.find((group) => group.severity === severity)?.level ?? "notice";
  return { level, check: `doctor/${id}`, title: id, message: `${message} ${effect} ${remedy}`, ...place };
}

function countWords({ errors, warnings, notes }: DoctorDocument["summary"]): string {
  return `${counted(errors, "error")}, ${counted(warnings, "warning")}, ${counted(notes, "note")}`;
}

function nextWords({ errors, warnings, fixable }: DoctorDocument["summary"], hasRepaired: boolean): string {
  if (fixable > 0 && !hasRepaired) return `Next: ${commandForCaller("doctor", "--fix")}`;
  if (errors + warnings > 0) return `Next: follow the arrows (→), then run ${commandForCaller("doctor")} again`;
  return `Next: ${commandForCaller("local")}`;
}
