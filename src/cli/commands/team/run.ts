import { commandForCaller } from "../../../core/text/command-line.ts";
import type { Prepared } from "../../../identity-center/prepare.ts";
import { readEarlierHandover } from "../../apply/outputs.ts";
import { prepareTeam } from "../../apply/prepare-team.ts";
import { runPlan, stopSwitch } from "../../apply/run-plan.ts";
import { refuseForeignPlan, writeSavedPlan } from "../../apply/saved-plan-file.ts";
import type { Given } from "../../flags/add-command.ts";
import { type Inputs, readInputs } from "../../input/inputs.ts";
import { refuse } from "../../input/invalid-input.ts";
import { teamRedactor } from "../../input/team-redactor.ts";
import { awsTarget, simulatedTarget, type Target } from "../../target/target.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Interruption } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { withoutPeople } from "../../terminal/redacted-io.ts";
import { planView } from "../../views/plan/view.ts";
import { type Printer, printerFor } from "../../views/printer.ts";
import type { TeamOptions } from "./flags.ts";

interface TeamRun {
  readonly options: TeamOptions;
  readonly io: Io;
  readonly inputs: Inputs;
  readonly target: Target;
  readonly interruption: Interruption;
  readonly printer: Printer;
}

/** What `--bootstrap`, its absence, and `--no-bootstrap` ask for. */
const BOOTSTRAP = { true: "make", undefined: "look", false: "leave" } as const;

/** `onboard --emails`: plan, show, confirm, apply, verify, hand over. With `--dry-run` it stops after the plan. */
export async function onboardTeam({ options, problems }: Given<TeamOptions>, io: Io): Promise<ExitCode> {
  const inputs = await readInputs(options.emails, options.settings, io);
  const format = chooseFormat(options.format, io.env);
  const redactor = teamRedactor(inputs, options, io.env);
  return withoutPeople(redactor, io, format, async (shown) => {
    refuse([...problems, ...inputs.problems]);
    if (options.out !== undefined) await refuseForeignPlan(io.cwd, options.out);
    if (options.dryRun !== true) await readEarlierHandover(io.cwd, options.handover);
    return connected(options, shown, inputs, printerFor(format, shown, { redactor }));
  });
}

async function connected(options: TeamOptions, io: Io, inputs: Inputs, printer: Printer): Promise<ExitCode> {
  const interruption = stopSwitch(io);
  const target =
    options.simulate === undefined ? awsTarget(options.profile, io) : await simulatedTarget(options.simulate, io);
  try {
    const team = { options, io, inputs, target, interruption, printer };
    const prepared = await prepareTeam({ ...team, bootstrap: BOOTSTRAP[`${options.bootstrap}`] });
    return options.dryRun ? await stopAfter(prepared, team) : await applyNow(prepared, team);
  } finally {
    interruption.release();
    await target.close();
  }
}

async function stopAfter(prepared: Prepared, { options, io, inputs, printer }: TeamRun): Promise<ExitCode> {
  printer.print(planView(inputs.reading.team.source), prepared.plan);
  if (options.out !== undefined) {
    await writeSavedPlan(io.cwd, options.out, prepared, inputs);
    io.stderr.write(
      `The plan is in ${options.out}: ${commandForCaller("apply", options.out)} does exactly this. It holds names and e-mail addresses.\n`,
    );
  }
  // What drifted and is not in the changes is nothing that applying would do: it is told, and pends nowhere.
  return prepared.plan.changes.length > 0 && options.detailedExitcode ? EXIT.changesPending : EXIT.done;
}

function applyNow(prepared: Prepared, team: TeamRun): Promise<ExitCode> {
  const { options, io, inputs, target, interruption, printer } = team;
  return runPlan({
    io,
    printer,
    team: inputs.reading.team.source,
    interruption,
    prepared,
    speed: target.speed,
    signIn: target.signIn,
    input: inputs.reading.team.source,
    rows: inputs.reading.rows,
    allow: options.allow ?? [],
    yes: options.yes === true,
    handoverFile: options.handover,
    messagesFolder: options.messages,
  });
}
