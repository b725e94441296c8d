import { readdir } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { canonicalJson } from "../../src/core/text/canonical-json.ts";
import { playCommand } from "./play-command.ts";
import { runBinary } from "./run-binary.ts";
import type { Schedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { count, type Tally } from "./tally.ts";
import type { World } from "./world-lookup.ts";

/** Runs the team, takes that back with disturbed runs of the built program and an undisturbed one, and looks whether all is as before. */
export async function playUndo(schedule: Schedule, stage: Stage, tally: Tally): Promise<readonly string[]> {
  const initial = stage.world();
  const made = await runBinary(schedule, stage, undefined);
  if (made?.kind !== "ended") return [`the run to take back ended with ${made?.error.message}`];
  const [record] = await readdir(path.join(stage.folder, ".onboard", "runs"));
  if (record === undefined) return isAsBefore(initial, stage.world());
  count(tally.removals, "runs taken back");
  tally.runs += 1;
  const told = await playCommand(schedule, stage, { args: ["undo", path.join(".onboard", "runs", record)], tally });
  return [...told, ...isAsBefore(initial, stage.world())];
}

const TABLES = ["users", "groups", "memberships", "assignments", "permissionSets", "provisioned", "accounts"] as const;

/** What is there though it was not, and what is not there or differs though it was; ids of permission sets and roles stay. */
function isAsBefore(initial: World, final: World): readonly string[] {
  return TABLES.flatMap((table) => {
    const [before, after] = [initial[table], final[table]] as readonly Readonly<Record<string, object>>[];
    const added = Object.keys(after ?? {}).filter((key) => before?.[key] === undefined);
    const gone = Object.keys(before ?? {}).filter(
      (key) => after?.[key] === undefined && !isUnused(table, key, initial),
    );
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

/** A role that nobody was assigned to goes with the last assignment there, whoever made that: AWS keeps none without. */
function isUnused(table: (typeof TABLES)[number], key: string, { assignments }: World): boolean {
  if (table !== "provisioned") return false;
  return !Object.values(assignments).some(
    ({ accountId, permissionSetArn }) => key === `${accountId} ${permissionSetArn}`,
  );
}

/** The version grows with each change, also with one that is taken back; a policy is what it says, however it is written. */
function lasting(row: object = {}): object {
  const policy = "inlinePolicy" in row ? { inlinePolicy: canonicalJson(JSON.parse(String(row.inlinePolicy))) } : {};
  return { ...row, ...policy, version: undefined };
}
