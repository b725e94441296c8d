import { commandForCaller } from "../../../core/text/command-line.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { type Repairs, summaryOf } from "../../../workstation/doctor/doctor-document.ts";
import { type LooseMode, octal } from "../../../workstation/doctor/examinations/file-modes.ts";
import type { DoctorFinding, Severity } from "../../../workstation/doctor/examinations/finding.ts";
import { THEMES } from "../../../workstation/doctor/examine.ts";
import type { Colors } from "../../terminal/io.ts";
import { counted, wrap } from "../../terminal/layout.ts";

export interface DoctorRendering {
  readonly width: number;
  readonly colors: Colors;
  /** Shown as `~`. */
  readonly home: string;
  readonly repairs: Repairs | undefined;
}

/** Of one severity; a file with thousands of the same fault is not told line by line. */
const MOST_SHOWN = 40;

const GROUPS = [
  { severity: "error", title: "Errors", symbol: "✗", color: "red" },
  { severity: "warning", title: "Warnings", symbol: "!", color: "yellow" },
  { severity: "note", title: "Notes", symbol: "·", color: "dim" },
] as const satisfies readonly { severity: Severity; [key: string]: string }[];

/** The findings by severity, what was repaired, one line that sums up, and what to run next. */
export function renderDoctor(findings: readonly DoctorFinding[], rendering: DoctorRendering): readonly string[] {
  return [
    ...repairLines(rendering),
    ...GROUPS.flatMap((group) => groupLines(findings, group, rendering)),
    ...(findings.length === 0 ? lookedAt(rendering) : []),
    ...summaryLines(findings, rendering),
  ];
}

/** The modes that are about to be changed. */
export function renderLooseModes(modes: readonly LooseMode[]): readonly string[] {
  return [
    "Modes to change:",
    ...modes.map(({ file, mode }) => `  ${octal(mode)} to ${octal(mode & 0o7700)}  ${visibleText(file)}`),
  ];
}

function groupLines(
  findings: readonly DoctorFinding[],
  { severity, title, symbol, color }: (typeof GROUPS)[number],
  rendering: DoctorRendering,
): readonly string[] {
  const { colors } = rendering;
  const own = findings.filter((one) => one.severity === severity);
  if (own.length === 0) return [];
  const mark = colors[color](symbol);
  const rest = own.length - MOST_SHOWN;
  return [
    colors.bold(title),
    ...own.slice(0, MOST_SHOWN).flatMap((one) => findingLines(one, mark, rendering)),
    ...(rest > 0 ? [`  … and ${rest.toLocaleString("en-US")} more; --format json lists them all.`] : []),
    "",
  ];
}

function findingLines(
  finding: DoctorFinding,
  mark: string,
  { width, colors, home }: DoctorRendering,
): readonly string[] {
  const { id, place, message, effect, remedy, fixable } = finding;
  const where = place === undefined ? "" : ` ${placeText(place, home)}`;
  return [
    `  ${mark} ${colors.bold(id)}${where}`,
    ...wrap(visibleText(message), width, "    "),
    ...wrap(visibleText(effect), width, "    "),
    ...wrap(`→ ${visibleText(remedy)}${fixable ? " (--fix)" : ""}`, width, "    ").map(colors.cyan),
  ];
}

function placeText({ file, line }: NonNullable<DoctorFinding["place"]>, home: string): string {
  const short = file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
  return visibleText(line === undefined ? short : `${short}:${line}`);
}

function repairLines({ repairs, width, colors }: DoctorRendering): readonly string[] {
  if (repairs === undefined) return [];
  const { written, tightened, refused } = repairs;
  const refusals = refused.flatMap((reason) => wrap(`Not repaired: ${visibleText(reason)}`, width).map(colors.red));
  if (written.length + tightened.length === 0) return [...refusals, "Nothing was changed.", ""];
  return [
    ...refusals,
    ...written.flatMap(({ file, backup }) =>
      wrap(`${visibleText(file)} is repaired; as it was: ${visibleText(backup)}`, width),
    ),
    ...(tightened.length === 0
      ? []
      : [`The modes of ${counted(tightened.length, "file or folder", "files and folders")} are tightened.`]),
    "",
  ];
}

function lookedAt({ width, colors }: DoctorRendering): readonly string[] {
  const looked = THEMES.map(({ title }) => title).join("; ");
  return [colors.green("Nothing is wrong."), ...wrap(`Looked at: ${looked}.`, width, "  ")];
}

function summaryLines(findings: readonly DoctorFinding[], { repairs }: DoctorRendering): readonly string[] {
  const { errors, warnings, notes, fixable } = summaryOf(findings);
  const counts = `${counted(errors, "error")}, ${counted(warnings, "warning")}, ${counted(notes, "note")}`;
  const repairable = fixable === 0 ? "" : `; --fix repairs ${fixable.toLocaleString("en-US")}`;
  return [`${counts}${repairable}.`, next(errors + warnings, fixable, repairs !== undefined)];
}

function next(troubles: number, fixable: number, hasRepaired: boolean): string {
  if (fixable > 0 && !hasRepaired) return `Next: ${commandForCaller("doctor", "--fix")}`;
  if (troubles > 0) return `Next: follow the arrows (→), then run ${commandForCaller("doctor")} again`;
  return `Next: ${commandForCaller("local")}`;
}
