import { flagProblem } from "../../../core/errors/fault.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { type Problem, placeText, type Source } from "../../../core/errors/problem.ts";
import type { AskedLeaver } from "../../../core/leaving/match-leavers.ts";
import { rowsLeft } from "../../../core/leaving/rows-left.ts";
import type { TeamRedactor } from "../../../core/redaction/redactor.ts";
import { redactorOfPlan } from "../../../core/redaction/redactor-of-people.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { simulatedIf } from "../../../core/text/simulated.ts";
import { clockAt } from "../../../identity-center/clock-at.ts";
import type { Prepared } from "../../../identity-center/prepare.ts";
import { prepareLeave } from "../../../identity-center/prepare-leave.ts";
import { type AccessInputs, accessRedactor, readAccessInputs } from "../../apply/access-at.ts";
import { runPlan, stopSwitch } from "../../apply/run-plan.ts";
import { refuseForeignPlan, savedInputs } from "../../apply/saved-plan-file.ts";
import { stopAfterPlan } from "../../apply/stop-after-plan.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand, teamCommand } from "../../flags/team-command.ts";
import { readKnownTeams } from "../../input/company.ts";
import type { Inputs } from "../../input/inputs.ts";
import { startingIn, withOptions } from "../../input/team-options.ts";
import { callsAt } from "../../target/calls-at.ts";
import { atTarget, type Target } from "../../target/target.ts";
import type { ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Interruption } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { withoutPeople } from "../../terminal/redacted-io.ts";
import { type Printer, printerFor } from "../../views/printer.ts";
import type { LeaveOptions } from "./flags.ts";

interface LeaveRun {
  readonly options: LeaveOptions;
  readonly inputs: AccessInputs;
  readonly io: Io;
  readonly source: Source;
  /** Absent where people may be named. */
  readonly redactor: TeamRedactor | undefined;
}

/** `onboard leave`: reads what people have, shows what of it would go, asks, takes it away and looks again. */
export async function leave({ options, problems }: Given<LeaveOptions>, typed: Io): Promise<ExitCode> {
  const inputs = await readAccessInputs(options, typed);
  const redactor = accessRedactor(inputs.team, options, typed.env);
  return withoutPeople(redactor, typed, chooseFormat(options.format, typed.env), async (io) => {
    refuse([...problems, ...inputs.problems, ...problemsOf(options)]);
    if (options.out !== undefined) await refuseForeignPlan(io.cwd, options.out);
    const run = { options, inputs, io, redactor, source: inputs.team?.reading.team.source ?? ORPHANS };
    return atTarget(options, io, stopSwitch(io), async (target, interruption) => {
      const prepared = await preparedFor(run, target, interruption);
      return options.dryRun ? stopAfter(prepared, run) : applyNow(prepared, run, target, interruption);
    });
  });
}

const ORPHANS: Source = { kind: "flag", flag: "--orphans" };

const NOBODY = flagProblem("--emails", {
  message: "Nobody is named who leaves.",
  remedy: "Name them with --emails, or add --orphans for what users and groups have who are not there any more.",
});

const NOT_ALL = flagProblem("--delete-users", {
  message: "Whoever is deleted must have nothing left: AWS keeps the assignments of deleted users.",
  remedy: "Leave out --account, --permission-set and --group, or --delete-users.",
});

function problemsOf({ emails, orphans, deleteUsers, account, permissionSet, group }: LeaveOptions): readonly Problem[] {
  const isNarrowed = [account, permissionSet, group].some((values) => values !== undefined);
  return [
    ...(emails === undefined && orphans !== true ? [NOBODY] : []),
    ...(deleteUsers === true && isNarrowed ? [NOT_ALL] : []),
  ];
}

async function preparedFor(run: LeaveRun, target: Target, interruption: Interruption): Promise<Prepared> {
  const { options, inputs, io, source } = run;
  const { maxRemovals, maxRemovalPercent, ssoRegion, instance } = options;
  const above = definedOnly({ maxRemovals, maxRemovalPercent, ssoRegion, instance });
  const settings = startingIn(withOptions(inputs.settings, above), target.region);
  const { factory, ...calling } = callsAt(target, settings.limits, { interruption, io });
  const prepared = await prepareLeave(factory, {
    people: inputs.team === undefined ? [] : leaversOf(inputs.team),
    source,
    accounts: options.account,
    permissionSets: options.permissionSet,
    groups: options.group,
    deleteUsers: options.deleteUsers === true,
    orphans: options.orphans === true,
    endSessions: options.endSessions === true,
    isSaved: options.out !== undefined,
    clock: clockAt(new Date()),
    settings,
    ...calling,
  });
  const leavers = inputs.team?.reading.team.members.map(({ email, username }) => ({ email, userName: username })) ?? [];
  const rows = rowsLeft(leavers, leavers.length === 0 ? [] : await readKnownTeams(inputs, [], io));
  const warnings = [
    ...rows,
    ...(inputs.team?.warnings ?? []),
    ...unreadColumns(inputs.team),
    ...prepared.plan.warnings,
  ];
  return { ...prepared, plan: { ...prepared.plan, ...simulatedIf(target.simulated), warnings } };
}

function leaversOf({ reading: { team, rows } }: Inputs): readonly AskedLeaver[] {
  const named = new Set(rows.flatMap((row) => (row.cells.username === "" ? [] : [rowKey(row)])));
  return team.members.map((member) => ({
    email: member.email,
    userName: member.username,
    line: member.line,
    ...(member.source === undefined ? {} : { source: member.source }),
    isNamed: named.has(rowKey(member)),
  }));
}

function rowKey({ line, source }: { readonly line: number; readonly source?: Source }): string {
  return source === undefined ? `${line}` : placeText({ ...source, line });
}

/** A file of the team says what people shall have, which is not what they lose. */
function unreadColumns(team: Inputs | undefined): readonly string[] {
  const isNarrow = team?.reading.team.members.some(({ grants }) =>
    grants.some(
      ({ accounts, permissionSet, group }) => accounts.length + [permissionSet, group].filter(Boolean).length > 0,
    ),
  );
  if (!isNarrow) return [];
  return [
    "Accounts, permission sets and groups that the file names narrow nothing: it says who leaves, and --account, --permission-set and --group what they lose.",
  ];
}

function stopAfter(prepared: Prepared, run: LeaveRun): Promise<ExitCode> {
  const { options, io, inputs, source } = run;
  const saved = inputs.team === undefined ? [] : savedInputs(inputs.team);
  return stopAfterPlan({ io, printer: printerOf(prepared, run), source, prepared, options, inputs: saved });
}

/** People are called by their rows under the names that the directory has for them, too. */
function printerOf({ plan }: Prepared, { options, io, redactor }: LeaveRun): Printer {
  const knowing = redactor === undefined ? undefined : redactorOfPlan(plan);
  return printerFor(chooseFormat(options.format, io.env), io, { redactor: knowing });
}

function applyNow(prepared: Prepared, run: LeaveRun, target: Target, interruption: Interruption): Promise<ExitCode> {
  const { options, io, source } = run;
  return runPlan({
    io,
    printer: printerOf(prepared, run),
    source,
    interruption,
    prepared,
    target,
    options,
    next: { again: sameCommand(io), status: nextCommand(options) },
  });
}

/** What is left of what people have. */
function nextCommand({ emails, profile, settings, simulate }: LeaveOptions): string {
  return teamCommand(["access"], { emails, profile, settings, simulate });
}
