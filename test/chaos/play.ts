import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { keyOf } from "../../src/core/state/kinds.ts";
import { doubledRequests, isDoubled, missingFrom, outdatedIn, trespasses } from "./end-state.ts";
import { playLeave } from "./play-leave.ts";
import { playRun } from "./play-run.ts";
import { playUndo } from "./play-undo.ts";
import { type Removals, removalsOf, removedTwice, stillThere } from "./removals.ts";
import { runTeam } from "./run-team.ts";
import type { Schedule } from "./schedule.ts";
import { openStage, type Stage } from "./stage.ts";
import { count, newTally, type Tally } from "./tally.ts";
import type { Wanted } from "./wanted.ts";
import { lookIn, type World } from "./world-lookup.ts";

export interface Played {
  /** What went wrong, each in a sentence; nothing when the schedule ended as it has to. */
  readonly violations: readonly string[];
  readonly tally: Tally;
}

/** Plays a schedule against a simulator of its own, and looks whether what was said and what is there are as they must be. */
export async function play(schedule: Schedule): Promise<Played> {
  const tally = { ...newTally(), schedules: 1 };
  const folder = await mkdtemp(path.join(tmpdir(), "chaos-"));
  const stage = await openStage(schedule, folder, tally);
  try {
    if (schedule.command === "leave") return { violations: await playLeave(schedule, stage, tally), tally };
    if (schedule.command === "undo") return { violations: await playUndo(schedule, stage, tally), tally };
    const initial = stage.world();
    const removals = removalsOf(initial, schedule.team.wanted);
    const violations: string[] = [];
    for (const [index, run] of schedule.runs.entries()) {
      const told = await playRun(schedule, stage, run, { tally, removals });
      violations.push(...told.map((one) => `run ${index + 1} ${one}`));
    }
    violations.push(...(await playLastRun(schedule, stage, { tally, removals })));
    const final = stage.world();
    const wanted = schedule.team.wanted;
    const found = lookIn(final);
    violations.push(...missingFrom(found, wanted, initial), ...outdatedIn(found, wanted));
    violations.push(...trespasses(initial, final, wanted, removals), ...gone(removals, final));
    countAccounts(initial, final, wanted, tally);
    countRemovals(removals, tally);
    if (mustNotRepeat(schedule)) violations.push(...doubledRequests(final), ...removedTwice(final));
    return { violations, tally };
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function countAccounts(initial: World, final: World, { accounts }: Wanted, tally: Tally): void {
  if (accounts.length === 0) return;
  count(tally.accounts, "schedules");
  count(tally.accounts, "made", Object.keys(final.accounts).length - Object.keys(initial.accounts).length);
  count(
    tally.accounts,
    "asked for again, refused by AWS",
    Object.values(final.createAccountRequests).filter(isDoubled).length,
  );
}

/** What should be gone in the end and is not. */
function gone(removals: Removals, final: World): readonly string[] {
  return stillThere({ ...removals, impossible: new Set() }, final);
}

function countRemovals({ resources, rows, impossible }: Removals, tally: Tally): void {
  if (resources.length === 0) return;
  count(tally.removals, "schedules");
  for (const table of ["users", "memberships", "assignments"] as const) count(tally.removals, table, rows[table].size);
  count(tally.removals, "impossible", impossible.size);
}

/** Where nobody else is at it and reads tell the present, no assignment is started a second time. */
function mustNotRepeat({ runs }: Schedule): boolean {
  const rules = runs.flatMap(({ faults }) => faults);
  return (
    runs.every(({ actors }) => actors.length === 1) &&
    !rules.some(({ fault }) => fault === "stale-read" || fault === "access-denied")
  );
}

/** Undisturbed, and so without excuse. */
async function playLastRun(
  schedule: Schedule,
  stage: Stage,
  { tally, removals }: { readonly tally: Tally; readonly removals: Removals },
): Promise<readonly string[]> {
  stage.misbehave([]);
  tally.runs += 1;
  const endpoint = stage.url();
  const absent = removals.resources;
  const run = () => runTeam(schedule, { endpoint, stop: new AbortController(), look: stage.world, absent });
  const ended = await run();
  if (ended.kind !== "ended") return [`the last run ended with ${ended.error.stack}`];
  const impossible = new Set([
    ...(schedule.team.wanted.impossible ?? []).map((one) => keyOf({ kind: "GroupMembership", ...one })),
    ...removals.impossible,
  ]);
  const notApplied = ended.results.filter(
    ({ outcome, change }) => outcome !== "applied" && !impossible.has(change.key),
  );
  const again = await run();
  const left = again.kind === "ended" ? again.results.map(({ change }) => change.key) : [again.error.message];
  return [
    ...notApplied.map((one) => `the last run said ${one.outcome} of ${one.change.key}: ${JSON.stringify(one)}`),
    ...(ended.converged === (impossible.size === 0) ? [] : [`the last run said converged ${ended.converged}`]),
    ...left.filter((key) => !impossible.has(key)).map((key) => `a new plan still has ${key}`),
    ...(again.kind === "ended" ? again.drift : []).map((message) => `a new plan tells of drift: ${message}`),
  ];
}
