import Table from "cli-table3";
import type { Report } from "../../../core/report/report.ts";
import { type AccessOutcome, accessOutcomes, madeAccounts } from "../../../core/report/report.ts";
import { describeResource } from "../../../core/state/describe.ts";
import type { ChangeResult } from "../../../core/state/result.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";
import { closingWords } from "./words.ts";

/** What the admin reads at the end: a row for each person and account, what went wrong and why, and what AWS shows now. */
export function renderReport(report: Report, options: RenderOptions): readonly string[] {
  const outcomes = accessOutcomes(report.people, report.results);
  return [
    ...summaryTable(outcomes, options),
    "",
    ...newAccountLines(report, options),
    ...troubleLines(report, options),
    ...closingLines(report, outcomes, options),
  ];
}

function summaryTable(outcomes: readonly AccessOutcome[], { width, colors }: RenderOptions): readonly string[] {
  const columns = columnWidths(width);
  const table = new Table({
    head: ["Person", "Account", "Permission set", "Status"].map((title) => colors.bold(title)),
    colWidths: columns,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
    chars: NO_BORDERS,
  });
  for (const outcome of outcomes) {
    const { person, access } = outcome;
    table.push([
      visibleText(person.email),
      visibleText(access.accountName),
      visibleText(access.permissionSet),
      statusOf(outcome, colors),
    ]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** Shares of the width; the person gets what is left. */
function columnWidths(width: number): [number, number, number, number] {
  const account = Math.floor(width * 0.25);
  const permissionSet = Math.floor(width * 0.2);
  const status = 13;
  return [width - account - permissionSet - status - 1, account, permissionSet, status];
}

function statusOf({ obstacles }: AccessOutcome, colors: RenderOptions["colors"]): string {
  const [first] = obstacles;
  if (first === undefined) return colors.green("ready");
  if (first.outcome === "outstanding")
    return colors.yellow(first.requestId === undefined ? "not known" : "in progress");
  return first.outcome === "failed" ? colors.red("failed") : colors.yellow("not done");
}

function newAccountLines(report: Report, { colors }: RenderOptions): readonly string[] {
  const made = madeAccounts(report);
  if (made.length === 0) return [];
  return [colors.bold("New accounts"), ...made.map(({ name, id }) => `  ${id}  ${visibleText(name)}`), ""];
}

/** Each reason once, with AWS's words, what to do, and whom it concerns. */
function troubleLines(report: Report, { width, colors }: RenderOptions): readonly string[] {
  const troubles = groupByReason(report.results);
  if (troubles.length === 0) return [];
  const lines = troubles.flatMap(([reason, results]) => {
    const [first = "", ...rest] = wrap(visibleText(reason), width, "    ");
    return [`  ${colors.red("✗")} ${first.trimStart()}`, ...rest, ...concernedLines(results, width, colors)];
  });
  return [colors.bold("What went wrong"), ...lines, ""];
}

function groupByReason(results: readonly ChangeResult[]): readonly (readonly [string, readonly ChangeResult[]])[] {
  const groups = new Map<string, ChangeResult[]>();
  for (const result of results) {
    if (result.outcome !== "failed" && result.outcome !== "outstanding") continue;
    const reason = result.outcome === "failed" ? `${result.reason} ${result.remedy}` : result.reason;
    const known = groups.get(reason);
    if (known === undefined) groups.set(reason, [result]);
    else known.push(result);
  }
  return [...groups];
}

/** More than these and a line says how many; failed.csv and the run record have them all. */
const MOST_CONCERNED = 3;

function concernedLines(
  results: readonly ChangeResult[],
  width: number,
  colors: RenderOptions["colors"],
): readonly string[] {
  const named = results.slice(0, MOST_CONCERNED).map((result) => {
    const request = "requestId" in result && result.requestId !== undefined ? ` (request ${result.requestId})` : "";
    return `→ ${visibleText(describeResource(result.change.after))}${request}`;
  });
  const more = results.length - named.length;
  const lines = [...named, ...(more > 0 ? [`→ and ${more} more`] : [])];
  return lines.flatMap((line) => wrap(line, width, "    ")).map((line) => colors.dim(line));
}

function closingLines(
  report: Report,
  outcomes: readonly AccessOutcome[],
  { width, colors }: RenderOptions,
): readonly string[] {
  const { heading, verdict, allReady } = closingWords(report, outcomes);
  const paint = report.converged && allReady ? colors.green : colors.yellow;
  return wrap(`${heading}. ${verdict}`, width).map((line) => paint(line));
}

const NO_BORDERS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};
