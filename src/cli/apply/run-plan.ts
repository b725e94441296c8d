import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { HANDOVER_FILE } from "../../core/handover/handover-name.ts";
import { liveSessions } from "../../core/leaving/sessions.ts";
import { sessionsEnded } from "../../core/leaving/sessions-lost.ts";
import { blockedKeys } from "../../core/plan/blocked-keys.ts";
import { sessionsGoOnAfter } from "../../core/plan/end-sessions.ts";
import { type FirstSignIn, firstSignIn } from "../../core/report/first-sign-in.ts";
import { reportOf } from "../../core/report/report.ts";
import { resourceOf } from "../../core/state/change.ts";
import { userKey } from "../../core/state/kinds/user.ts";
import type { ChangeResult } from "../../core/state/result.ts";
import type { TeamRow } from "../../core/team/team-file.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { simulatedIf } from "../../core/text/simulated.ts";
import { VERSION } from "../../core/text/version.ts";
import { heldOpenRemedy } from "../../files/file-error.ts";
import { type CarriedOut, carryOut } from "../../identity-center/carry-out.ts";
import { createdUsers } from "../../identity-center/created-users.ts";
import type { Prepared } from "../../identity-center/prepare.ts";
import type { Target } from "../target/target.ts";
import { EXIT, type ExitCode } from "../terminal/exit-codes.ts";
import { type Interruption, onInterrupt } from "../terminal/interruption.ts";
import type { Io } from "../terminal/io.ts";
import { startProgress } from "../terminal/progress.ts";
import { planView } from "../views/plan/view.ts";
import type { Printer } from "../views/printer.ts";
import { reportView } from "../views/report/view.ts";
import { exitCodeOfReport } from "./exit-code-of-report.ts";
import { eachUserOnce, type LetIn } from "./first-sign-in-files.ts";
import { type Intent, isMeant } from "./is-meant.ts";
import { mayFetchToolkit } from "./may-fetch-toolkit.ts";
import { type NextCommands, nextAfterRun } from "./next-after-run.ts";
import { writeOutputs } from "./outputs.ts";
import { programSource } from "./program-source.ts";
import { recordedUsers } from "./recorded-work.ts";
import { openRunRecord, type RecordEntry, type RunRecord, recordOf, recordOfBeginning } from "./run-record.ts";

/** A plan that is about to be carried out, wherever it came from. */
export interface PlanRun extends Intent {
  readonly printer: Printer;
  readonly interruption: Interruption;
  readonly prepared: Prepared;
  /** The plan that was approved, when this is what an interrupted run left of it. */
  readonly approved?: string;
  readonly target: Pick<Target, "speed" | "signIn">;
  readonly options: Intent["options"] & { readonly handover?: string; readonly messages?: string };
  /** The rows that ask for it, for the file of those to run again; absent where no rows do. */
  readonly rows?: readonly TeamRow[];
  readonly next: NextCommands;
}

/** Ctrl-C and SIGTERM for a run against AWS: what is under way ends, nothing new starts. */
export function stopSwitch(io: Io): Interruption {
  return onInterrupt(() => {
    io.stderr.write("\nStopping: what AWS is doing ends, nothing new starts. Once more to quit at once.\n");
  });
}

/** Shows a plan, asks, carries it out, looks again, hands over. A danger that nobody allowed stops it before the question. */
export async function runPlan(run: PlanRun): Promise<ExitCode> {
  const { io, source } = run;
  const { plan } = run.prepared;
  run.printer.meanwhile(planView(source), plan);
  if (plan.changes.length === 0) return end(run, { results: [], converged: true, accountIds: {} });
  if ((await isMeant(run)) && (await mayFetchToolkit(run))) return apply(run);
  io.stderr.write("Nothing was changed.\n");
  return EXIT.failed;
}

async function apply(run: PlanRun): Promise<ExitCode> {
  const { io, interruption, prepared, target } = run;
  const { plan } = prepared;
  const record = await openRunRecord(io.cwd, new Date());
  const keep = (entry: RecordEntry) => {
    try {
      record.write(entry);
    } catch (error) {
      if (!interruption.stop.signal.aborted) io.stderr.write(`\nStopping. ${(error as Error).message}\n`);
      interruption.stop.abort(error);
    }
  };
  record.write({
    event: "start",
    version: VERSION,
    purpose: plan.purpose,
    ...(plan.undoes === undefined ? {} : { undoes: plan.undoes }),
    ...simulatedIf(plan.simulated === true),
    fingerprint: run.approved ?? plan.fingerprint,
    instanceArn: plan.instance.instanceArn,
    region: plan.instance.region,
    caller: prepared.callerArn,
  });
  const stuck = blockedKeys(plan.changes);
  const kinds = plan.changes.filter(({ key }) => !stuck.has(key)).map((change) => resourceOf(change).kind);
  const progress = startProgress(io, kinds, plan.estimateSeconds / target.speed);
  target.signIn?.open(progress);
  try {
    const done = await carryOut({
      prepared,
      stop: interruption.stop,
      onStart: (change) => keep(recordOfBeginning(change, prepared.session.ids)),
      onResult: (result) => {
        keep(recordOf(result, prepared.session.ids));
        // At once: who was made must be known even if this run is killed.
        for (const { userName, page } of newUsers(run, [result]).users)
          keep({ event: "first-sign-in", userName, page });
        // What a run that stops does not come to any more is not done.
        const isLeft = interruption.stop.signal.aborted && ["skipped", "outstanding"].includes(result.outcome);
        if (!isLeft && !stuck.has(result.change.key)) progress.step(resourceOf(result.change).kind, result.change.key);
      },
      onPart: ({ key }, done, total) => progress.part(key, done, total),
      onVerify: () => {
        progress.end();
        io.stderr.write("Looking again at what AWS has now\n");
      },
    });
    progress.end();
    return await end(run, done, { file: record.file, write: keep });
  } finally {
    progress.end();
    record.close();
  }
}

