import { Faults } from "../../src/simulator/faults/faults.ts";
import type { RequestRecord } from "../../src/simulator/wire/request-log.ts";
import type { FaultRule } from "./draw-faults.ts";

/** What was tried, counted. */
export interface Tally {
  schedules: number;
  runs: number;
  calls: number;
  kills: number;
  /** Runs of the built program that were killed as a process. */
  binaryKills: number;
  restarts: number;
  concurrentPairs: number;
  slowest: { readonly seed: number; readonly seconds: number };
  readonly faults: Partial<Record<FaultRule["fault"] | "throttled by limits", number>>;
  readonly outcomes: Partial<Record<string, number>>;
  /** What concerns accounts that were asked for as new. */
  readonly accounts: Partial<Record<string, number>>;
  /** What was asked to be gone. */
  readonly removals: Partial<Record<string, number>>;
}

export function newTally(): Tally {
  return {
    schedules: 0,
    runs: 0,
    calls: 0,
    kills: 0,
    binaryKills: 0,
    restarts: 0,
    concurrentPairs: 0,
    slowest: { seed: 0, seconds: 0 },
    faults: {},
    outcomes: {},
    accounts: {},
    removals: {},
  };
}

export function count<Name extends string>(counts: Partial<Record<Name, number>>, name: Name, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

/** Adds one count to another. */
export function add(total: Tally, part: Tally): void {
  for (const name of ["schedules", "runs", "calls", "kills", "binaryKills", "restarts", "concurrentPairs"] as const) {
    total[name] += part[name];
  }
  if (part.slowest.seconds > total.slowest.seconds) total.slowest = part.slowest;
  for (const name of ["faults", "outcomes", "accounts", "removals"] as const) {
    for (const [key, value] of Object.entries(part[name])) count(total[name] as Record<string, number>, key, value);
  }
}

/**
 * Counts the faults that struck. The request log does not say which rule did, but the same rules over the same
 * requests strike as often.
 */
export function countFaults(rules: readonly FaultRule[], tally: Tally): (record: RequestRecord) => void {
  const faults = new Faults(rules);
  return ({ service, operation, error }) => {
    tally.calls += 1;
    if (operation === "CreateAccount") count(tally.accounts, "calls of CreateAccount");
    const struck = faults.strike({ service, operation, input: undefined })?.fault;
    if (struck !== undefined) count(tally.faults, struck);
    if (operation === "CreateAccount" && struck !== undefined) count(tally.accounts, `CreateAccount: ${struck}`);
    if (struck === undefined && error === "ThrottlingException") count(tally.faults, "throttled by limits");
  };
}
