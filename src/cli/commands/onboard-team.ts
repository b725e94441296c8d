import { AWS_LIMITS, type Limits } from "../../core/aws/limits.ts";
import { firstSignIn } from "../../core/report/first-sign-in.ts";
import { reportOf } from "../../core/report/report.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { OnboardError } from "../../core/trouble/onboard-error.ts";
import { createAwsFactory } from "../../identity-center/calls/aws.ts";
import { type CarriedOut, carryOut } from "../../identity-center/carry-out.ts";
import { createdUsers } from "../../identity-center/created-users.ts";
import { type Prepared, prepare } from "../../identity-center/prepare.ts";
import { confirm } from "../confirm.ts";
import { EXIT, type ExitCode, exitCodeOfReport } from "../exit-codes.ts";
import { type Inputs, readInputs } from "../inputs.ts";
import { type Interruption, onInterrupt } from "../interruption.ts";
import { invalidInput } from "../invalid-input.ts";
import type { Io } from "../io.ts";
import { readEarlierHandover, writeLeavings } from "../leavings.ts";
import { type Presenter, presenterFor } from "../presenter.ts";
import { startProgress } from "../progress.ts";
import { counted } from "../render/layout.ts";
import { openRunRecord, type RunRecord, recordOf } from "../run-record.ts";
import { awsTarget, simulatedTarget, type Target } from "../target.ts";
import { optionProblems, type TeamOptions, withOptions } from "./team-options.ts";

interface TeamRun {
  readonly options: TeamOptions;
  readonly io: Io;
  readonly inputs: Inputs;
  readonly settings: Settings;
  readonly target: Target;
  readonly interruption: Interruption;
  readonly presenter: Presenter;
}

/** `onboard --emails`: plan, show, confirm, apply, verify, hand over. */
export async function onboardTeam(options: TeamOptions, io: Io): Promise<ExitCode> {
  const inputs = await readInputs(options.emails, options.settings, io);
  const problems = [...optionProblems(options), ...inputs.problems];
  if (problems.length > 0) throw invalidInput(problems, inputs.reading.team.file);
  if (options.dryRun !== true) await readEarlierHandover(io.cwd, options.handover);
  const interruption = onInterrupt(() => {
    io.stderr.write("\nStopping: what AWS is doing ends, nothing new starts. Once more to quit at once.\n");
  });
  const target =
    options.simulate === undefined ? awsTarget(options.profile, io.env) : await simulatedTarget(options.simulate, io);
  try {
    const settings = withOptions(inputs.settings, options);
    const presenter = presenterFor(options.format, io);
    return await run({ options, io, inputs, settings, target, interruption, presenter });
  } finally {
    interruption.release();
    await target.close();
  }
}

async function run(team: TeamRun): Promise<ExitCode> {
  const { options, io, presenter } = team;
  const prepared = await prepareRun(team);
  const { changes, summary } = prepared.plan;
  if (options.dryRun) {
    presenter.plan(prepared.plan, "stop");
    return changes.length > 0 && options.detailedExitcode ? EXIT.changesPending : EXIT.done;
  }
  presenter.plan(prepared.plan, "apply");
  if (changes.length === 0) return end(team, prepared, { results: [], converged: true });
  const open = summary.create + summary.update;
  if (open > 0 && !options.yes && !(await confirm(io, questionOf(prepared, open)))) {
    io.stderr.write("Nothing was changed.\n");
    return EXIT.failed;
  }
  return apply(team, prepared);
}

async function prepareRun({ options, io, inputs, settings, target, interruption }: TeamRun): Promise<Prepared> {
  const limits = limitsOf(settings, target);
  const { signal } = interruption.stop;
  const factory = createAwsFactory({ ...target.options, limits, signal });
  const prepared = await prepare(factory, {
    team: inputs.reading.team,
    settings: target.region === undefined ? settings : startingIn(settings, target.region),
    defaultsSource: options.account === undefined ? inputs.settingsFile : "--account",
    settingsFile: inputs.settingsFile,
    limits,
    signal,
    onStep: (step) => io.stderr.write(`${step}\n`),
  });
  return { ...prepared, plan: { ...prepared.plan, warnings: [...inputs.warnings, ...prepared.plan.warnings] } };
}

