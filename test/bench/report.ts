import { writeFile } from "node:fs/promises";
import os from "node:os";
import { fileURLToPath } from "node:url";
import type { StartUpRow } from "./start-up.ts";

/** One scenario, measured. */
export interface Row {
  readonly scenario: string;
  readonly people: number;
  /** Seconds that AWS works on an assignment, at its own pace. */
  readonly durations?: { readonly firstAssignment: number; readonly assignment: number };
  /** The simulator's: times AWS's pace. */
  readonly speed: number;
  /** By the wall clock, at the simulator's speed. */
  readonly seconds: number;
  /** Of those, from the first change to the end. */
  readonly changing?: number;
  /** What the plan says that its changes take, at AWS's pace. */
  readonly estimate?: number;
  /** Seconds at AWS's pace below which its limits let nobody get. */
  readonly bound?: number;
  /** Peak memory of the program. */
  readonly megabytes?: number;
  readonly calls: number;
  readonly throttled: number;
  readonly mutating: number;
  /** What the page sizes of AWS's lists make necessary. */
  readonly leastCalls?: number;
  readonly operations: Readonly<Record<string, number>>;
}

/** What it takes to read who has access, or to take it away. */
export interface AccessRow {
  readonly scenario: string;
  /** To sso-admin and the identity store, which are slow to answer many. */
  readonly calls: number;
  readonly leastCalls: number;
  readonly megabytes: number;
}

const PAGE = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

/** Everything that was measured. */
export interface Measurements {
  readonly rows: readonly Row[];
  readonly access: readonly AccessRow[];
  readonly startUp: readonly StartUpRow[];
}

/** Writes docs/benchmarks.md, and shows the tables. */
export async function writeReport(measured: Measurements): Promise<void> {
  const page = pageOf(measured);
  process.stdout.write(page);
  await writeFile(PAGE, page);
}

function pageOf({ rows, access, startUp }: Measurements): string {
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} × ${cpu?.model.trim() ?? "unknown"}, Node ${process.versions.node}, ${os.type()}`;
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; ${machine}.

The built program against the [simulator](simulator.md) in a process of its own, which keeps AWS's published limits. Times are told at
AWS's pace, with the start of the program, the look before and the look after. Where the simulator is faster than AWS, what the program
takes by itself counts as many times.

The **bound** is what AWS's limits let nobody get below: 20 calls a second for each identity store operation and for
all of sso-admin, 15 assignments in progress, of which none ends before its time, and what must be read before anything can be made: two
calls for each person whom a large directory does not have, and, at 10 calls a second, since AWS publishes none for Organizations, a call for each
account that is named by its id, or the whole list where one is named otherwise. How long AWS works on an assignment is published nowhere; the
columns say what was assumed (where the role has to be made first / where it is there). **Changes** is the time from the first of them
to the end, and **told** what the plan said of it.

## Time

${table(
  ["scenario", "speed", "assignment", "time", "bound", "ratio", "changes", "told", "peak memory"],
  rows
    .filter(({ bound }) => bound !== undefined)
    .map(({ scenario, speed, durations, seconds, changing = 0, bound = 0, estimate, megabytes = 0 }) => [
      scenario,
      `× ${speed}`,
      `${durations?.firstAssignment} s / ${durations?.assignment} s`,
      `${(seconds * speed).toFixed(1)} s`,
      `${bound.toFixed(1)} s`,
      ((seconds * speed) / bound).toFixed(2),
      `${(changing * speed).toFixed(1)} s`,
      estimate === undefined ? "" : `${estimate} s (${percent(estimate / (changing * speed) - 1)})`,
      `${megabytes.toFixed(0)} MB`,
    ]),
)}

## Calls

${table(
  ["scenario", "calls", "mutating, a person", "throttled"],
  rows.map(({ scenario, calls, mutating, people, throttled }) => [
    scenario,
    `${calls}`,
    (mutating / people).toFixed(2),
    `${throttled} (${((100 * throttled) / calls).toFixed(1)} %)`,
  ]),
)}

## A second run, which finds nothing to do

${table(
  ["scenario", "calls", "what page sizes make necessary", "more", "time"],
  rows
    .filter(({ leastCalls }) => leastCalls !== undefined)
    .map(({ scenario, speed, calls, leastCalls = 1, seconds }) => [
      scenario,
      `${calls}`,
      `${leastCalls}`,
      `${((100 * calls) / leastCalls - 100).toFixed(1)} %`,
      `${(seconds * speed).toFixed(1)} s`,
    ]),
)}

## Who has access, and who leaves

Calls to sso-admin and the identity store, which take 20 a second each, against the fewest with which they can be had: for
\`onboard access\` each list to its end and each permission set's parts; for \`onboard leave\` a deletion each, and a reading
of everything before and after. The largest organization is a wire that only answers.

${table(
  ["scenario", "calls", "fewest", "ratio", "peak memory"],
  access.map(({ scenario, calls, leastCalls, megabytes }) => [
    scenario,
    `${calls}`,
    `${leastCalls}`,
    (calls / leastCalls).toFixed(2),
    `${megabytes.toFixed(0)} MB`,
  ]),
)}

## Start

What asks nobody, beside \`node -e 0\`: medians of 15 runs of each, which took turns.

${table(
  ["command", "time", "`node -e 0`", "ratio"],
  startUp.map(({ command, milliseconds, node }) => [
    command,
    `${milliseconds.toFixed(0)} ms`,
    `${node.toFixed(0)} ms`,
    (milliseconds / node).toFixed(2),
  ]),
)}
${baseline(rows)}
## Calls by operation

${rows
  .map(({ scenario, operations }) => {
    const sorted = Object.entries(operations).sort(([, a], [, b]) => b - a);
    return `- **${scenario}**: ${sorted.map(([operation, count]) => `${operation} ${count}`).join(", ")}`;
  })
  .join("\n")}
`;
}

/** With its sign: `+3 %` */
function percent(part: number): string {
  const whole = Math.round(100 * part);
  return `${whole > 0 ? "+" : ""}${whole} %`;
}

function baseline(rows: readonly Row[]): string {
  const secondsOf = (scenario: string) => rows.find((row) => row.scenario === scenario)?.seconds;
  const theirs = secondsOf("20 people, CloudShell commands");
  const ours = secondsOf("20 people, the same account");
  const alone = secondsOf("20 people, the same account, AWS at once");
  if (theirs === undefined || ours === undefined || alone === undefined)
    return "\nThe AWS CLI was not there: no comparison with CloudShell.\n";
  return `
## Beside the CloudShell commands of Amplify's documentation

The same 20 people, by the commands of the documentation in a loop with the AWS CLI, which waits for no assignment to end. What AWS itself
takes is left out of the first two lines (the simulator runs 100 times as fast).

${table(
  ["", "time", "times as fast"],
  [
    ["CloudShell commands", `${theirs.toFixed(1)} s`, ""],
    ["`onboard`, waiting for every assignment and looking again", `${alone.toFixed(1)} s`, (theirs / alone).toFixed(0)],
    ["the same at AWS's pace", `${ours.toFixed(1)} s`, (theirs / ours).toFixed(0)],
  ],
)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
