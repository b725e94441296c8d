import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { redactorOfRun } from "../../../core/redaction/redactor-of-run.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import { schemaName } from "../../../core/text/schema-address.ts";
import { simulatedIf } from "../../../core/text/simulated.ts";
import type { Prepared } from "../../../identity-center/prepare.ts";
import { prepareUndo } from "../../../identity-center/prepare-undo.ts";
import {
  type ChosenRun,
  isStillOn,
  type LastRun,
  lastRun,
  namedRun,
  recordedRuns,
  unfinishedBefore,
} from "../../apply/recorded-runs.ts";
import { runPlan, stopSwitch } from "../../apply/run-plan.ts";
import { refuseForeignPlan, savedSettings } from "../../apply/saved-plan-file.ts";
import { stopAfterPlan } from "../../apply/stop-after-plan.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand } from "../../flags/team-command.ts";
import { readSettingsInput, type SettingsInput } from "../../input/settings-input.ts";
import { callsAt } from "../../target/calls-at.ts";
import { atTarget, type Target } from "../../target/target.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Interruption } from "../../terminal/interruption.ts";
import { type Io, show } from "../../terminal/io.ts";
import { showsPeople, withoutPeople } from "../../terminal/redacted-io.ts";
import { printerFor } from "../../views/printer.ts";
import { LAST, type UndoOptions } from "./flags.ts";
import { listedRuns, listSections } from "./list.ts";

/** `onboard undo`: plans to take back what one run did, as far as nobody has changed or used it since, and does so. */
export async function undoRun(given: Given<UndoOptions>, io: Io): Promise<ExitCode> {
  const { options, argument, problems } = given;
  if (options.list === true) return listRuns(options, io);
  const settings = await readSettingsInput(options.settings, undefined, io);
  refuse([...problems, ...settings.problems]);
  if (options.out !== undefined) await refuseForeignPlan(io.cwd, options.out);
  const named = argument === LAST ? undefined : await namedRun(io.cwd, argument);
  return atTarget(options, io, stopSwitch(io), async (target, interruption) => {
    const { chosen, passedOver } = named === undefined ? await lastRun(io.cwd, target.simulated) : asNamed(named);
    if (chosen === undefined) throw nothingToTakeBack(target.simulated, passedOver);
    refuseOtherWorld(chosen, target);
    if (named === undefined) refuseUnsure(chosen, passedOver, options);
    const redactor = showsPeople(options.showPeople, io.env) ? undefined : redactorOfRun(chosen.run);
    return withoutPeople(redactor, io, chooseFormat(options.format, io.env), (shown) =>
      undoChosen({ options, io: shown, chosen, passedOver, settings, target, interruption, redactor }),
    );
  });
}

function asNamed(chosen: ChosenRun): LastRun {
  return { chosen, passedOver: [] };
}

/** Which run is the last one must be sure: nobody may look at the plan. A run that is still on is not over. */
function refuseUnsure(chosen: ChosenRun, passedOver: readonly string[], { yes, dryRun }: UndoOptions): void {
  const byName = commandForCaller("undo", chosen.name);
  if (isStillOn(chosen)) {
    throw new OnboardError({
      kind: "in-progress",
      message: `The run of ${chosen.file} has not come to its end, and its process is there. Nothing was changed.`,
      remedy: `Wait until it is over, or stop it, and run the same command again. If that process is something else by now: ${byName}`,
    });
  }
  if (passedOver.length === 0 || yes !== true || dryRun === true) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: `${passedOver.join(" ")} So which run was the last one is not sure. Nothing was changed.`,
    remedy: `Name the run that is meant. The last one that can be read: ${byName}`,
  });
}

async function listRuns({ format }: UndoOptions, io: Io): Promise<ExitCode> {
  const runs = listedRuns(await recordedRuns(io.cwd));
  if (chooseFormat(format, io.env) === "json")
    show(io.stdout, [jsonText({ $schema: schemaName("runs"), version: 1, kind: "runs", runs })]);
  else printerFor("text", io).aside(listSections(runs));
  return EXIT.done;
}

interface Undoing {
  readonly options: UndoOptions;
  readonly io: Io;
  readonly chosen: ChosenRun;
  readonly passedOver: LastRun["passedOver"];
  readonly settings: SettingsInput;
  readonly target: Target;
  readonly interruption: Interruption;
  readonly redactor: ReturnType<typeof redactorOfRun> | undefined;
}

async function undoChosen(undoing: Undoing): Promise<ExitCode> {
  const { options, io, chosen, settings, target, interruption, redactor } = undoing;
  const printer = printerFor(chooseFormat(options.format, io.env), io, { redactor });
  const before = await unfinishedBefore(io.cwd, chosen);
  const prepared = await prepareChosen(undoing, before);
  const source = { kind: "file", file: chosen.file } as const;
  if (options.dryRun === true) {
    return stopAfterPlan({ io, printer, source, prepared, options, inputs: [savedSettings(settings)] });
  }
  return runPlan({
    io,
    printer,
    source,
    interruption,
    prepared,
    target,
    options,
    next: { again: sameCommand(io), status: commandForCaller("undo", before ?? "--list") },
  });
}

async function prepareChosen(undoing: Undoing, before: string | undefined): Promise<Prepared> {
  const { io, chosen, passedOver, settings, target, interruption } = undoing;
  const { factory, ...calling } = callsAt(target, settings.settings.limits, { interruption, io });
  const prepared = await prepareUndo(factory, {
    run: chosen.run,
    record: chosen.name,
    settings: settings.settings,
    ...calling,
  });
  const warnings = [...passedOver, ...settings.warnings, ...goneOnWith(before), ...prepared.plan.warnings];
  return { ...prepared, plan: { ...prepared.plan, ...simulatedIf(target.simulated), warnings } };
}

function goneOnWith(before: string | undefined): readonly string[] {
  if (before === undefined) return [];
  return [
    `The run before it, ${before}, did not do all that it was for, and this one may have gone on with it. What that one did stays until it is taken back too: ${commandForCaller("undo", before)}`,
  ];
}

/** What a simulation did is nothing of AWS, and the other way round. */
function refuseOtherWorld({ file, run }: ChosenRun, { simulated }: Target): void {
  if (run.isSimulated === simulated) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: simulated
      ? `${file} is the record of a run at AWS, and this is a simulation. Nothing was changed.`
      : `${file} is the record of a simulation, and this is AWS. Nothing was changed.`,
    remedy: simulated
      ? "Leave out --simulate, and what else has calls go elsewhere (AWS_ENDPOINT_URL)."
      : "Take it back where it was: with --simulate, or where AWS_ENDPOINT_URL led.",
  });
}

function nothingToTakeBack(isSimulated: boolean, passedOver: readonly string[]): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${passedOver.map((one) => `${one} `).join("")}No${passedOver.length === 0 ? "" : " other"} run of this folder has changed anything ${isSimulated ? "in a simulation" : "at AWS"}: there is nothing to take back.`,
    remedy: `Run it where the run was, or name its record; ${commandForCaller("undo", "--list")} shows those of this folder.`,
  });
}
