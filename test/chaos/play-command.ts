import { runBinary } from "./run-binary.ts";
import type { Schedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { count, type Tally } from "./tally.ts";
import { untruths } from "./truth.ts";
import { lookIn, type World } from "./world-lookup.ts";

interface Command {
  readonly args: readonly string[];
  readonly tally: Tally;
  /** What is left to do, where the world tells. */
  readonly leftIn?: (world: World) => readonly string[];
}

/** Disturbed runs of one command of the built program, and one that is left alone and has to do all that is left. */
export async function playCommand(
  schedule: Schedule,
  stage: Stage,
  { args, tally, leftIn }: Command,
): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const [index, { faults, actors }] of schedule.runs.entries()) {
    stage.misbehave(faults);
    const [before, startedAt] = [lookIn(stage.world()), Date.now()];
    const ended = await runBinary(schedule, stage, actors[0]?.kill, args);
    tally.runs += 1;
    if (ended === undefined) tally.binaryKills += 1;
    if (ended?.kind === "bug") violations.push(`run ${index + 1} ended in a bug: ${ended.error.stack}`);
    if (ended?.kind === "refused") count(tally.outcomes, "run refused");
    if (ended?.kind !== "ended") continue;
    for (const { outcome } of ended.results) count(tally.outcomes, outcome);
    const told = untruths({
      ...ended,
      ...(leftIn === undefined ? { converged: null } : {}),
      before,
      startedAt,
      missing: leftIn?.(ended.after.world) ?? [],
      outdated: [],
      isStale: faults.some(({ fault }) => fault === "stale-read"),
    });
    violations.push(...told.map((one) => `run ${index + 1} ${one}`));
  }
  stage.misbehave([]);
  const last = await runBinary(schedule, stage, undefined, args);
  tally.runs += 1;
  if (last?.kind !== "ended") return [...violations, `the last run ended with ${last?.error.message}`];
  const open = last.results.filter(({ outcome }) => outcome !== "applied");
  return [
    ...violations,
    ...open.map((one) => `the last run said ${one.outcome} of ${one.change.key}: ${JSON.stringify(one)}`),
  ];
}
