import type { Limits } from "../../src/core/aws/limits.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { drawAccountFaults } from "./draw-accounts.ts";
import { drawFaults, drawRemovalFaults, type FaultRule } from "./draw-faults.ts";
import { drawLeaving } from "./draw-leaving.ts";
import { drawTeam } from "./draw-team.ts";
import { drawEmptyPages, drawUnkindness } from "./draw-unkindness.ts";
import { type Random, randomFrom } from "./random.ts";
import type { TeamCase } from "./wanted.ts";

/** The end of a run from outside: with its so-manieth call, or its so-manieth that changes or that deletes something. */
export interface Kill {
  readonly at: number;
  readonly of: "call" | "write" | "removal";
  /** Whether that call still reaches AWS; its answer never comes back. */
  readonly reachesAws: boolean;
}

/** One admin's run of the team. */
export interface Actor {
  /** Milliseconds after the first. */
  readonly startsAfter: number;
  readonly kill?: Kill;
}

/** One run, or two of the same team at the same time, and what AWS does to them. */
export interface Run {
  /** The simulator is closed before, and goes on from its state file. */
  readonly restart: boolean;
  readonly faults: readonly FaultRule[];
  readonly actors: readonly Actor[];
}

/** A team, an Identity Center, and runs that are disturbed; one undisturbed run comes after them. */
export interface Schedule {
  readonly seed: number;
  /** The disturbed runs are the built program's, in processes of their own. */
  readonly isBinary: boolean;
  /** The runs are of another command: people leave, or what a first run of the team did, undisturbed, is taken back. */
  readonly command?: "leave" | "undo";
  readonly team: TeamCase;
  readonly limits: Limits;
  readonly simulator: Pick<SimulatorOptions, "speed" | "limits" | "latency">;
  readonly runs: readonly Run[];
}

/** Every so-manieth schedule runs the built program, which takes ten times as long. */
const BINARY = 66;

/** As many others let people leave with it, and as many take back what it did. */
const COMMANDS: Readonly<Record<number, Schedule["command"]>> = { 11: "leave", 22: "leave", 33: "undo" };

/** The schedule that a seed stands for. */
export function drawSchedule(seed: number): Schedule {
  const command = COMMANDS[seed % BINARY];
  if (command !== undefined) return drawCommand(seed, command);
  const random = randomFrom(seed);
  const isBinary = seed % BINARY === 0;
  // Of their own, so that schedules without new accounts are what they were before there were any.
  const newcomers = randomFrom(seed + 1_000_000);
  const unkindness = randomFrom(seed + 2_000_000);
  const leaving = randomFrom(seed + 3_000_000);
  const staying = drawUnkindness(unkindness, newcomers.chance(0.4) ? drawTeam(random, newcomers) : drawTeam(random));
  const team = !isBinary && leaving.chance(0.4) ? drawLeaving(leaving, staying) : staying;
  const limits = drawLimits(random);
  const simulator = drawSimulator(random);
  const drawn = Array.from({ length: random.int(1, 3) }, (_, index) => drawRun(random, index)).map((run) => ({
    ...run,
    faults: [...run.faults, ...drawEmptyPages(unkindness)],
  }));
  const met = team.wanted.accounts.length === 0 ? drawn : drawn.map((run) => withAccountFaults(newcomers, run));
  const runs = team.wanted.absent === undefined ? met : met.map((run) => withRemovalsDisturbed(leaving, run));
  if (!isBinary) return { seed, isBinary, team, limits, simulator: withAccounts(newcomers, simulator), runs };
  const processes = runs.map((run) => ({ ...run, actors: [drawProcess(random)] }));
  return { seed, isBinary, team, limits, simulator: withAccounts(newcomers, simulator), runs: processes };
}

function withAccountFaults(random: Random, run: Run): Run {
  return { ...run, faults: [...drawAccountFaults(random), ...run.faults] };
}

