import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { missingFrom, outdatedIn } from "./end-state.ts";
import { type Gateway, openGateway, type SentWrite } from "./gateway.ts";
import { takenBeforeGiven } from "./order-of-writes.ts";
import { type Removals, stillThere } from "./removals.ts";
import { runBinary } from "./run-binary.ts";
import { type Ended, runTeam } from "./run-team.ts";
import type { Actor, Run, Schedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { count, type Tally } from "./tally.ts";
import { untruths } from "./truth.ts";
import { lookIn, type World } from "./world-lookup.ts";

/** How one admin's run went: undefined when it was killed, and could say nothing. */
interface Act {
  readonly ended: Ended | undefined;
  /** What went through its gateway, if it had one. */
  readonly writes: readonly SentWrite[];
}

interface Play {
  readonly tally: Tally;
  readonly removals: Removals;
}

/** Plays one disturbed run, or two at the same time; what they said and was not so comes back. */
export async function playRun(
  schedule: Schedule,
  stage: Stage,
  run: Run,
  { tally, removals }: Play,
): Promise<readonly string[]> {
  if (run.restart) await stage.restart();
  stage.misbehave(run.faults);
  const before = lookIn(stage.world());
  const startedAt = Date.now();
  const isPair = run.actors.length > 1;
  const gateways: Gateway[] = [];
  const acts = await Promise.all(
    run.actors.map((actor) =>
      schedule.isBinary
        ? actAsProcess(schedule, stage, actor)
        : act(schedule, stage, actor, { isPair, gateways, removals }),
    ),
  );
  await Promise.all(gateways.map((gateway) => gateway.close()));
  countRun(run, schedule.isBinary, acts, tally);
  const { wanted } = schedule.team;
  const impossible = (wanted.impossible ?? []).map((one) => `${one.userName} cannot join ${one.group}`);
  return acts.flatMap(({ ended, writes }) => {
    const early = takenBeforeGiven(writes);
    if (ended === undefined) return early;
    if (ended.kind === "refused") return isPair ? [] : changesOf(before.world, stage.world(), startedAt);
    if (ended.kind === "bug") return [`ended in a bug: ${ended.error.stack}`];
    const others = acts.filter((one) => one.writes !== writes).flatMap((one) => one.writes);
    const left = stillThere(removals, ended.after.world);
    const told = untruths({
      ...ended,
      before,
      startedAt,
      missing: [...missingFrom(ended.after, wanted, stage.initial), ...impossible, ...left],
      outdated: outdatedIn(ended.after, wanted),
      isStale: run.faults.some(({ fault }) => fault === "stale-read"),
      ...(isPair ? { others } : {}),
    });
    return [...early, ...told];
  });
}

/** What a run did that ended before it had a plan to carry out. */
function changesOf(before: World, after: World, startedAt: number): readonly string[] {
  const tables: (keyof World)[] = ["users", "groups", "memberships", "permissionSets"];
  const changed = tables.filter((table) => !isDeepStrictEqual(before[table], after[table]));
  if (Object.values(after.requests).some(({ createdAt }) => createdAt >= startedAt)) changed.push("requests");
  const isNew = ({ requestedAt }: { readonly requestedAt: number }) => requestedAt >= startedAt;
  if (Object.values(after.createAccountRequests).some(isNew)) changed.push("createAccountRequests");
  return changed.map((table) => `had no plan, and changed ${table}`);
}

interface Way {
  readonly isPair: boolean;
  readonly gateways: Gateway[];
  readonly removals: Removals;
}

/** A gateway is in between only where it is needed: to kill a run, to tell two runs apart, or to see what came first. */
async function act(
  schedule: Schedule,
  stage: Stage,
  { kill, startsAfter }: Actor,
  { isPair, gateways, removals: { resources: absent } }: Way,
): Promise<Act> {
  const stop = new AbortController();
  const surroundings = { stop, look: stage.world, absent };
  if (kill === undefined && !isPair && absent.length === 0) {
    return { ended: await runTeam(schedule, { ...surroundings, endpoint: stage.url() }), writes: [] };
  }
  const onKill = () => stop.abort(new OnboardError({ kind: "interrupted", message: "Killed.", remedy: "" }));
  const gateway = await openGateway({ upstream: stage.url(), onKill, ...(kill === undefined ? {} : { kill }) });
  gateways.push(gateway);
  if (startsAfter > 0) await wait(startsAfter);
  const ended = await runTeam(schedule, { ...surroundings, endpoint: gateway.url });
  return { ended: gateway.isKilled() ? undefined : ended, writes: gateway.writes };
}

async function actAsProcess(schedule: Schedule, stage: Stage, { kill }: Actor): Promise<Act> {
  return { ended: await runBinary(schedule, stage, kill), writes: [] };
}

function countRun({ restart, actors }: Run, isBinary: boolean, acts: readonly Act[], tally: Tally): void {
  const killed = acts.filter(({ ended }) => ended === undefined).length;
  tally.runs += acts.length;
  tally.restarts += restart ? 1 : 0;
  tally.concurrentPairs += actors.length > 1 ? 1 : 0;
  if (isBinary) tally.binaryKills += killed;
  else tally.kills += killed;
  for (const { ended } of acts) {
    if (ended?.kind === "refused") count(tally.outcomes, "run refused");
    if (ended?.kind !== "ended") continue;
    for (const { outcome } of ended.results) count(tally.outcomes, outcome);
  }
}
