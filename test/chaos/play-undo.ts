import { readdir } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { runBinary } from "./run-binary.ts";
import type { Schedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { count, type Tally } from "./tally.ts";
import { untruths } from "./truth.ts";
import { lookIn, type World } from "./world-lookup.ts";

/** Runs the team, takes that back with disturbed runs of the built program and an undisturbed one, and looks whether all is as before. */
export async function playUndo(schedule: Schedule, stage: Stage, tally: Tally): Promise<readonly string[]> {
  const initial = stage.world();
  const made = await runBinary(schedule, stage, undefined);
  if (made?.kind !== "ended") return [`the run to take back ended with ${made?.error.message}`];
  const [record] = await readdir(path.join(stage.folder, ".onboard", "runs"));
  if (record === undefined) return isAsBefore(initial, stage.world());
  const undo = ["undo", path.join(".onboard", "runs", record)];
  const violations: string[] = [];
  count(tally.removals, "runs taken back");
  for (const [index, { faults, actors }] of schedule.runs.entries()) {
    stage.misbehave(faults);
    const [before, startedAt] = [lookIn(stage.world()), Date.now()];
    const ended = await runBinary(schedule, stage, actors[0]?.kill, undo);
    tally.runs += 1;
    if (ended === undefined) tally.binaryKills += 1;
    if (ended?.kind === "bug") violations.push(`undo ${index + 1} ended in a bug: ${ended.error.stack}`);
    if (ended?.kind !== "ended") continue;
    for (const { outcome } of ended.results) count(tally.outcomes, outcome);
    const isStale = faults.some(({ fault }) => fault === "stale-read");
    // What is kept because somebody uses it is no part of what is left.
    const told = untruths({ ...ended, converged: null, before, startedAt, missing: [], outdated: [], isStale });
    violations.push(...told.map((one) => `undo ${index + 1} ${one}`));
  }
  stage.misbehave([]);
  const last = await runBinary(schedule, stage, undefined, undo);
  tally.runs += 2;
  if (last?.kind !== "ended") violations.push(`the last undo ended with ${last?.error.message}`);
  else {
    const open = last.results.filter(({ outcome }) => outcome !== "applied");
    violations.push(
      ...open.map((one) => `the last undo said ${one.outcome} of ${one.change.key}: ${JSON.stringify(one)}`),
    );
  }
  return [...violations, ...isAsBefore(initial, stage.world())];
}

const TABLES = ["users", "groups", "memberships", "assignments", "permissionSets", "provisioned", "accounts"] as const;

/** What is there though it was not, and what is not there or differs though it was; ids of permission sets and roles stay. */
function isAsBefore(initial: World, final: World): readonly string[] {
  return TABLES.flatMap((table) => {
    const [before, after] = [initial[table], final[table]] as readonly Readonly<Record<string, object>>[];
    const added = Object.keys(after ?? {}).filter((key) => before?.[key] === undefined);
    const gone = Object.keys(before ?? {}).filter((key) => after?.[key] === undefined);
    const changed = Object.keys(before ?? {}).filter(
      (key) => after?.[key] !== undefined && !isDeepStrictEqual(lasting(before?.[key]), lasting(after[key])),
    );
    return [
      ...added.map((key) => `${table} still has ${key}: ${JSON.stringify(after?.[key])}`),
      ...gone.map((key) => `${table} has lost ${key}`),
      ...changed.map((key) => `${table} has another ${key}: ${JSON.stringify([before?.[key], after?.[key]])}`),
    ];
  });
}

/** The version grows with each change, also with one that is taken back. */
function lasting(row: object = {}): object {
  return { ...row, version: undefined };
}