/** Without new accounts, which nobody can take back, and by the management account: nobody else sees all that people have. */
function drawCommand(seed: number, command: "leave" | "undo"): Schedule {
  const random = randomFrom(seed);
  const drawn = drawTeam(random);
  const unkindness = randomFrom(seed + 2_000_000);
  const met = command === "leave" ? drawLeaving(random, drawn) : drawUnkindness(unkindness, drawn);
  const { delegatedAdministrators: _, caller: __, ...organization } = met.organization;
  const team = { ...met, organization };
  const [limits, simulator] = [drawLimits(random), drawSimulator(random)];
  const runs = Array.from({ length: random.int(1, 2) }, () => ({
    restart: false,
    faults: random.chance(0.5) ? [] : drawRemovalFaults(random),
    actors: [drawProcess(random)],
  }));
  return { seed, isBinary: true, command, team, limits, simulator, runs };
}

/** Deletions come last in a run: without kills and faults of their own, few runs would be disturbed in them. */
function withRemovalsDisturbed(random: Random, run: Run): Run {
  const actors = run.actors.map((actor): Actor => {
    const kill = { at: random.int(1, 4), of: "removal", reachesAws: random.chance(0.6) } as const;
    return random.chance(0.3) ? { ...actor, kill } : actor;
  });
  return { ...run, actors, faults: [...drawRemovalFaults(random), ...run.faults] };
}

function withAccounts(random: Random, simulator: Schedule["simulator"]): Schedule["simulator"] {
  const latency = { createAccount: random.pick([5, 50, 400]), accountReady: random.pick([0, 50, 400]) };
  return { ...simulator, latency: { ...simulator.latency, ...latency } };
}

function drawLimits(random: Random): Limits {
  return {
    ssoAdminPerSecond: random.pick([20_000, 20_000, 1_000]),
    identityStorePerSecond: random.pick([20_000, 20_000, 1_000]),
    organizationsPerSecond: 20_000,
    outstandingAssignments: random.pick([15, 15, 3, 1, 30]),
    outstandingProvisionings: random.pick([3, 3, 1, 5]),
    outstandingAccounts: 5,
  };
}

function drawSimulator(random: Random): Schedule["simulator"] {
  const assignment = random.pick([5, 5, 50, 400]);
  const perSecond = random.chance(0.15) ? 150 : Number.POSITIVE_INFINITY;
  return {
    speed: 1,
    latency: {
      call: random.pick([0, 0, 0, 3]),
      assignment,
      firstAssignment: assignment * 2,
      provisioning: random.pick([5, 50, 400]),
    },
    limits: {
      ssoAdminPerSecond: perSecond,
      identityStorePerSecond: perSecond,
      organizationsPerSecond: Number.POSITIVE_INFINITY,
      stsPerSecond: Number.POSITIVE_INFINITY,
      outstandingAssignments: random.pick([15, 15, 5, 2]),
      outstandingProvisionings: random.pick([3, 3, 1]),
    },
  };
}

function drawRun(random: Random, index: number): Run {
  const isPair = random.chance(0.2);
  const first = drawActor(random, 0);
  return {
    restart: index > 0 && random.chance(0.25),
    faults: random.chance(0.1) ? [] : drawFaults(random),
    actors: isPair ? [first, drawActor(random, random.pick([0, 5, 30, 150]))] : [first],
  };
}

function drawActor(random: Random, startsAfter: number): Actor {
  if (random.chance(0.5)) return { startsAfter };
  const of = random.pick(["call", "write", "write"]);
  const at = of === "call" ? random.int(1, 90) : random.int(1, random.pick([3, 10, 30]));
  return { startsAfter, kill: { at, of, reachesAws: random.chance(0.6) } };
}

/** One process, killed with a call that the simulator has seen. */
function drawProcess(random: Random): Actor {
  return random.chance(0.2)
    ? { startsAfter: 0 }
    : { startsAfter: 0, kill: { at: random.int(1, 60), of: "call", reachesAws: true } };
}
