import path from "node:path";
import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { accessDifference } from "../../../core/access/difference.ts";
import { withRecords } from "../../../core/access/recorded.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { createRedactor, type TeamRedactor } from "../../../core/redaction/redactor.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { createCallCount } from "../../../identity-center/access/call-count.ts";
import { readAccess } from "../../../identity-center/access/read-access.ts";
import { createAwsFactory } from "../../../identity-center/calls/aws.ts";
import { connect } from "../../../identity-center/connect/connect.ts";
import { recordedGifts } from "../../apply/run-record.ts";
import type { Given } from "../../flags/add-command.ts";
import { type Inputs, readInputs, readSettingsInput } from "../../input/inputs.ts";
import { teamRedactor } from "../../input/team-redactor.ts";
import { atTarget, type Target } from "../../target/target.ts";
import { limitsAt } from "../../target/target-limits.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import { type Interruption, onInterrupt } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { startReadingProgress } from "../../terminal/reading-progress.ts";
import { showsPeople, withoutPeople } from "../../terminal/redacted-io.ts";
import { readEarlierAccess, refuseIncomparable } from "./earlier-access.ts";
import type { AccessFormat, AccessOptions } from "./flags.ts";
import { putOut } from "./output.ts";

/** `onboard access`: who has what, in the whole Identity Center or what the flags narrow it to. Reads, and changes nothing. */
export async function showAccess({ options, problems }: Given<AccessOptions>, typed: Io): Promise<ExitCode> {
  const inputs = await readAsked(options, typed);
  const redactor = redactorOf(inputs.team, options, typed);
  const format = formatOf(options, typed);
  return withoutPeople(redactor, typed, format, async (io) => {
    refuse([...problems, ...inputs.problems]);
    const { since, out } = options;
    const earlier = since === undefined ? undefined : await readEarlierAccess(io.cwd, since);
    const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new is read.\n"));
    const read = await atTarget(options, io, stop, (target, interruption) =>
      readAt(target, interruption, { options, inputs, io }),
    );
    const access = withRecords(read, await recordedGifts(io.cwd, read.instance.instanceArn));
    if (earlier !== undefined) refuseIncomparable(earlier, access);
    const told = earlier === undefined ? access : { ...access, difference: accessDifference(earlier, access) };
    await putOut(told, { format, out, redactor }, { ...io, stdout: typed.stdout });
    if (out !== undefined) io.stderr.write(`Written: ${out}\n`);
    return access.unread.length === 0 ? EXIT.done : EXIT.cannotTell;
  });
}

/** What was read of files before anything is asked of AWS. */
interface Asked extends Pick<Inputs, "settings" | "problems"> {
  /** With `--emails`. */
  readonly team?: Inputs;
}

async function readAsked({ emails, settings }: AccessOptions, io: Io): Promise<Asked> {
  if (emails === undefined) return readSettingsInput(settings, undefined, io);
  const team = await readInputs(emails, settings, io);
  return { ...team, team };
}

/** People of the team are called by their row; of whoever else is met, the document's own redaction knows. */
function redactorOf(team: Inputs | undefined, { showPeople }: AccessOptions, { env }: Io): TeamRedactor | undefined {
  const given = definedOnly({ showPeople });
  if (team !== undefined) return teamRedactor(team, given, env);
  return showsPeople(showPeople, env) ? undefined : createRedactor([]);
}

/** By the ending of the file that it goes into, where no format was asked for. */
function formatOf({ format, out }: AccessOptions, { env }: Io): AccessFormat {
  const byEnding: Readonly<Record<string, AccessFormat>> = {
    ".csv": "csv",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".txt": "text",
  };
  if (format === "csv" || format === "html") return format;
  if (format === undefined && out !== undefined) return byEnding[path.extname(out).toLowerCase()] ?? "text";
  return chooseFormat(format, env);
}

interface Reading {
  readonly options: AccessOptions;
  readonly inputs: Asked;
  readonly io: Io;
}

async function readAt(target: Target, { stop }: Interruption, reading: Reading): Promise<AccessDocument> {
  const { options, inputs, io } = reading;
  const calls = createCallCount();
  const limits = limitsAt(target, inputs.settings.limits);
  const factory = createAwsFactory({ ...target.options, limits, signal: stop.signal, onCall: calls.onCall });
  const onStep = (step: string) => io.stderr.write(`${step}\n`);
  onStep("Looking for Identity Center");
  const { region = target.region, startUrl } = inputs.settings.instance;
  const ssoRegion = options.ssoRegion ?? region;
  const connection = await connect(factory, definedOnly({ ssoRegion, startUrl }));
  const progress = startReadingProgress(io);
  try {
    return await readAccess(connection, {
      scope: {
        people: inputs.team?.reading.team.members.map(({ email, username }) => ({ email, userName: username })),
        accounts: options.account,
        permissionSets: options.permissionSet,
        groups: options.group,
      },
      calls,
      signal: stop.signal,
      simulated: options.simulate !== undefined,
      onStep: (step) => {
        progress.end();
        onStep(step);
      },
      onProgress: progress.update,
    });
  } finally {
    progress.end();
  }
}
