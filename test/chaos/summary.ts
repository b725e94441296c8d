import type { Tally } from "./tally.ts";

export interface Summary {
  readonly tally: Tally;
  /** How long it took by the clock. */
  readonly seconds: number;
  readonly failed: readonly number[];
}

/** What was tried and how it ended, as a Markdown table. */
export function renderSummary({ tally, seconds, failed }: Summary): string {
  const verdict =
    failed.length === 0 ? "all converged, no untruth" : `${failed.length} failed: ${[...failed].sort((a, b) => a - b)}`;
  const rows: readonly (readonly [string, string | number])[] = [
    ["schedules", `${tally.schedules} (${verdict})`],
    ["runs", tally.runs],
    ["calls", tally.calls],
    ["runs killed", tally.kills],
    ["binary runs killed (SIGKILL)", tally.binaryKills],
    ["restarts of the simulator", tally.restarts],
    ["pairs of runs at the same time", tally.concurrentPairs],
    ...sorted(tally.faults).map(([fault, count]) => [`fault: ${fault}`, count] as const),
    ...sorted(tally.outcomes).map(([outcome, count]) => [`said of disturbed runs: ${outcome}`, count] as const),
    ...sorted(tally.accounts).map(([what, count]) => [`new accounts: ${what}`, count] as const),
    ...sorted(tally.removals).map(([what, count]) => [`taken away: ${what}`, count] as const),
    ["slowest schedule", `${Math.round(tally.slowest.seconds)} s (seed ${tally.slowest.seed})`],
    ["time", `${Math.round(seconds)} s`],
  ];
  return ["| what | count |", "|---|---:|", ...rows.map(([what, count]) => `| ${what} | ${count} |`), ""].join("\n");
}

function sorted(counts: Partial<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts)
    .map(([name, count = 0]) => [name, count] as const)
    .sort(([one], [other]) => one.localeCompare(other));
}