async function apply(team: TeamRun, prepared: Prepared): Promise<ExitCode> {
  const { io, interruption } = team;
  const { plan } = prepared;
  const record = await openRunRecord(io.cwd, new Date()).catch((error: Error) => {
    throw new OnboardError(
      {
        kind: "failed",
        message: `The record of this run cannot be written, so nothing was changed: ${error.message}`,
        remedy: "Run it in a folder in which you may write.",
      },
      { cause: error },
    );
  });
  record.write({
    event: "start",
    fingerprint: plan.fingerprint,
    instanceArn: plan.instance.instanceArn,
    caller: prepared.callerArn,
  });
  const progress = await startProgress(
    io.stderr,
    plan.changes.map(({ after }) => after.kind),
    plan.estimateSeconds / team.target.speed,
  );
  try {
    const done = await carryOut({
      prepared,
      stop: interruption.stop,
      onResult: (result) => {
        record.write(recordOf(result));
        progress.step(result.change.after.kind);
      },
      onVerify: () => {
        progress.end();
        io.stderr.write("Looking again at what AWS has now\n");
      },
    });
    progress.end();
    return await end(team, prepared, done, record);
  } finally {
    progress.end();
    await record.close();
  }
}

async function end(team: TeamRun, prepared: Prepared, done: CarriedOut, record?: RunRecord): Promise<ExitCode> {
  const { options, io } = team;
  const report = reportOf(prepared.plan, done.results, done.converged);
  const signIn = firstSignIn(prepared.plan.instance, createdUsers(prepared.session, done.results));
  for (const { userName, page } of signIn.users) record?.write({ event: "first-sign-in", userName, page });
  record?.write({ event: "end", summary: { ...report.summary }, converged: report.converged });
  const written = await writeLeavings({
    cwd: io.cwd,
    report,
    rows: team.inputs.reading.rows,
    session: prepared.settings.session,
    handoverFile: options.handover,
    ...(options.messages === undefined ? {} : { messagesFolder: options.messages }),
  }).catch(cannotWrite);
  team.presenter.ending({
    report,
    firstSignIn: signIn,
    leavings: written instanceof OnboardError ? {} : written,
    ...(record === undefined ? {} : { recordFile: record.file }),
  });
  if (written instanceof OnboardError) throw written;
  return exitCodeOfReport(report, team.interruption.stop.signal.reason);
}

/** What AWS did is told before this is: a full disk must not swallow the report. */
function cannotWrite(error: unknown): OnboardError {
  if (error instanceof OnboardError) return error;
  return new OnboardError(
    {
      kind: "failed",
      message: `AWS is as the report says, but what it leaves behind could not be written: ${(error as Error).message}`,
      remedy: "Make room or name other places with --handover and --messages, then run the same command again.",
    },
    { cause: error },
  );
}

function questionOf({ plan }: Prepared, open: number): string {
  const { identityStoreId, region } = plan.instance;
  return `Apply ${counted(open, "change")} to Identity Center ${identityStoreId} in ${region}?`;
}

/** AWS's limits, what the settings say instead, and the speed of a simulator that keeps the same limits faster. */
function limitsOf(settings: Settings, { speed }: Target): Limits {
  const limits = { ...AWS_LIMITS, ...settings.limits };
  return {
    ...limits,
    ssoAdminPerSecond: limits.ssoAdminPerSecond * speed,
    identityStorePerSecond: limits.identityStorePerSecond * speed,
  };
}

function startingIn(settings: Settings, region: string): Settings {
  return { ...settings, instance: { region, ...settings.instance } };
}
