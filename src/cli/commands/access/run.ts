import path from "node:path";
import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { accessDifference } from "../../../core/access/difference.ts";
import { withKnown } from "../../../core/access/recorded.ts";
import { withEnds } from "../../../core/access/team-ends.ts";
import { withTeamFiles } from "../../../core/access/team-files.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { accessRedactor, readAccessAt, readAccessInputs } from "../../apply/access-at.ts";
import { recordedGifts } from "../../apply/recorded-work.ts";
import type { Given } from "../../flags/add-command.ts";
import { teamCommand } from "../../flags/team-command.ts";
import { readKnownTeams } from "../../input/company.ts";
import { atTarget } from "../../target/target.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import { onInterrupt } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { withoutPeople } from "../../terminal/redacted-io.ts";
import { readEarlierAccess, refuseIncomparable } from "./earlier-access.ts";
import type { AccessFormat, AccessOptions } from "./flags.ts";
import { putOut } from "./output.ts";

/** `onboard access`: who has what, in the whole Identity Center or what the flags narrow it to. Reads, and changes nothing. */
export async function showAccess({ options, problems }: Given<AccessOptions>, typed: Io): Promise<ExitCode> {
  const inputs = await readAccessInputs(options, typed);
  const redactor = accessRedactor(inputs.team, options, typed.env);
  const format = formatOf(options, typed);
  return withoutPeople(redactor, typed, format, async (io) => {
    refuse([...problems, ...inputs.problems]);
    const { since, out, known = [] } = options;
    const own = inputs.team === undefined ? [] : [inputs.team.reading.team];
    const others = await readKnownTeams(inputs, known, io);
    const earlier = since === undefined ? undefined : await readEarlierAccess(io.cwd, since);
    const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new is read.\n"));
    const { access: read, directory } = await atTarget(options, io, stop, (target, interruption) =>
      readAccessAt(target, interruption, { options, inputs, hasRows: own.length + others.length > 0, io }),
    );
    const recorded = withKnown(read, await recordedGifts(io.cwd, read.instance.instanceArn));
    const { settings } = inputs;
    const teams = [...own, ...others];
    const access = withTeamFiles(withEnds(recorded, { teams, settings, directory }), teams);
    if (earlier !== undefined) refuseIncomparable(earlier, access);
    const told = earlier === undefined ? access : { ...access, difference: accessDifference(earlier, access) };
    await putOut(
      told,
      { format, out, redactor, next: nextAfterAccess(access, options) },
      { ...io, stdout: typed.stdout },
    );
    if (out !== undefined) io.stderr.write(`Written: ${out}\n`);
    return access.unread.length === 0 ? EXIT.done : EXIT.cannotTell;
  });
}

/** What nobody has any more can be taken away; else a reading leads nowhere. */
function nextAfterAccess(
  { summary }: AccessDocument,
  { profile, simulate, ssoRegion, instance }: AccessOptions,
): string | undefined {
  if (summary.orphans === 0) return undefined;
  return teamCommand(["leave", "--orphans", "--dry-run"], { profile, simulate, ssoRegion, instance });
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
