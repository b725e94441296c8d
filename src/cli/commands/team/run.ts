import type { Prepared } from "../../../identity-center/prepare.ts";
import { readEarlierHandover } from "../../apply/outputs.ts";
import { prepareTeam } from "../../apply/prepare-team.ts";
import { runPlan, stopSwitch } from "../../apply/run-plan.ts";
import { refuseForeignPlan, savedInputs } from "../../apply/saved-plan-file.ts";
import { stopAfterPlan } from "../../apply/stop-after-plan.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand, teamCommand } from "../../flags/team-command.ts";
import { atTarget, type Target } from "../../target/target.ts";
import type { ExitCode } from "../../terminal/exit-codes.ts";
import type { Interruption } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { type TeamAtHand, withTeam } from "../with-team.ts";
import type { TeamOptions } from "./flags.ts";

interface TeamRun extends TeamAtHand {
  readonly options: TeamOptions;
  readonly target: Target;
  readonly interruption: Interruption;
}

/** What `--bootstrap`, its absence, and `--no-bootstrap` ask for. */
const BOOTSTRAP = { true: "make", undefined: "look", false: "leave" } as const;

/** `onboard --emails`: plan, show, confirm, apply, verify, hand over. With `--dry-run` it stops after the plan. */
export function onboardTeam(given: Given<TeamOptions>, typed: Io): Promise<ExitCode> {
  const { options } = given;
  return withTeam(given, typed, async (team) => {
    const { io } = team;
    if (options.out !== undefined) await refuseForeignPlan(io.cwd, options.out);
    return atTarget(options, io, stopSwitch(io), async (target, interruption) => {
      if (options.dryRun !== true) await readEarlierHandover(io.cwd, options.handover, target.simulated);
      const run = { ...team, options, target, interruption };
      const prepared = await prepareTeam({
        ...run,
        bootstrap: BOOTSTRAP[`${options.bootstrap}`],
        removeUnlisted: options.removeUnlisted === true,
      });
      return options.dryRun ? stopAfter(prepared, run) : applyNow(prepared, run);
    });
  });
}

function stopAfter(prepared: Prepared, { options, io, inputs, printer }: TeamRun): Promise<ExitCode> {
  const source = inputs.reading.team.source;
  return stopAfterPlan({ io, printer, source, prepared, options, inputs: savedInputs(inputs) });
}

function applyNow(prepared: Prepared, team: TeamRun): Promise<ExitCode> {
  const { options, io, inputs, target, interruption, printer } = team;
  return runPlan({
    io,
    printer,
    source: inputs.reading.team.source,
    interruption,
    prepared,
    target,
    options,
    rows: inputs.reading.rows,
    next: {
      again: sameCommand(io),
      status: teamCommand(["status"], options),
      ...(options.bootstrap === undefined ? { bootstrap: sameCommand(io, "--bootstrap") } : {}),
    },
  });
}
