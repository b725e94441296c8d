import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { Source } from "../../../core/errors/problem.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { planDifference } from "../../../core/plan/plan-difference.ts";
import { resumedPlan } from "../../../core/plan/resume.ts";
import { rowsOfPlan } from "../../../core/plan/rows-of-plan.ts";
import type { SavedPlan } from "../../../core/plan/saved-plan.ts";
import type { TeamRedactor } from "../../../core/redaction/redactor.ts";
import { redactorOfPlan } from "../../../core/redaction/redactor-of-people.ts";
import type { Danger } from "../../../core/safety/danger-schema.ts";
import { simulatedIf } from "../../../core/text/simulated.ts";
import { clockAt } from "../../../identity-center/clock-at.ts";
import type { Prepared } from "../../../identity-center/prepare.ts";
import { prepareSaved } from "../../../identity-center/prepare-saved.ts";
import { readEarlierHandover } from "../../apply/outputs.ts";
import { recordedKeys } from "../../apply/recorded-work.ts";
import { runPlan, stopSwitch } from "../../apply/run-plan.ts";
import { readSavedPlan, refuseChangedInputs } from "../../apply/saved-plan-file.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand, teamCommand } from "../../flags/team-command.ts";
import { callsAt } from "../../target/calls-at.ts";
import { atTarget, type Target } from "../../target/target.ts";
import type { ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Interruption } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { showsPeople, withoutPeople } from "../../terminal/redacted-io.ts";
import { printerFor } from "../../views/printer.ts";
import type { ApplyOptions } from "./flags.ts";

interface ApplyRun {
  readonly file: string;
  readonly options: ApplyOptions;
  readonly io: Io;
  readonly saved: SavedPlan;
  /** Absent where people may be named. */
  readonly redactor: TeamRedactor | undefined;
}

/** `onboard apply FILE`: looks again, refuses if the plan would be another now, and otherwise does exactly what it says. */
export async function applySavedPlan(given: Given<ApplyOptions>, io: Io): Promise<ExitCode> {
  const { options, argument: file, problems } = given;
  refuse(problems);
  const format = chooseFormat(options.format, io.env);
  const showPeople = showsPeople(options.showPeople, io.env);
  const redactorOf = (plan: Pick<Plan, "people" | "ends" | "leavers" | "concerned" | "accounts">) =>
    showPeople ? undefined : redactorOfPlan(plan);
  const saved = await withoutPeople(redactorOf({ people: [] }), io, format, () => readSavedPlan(io.cwd, file));
  const redactor = redactorOf(saved.plan);
  return withoutPeople(redactor, io, format, async (shown) => {
    await refuseChangedInputs(io.cwd, file, saved.inputs);
    const run = { file, options, io: shown, saved, redactor };
    return atTarget(options, shown, stopSwitch(shown), async (target, interruption) => {
      refuseOtherWorld(run, target);
      await readEarlierHandover(io.cwd, options.handover, target.simulated);
      const prepared = await prepareAgain(saved, shown, target, interruption);
      await refuseAnotherPlan(run, prepared);
      return apply(run, prepared, target, interruption);
    });
  });
}

/** What was tried in a simulation is planned anew for AWS, and the other way round. */
function refuseOtherWorld({ saved, file }: ApplyRun, { simulated }: Target): void {
  if ((saved.plan.simulated === true) === simulated) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: simulated
      ? `${file} is a plan for AWS, and this is a simulation. Nothing was changed.`
      : `${file} is the plan of a simulation, and this is AWS. Nothing was changed.`,
    remedy: simulated
      ? "Leave out --simulate, and what else has calls go elsewhere (AWS_ENDPOINT_URL), or make a plan there."
      : "Make a plan for AWS with --dry-run --out, without --simulate and AWS_ENDPOINT_URL; or apply this one with --simulate.",
  });
}

function prepareAgain(saved: SavedPlan, io: Io, target: Target, interruption: Interruption): Promise<Prepared> {
  const { factory, ...calling } = callsAt(target, saved.settings.limits, { interruption, io });
  return prepareSaved(factory, { saved, clock: clockAt(new Date()), ...calling });
}

async function apply(run: ApplyRun, prepared: Prepared, target: Target, interruption: Interruption): Promise<ExitCode> {
  const { file, options, io, saved, redactor } = run;
  const simulated = simulatedIf(target.simulated);
  const plan = { ...prepared.plan, ...simulated, dangers: everyDanger(saved.plan.dangers, prepared.plan.dangers) };
  return runPlan({
    io,
    printer: printerFor(chooseFormat(options.format, io.env), io, { redactor }),
    source: teamSourceOf(saved),
    input: { kind: "file", file },
    interruption,
    prepared: { ...prepared, plan },
    approved: saved.plan.fingerprint,
    target,
    options,
    rows: rowsOfPlan(saved.plan.people, prepared.desired.state),
    next: { again: sameCommand(io), status: statusCommand(saved, options) },
  });
}

/**
 * What an earlier, interrupted run of this very plan has done or begun is no difference: the rest of it was approved too. A plan
 * of which nothing is left was carried out, and to apply it again is to find that out.
 */
async function refuseAnotherPlan({ saved, file, io }: ApplyRun, { plan }: Prepared): Promise<void> {
  const done = await recordedKeys(io.cwd, saved.plan.fingerprint);
  const { gone, added, changed } = planDifference(resumedPlan(saved.plan, plan, done), plan);
  const differences = [...gone, ...added, ...changed];
  if (differences.length === 0 || plan.changes.length === 0) return;
  throw new OnboardError({
    kind: "outdated-plan",
    message: `AWS is not as it was when ${file} was made, so another plan would be carried out (${counted(differences.length, "difference")}). Nothing was changed.`,
    remedy: "Make the plan anew with --dry-run --out, have it reviewed, and apply that one.",
    problems: differences.map((message) => ({ place: { kind: "file", file }, message, remedy: "Plan again." })),
  });
}

/** A danger counts when it was seen then or is seen now. */
function everyDanger(then: readonly Danger[], now: readonly Danger[]): readonly Danger[] {
  return [...now, ...then.filter(({ name }) => !now.some((danger) => danger.name === name))];
}

/** What has been planned elsewhere may have no team file here; then whoever reads puts theirs. */
function statusCommand({ inputs, plan }: SavedPlan, { profile, simulate }: ApplyOptions): string {
  const teams = teamFilesOf(inputs);
  const emails = teams.length === 0 ? ["FILE"] : teams;
  const command = plan.purpose === "leave" ? "access" : "status";
  return teamCommand([command], { emails, settings: plan.settingsFile, profile, simulate });
}

/** Only a team that was read from a file is told of among the inputs. */
function teamSourceOf({ inputs }: SavedPlan): Source {
  const [file, ...others] = teamFilesOf(inputs);
  if (file === undefined) return { kind: "stdin" };
  return others.length === 0 ? { kind: "file", file } : { kind: "files", files: [file, ...others] };
}

function teamFilesOf(inputs: SavedPlan["inputs"]): readonly string[] {
  return inputs.flatMap(({ role, file }) => (role === "team" ? [file] : []));
}