async function end(run: PlanRun, done: CarriedOut, record?: Pick<RunRecord, "file" | "write">): Promise<ExitCode> {
  const { prepared, source, options } = run;
  const report = reportOf(prepared.plan, done.results, done.converged, done.accountIds);
  const signIn = await usersToLetIn(run, done.results);
  for (const [reference, id] of Object.entries(report.accountIds)) record?.write({ event: "account", reference, id });
  const isInterrupted = run.interruption.stop.signal.aborted;
  const ended = isInterrupted ? ({ interrupted: true } as const) : {};
  record?.write({ event: "end", summary: { ...report.summary }, converged: report.converged, ...ended });
  const written = await writeOutputs({
    cwd: run.io.cwd,
    report,
    letIn: signIn,
    rows: run.rows ?? [],
    ...(source.kind === "file" ? { teamFile: source.file.replaceAll(path.sep, "/") } : {}),
    session: prepared.settings.session,
    handoverFile: options.handover ?? HANDOVER_FILE,
    programSource: programSource(run.io.cwd, prepared.settings),
    ...definedOnly({ messagesFolder: options.messages }),
  }).catch(cannotWrite);
  const next = nextAfterRun(report, run.next);
  run.printer.print(reportView(source), {
    ...report,
    firstSignIn: signIn.help,
    ...sessionsAfter(prepared, done.results),
    ...(written instanceof OnboardError ? {} : definedOnly({ setUp: written.setUp })),
    files: {
      ...(written instanceof OnboardError ? {} : written.files),
      ...(record === undefined ? {} : { record: record.file }),
    },
    ...(next === undefined ? {} : { next }),
  });
  if (written instanceof OnboardError) throw written;
  return exitCodeOfReport(report, run.interruption.stop.signal.reason);
}

/** Until when leavers may still act, counted from now. */
function sessionsAfter({ plan, desired }: Prepared, results: readonly ChangeResult[]) {
  const { leavers } = plan;
  if (leavers === undefined) return {};
  const applied = results.filter(({ outcome }) => outcome === "applied").map(({ change }) => change);
  const undone = results.filter(({ outcome }) => outcome !== "applied").map(({ change }) => change);
  const isEnded = sessionsEnded(leavers, desired.state, undone);
  const now = Date.now();
  const sessions = liveSessions(leavers, applied).map(({ seconds, ...session }) => ({
    ...session,
    until: new Date(now + seconds * 1000).toISOString(),
    ...(isEnded(session.userName, session.permissionSet) ? ({ ended: true } as const) : {}),
  }));
  const sessionsGoOn = sessionsGoOnAfter(plan.sessionsGoOn, results);
  return { sessions, ...(sessionsGoOn === undefined ? {} : { sessionsGoOn }) };
}

function newUsers({ prepared: { plan, session } }: PlanRun, results: readonly ChangeResult[]): FirstSignIn {
  return firstSignIn(plan.instance, createdUsers(session, results));
}

/** The new users of this run and of those before it that did not come to their end; and all that runs here have made. */
async function usersToLetIn(run: PlanRun, results: readonly ChangeResult[]): Promise<LetIn> {
  const { plan, session } = run.prepared;
  const recorded = await recordedUsers(run.io.cwd, plan.instance.instanceArn, plan.simulated === true);
  const begun = plan.people.flatMap(({ userName }) => {
    const userId = session.ids.get(userKey(userName));
    return userId !== undefined && recorded.begun.includes(userKey(userName)) ? [{ userName, userId }] : [];
  });
  const help = newUsers(run, results);
  const found = firstSignIn(plan.instance, begun).users;
  const users = eachUserOnce([...recorded.untold, ...found, ...help.users]);
  return {
    help: { ...help, users: users.map(({ userName, page }) => ({ userName, page })) },
    all: eachUserOnce([...recorded.all, ...users]),
  };
}

/** What AWS did is told before this is: a full disk must not swallow the report. */
function cannotWrite(error: unknown): OnboardError {
  if (error instanceof OnboardError) return error;
  return new OnboardError(
    {
      kind: "failed",
      message: `AWS is as the report says, but what it leaves behind could not be written: ${(error as Error).message}`,
      remedy: heldOpenRemedy(
        error,
        "Make room or name other places with --handover and --messages, then run the same command again.",
      ),
    },
    { cause: error },
  );
}
