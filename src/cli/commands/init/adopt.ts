import { lstat } from "node:fs/promises";
import path from "node:path";
import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { adopt } from "../../../core/adopt/adopt.ts";
import { type AdoptionNote, noteLine } from "../../../core/adopt/notes.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { MAX_ROWS } from "../../../core/team/team-file.ts";
import { argumentForCaller, commandForCaller } from "../../../core/text/command-line.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { accessRedactor, readAccessAt, readAccessInputs } from "../../apply/access-at.ts";
import type { Given } from "../../flags/add-command.ts";
import { ADOPTED_FILES, type Adopted } from "../../init/starter-files.ts";
import { atTarget } from "../../target/target.ts";
import type { ExitCode } from "../../terminal/exit-codes.ts";
import { onInterrupt } from "../../terminal/interruption.ts";
import { type Io, show } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { showsPeople, withoutPeople } from "../../terminal/redacted-io.ts";
import type { InitOptions } from "./flags.ts";

/** `onboard init --adopt`: reads who has what, and has the files written with which a plan has nothing to do. */
export async function adoptTeam(
  { options, argument: folder, problems }: Given<InitOptions>,
  typed: Io,
  write: (adopted: Adopted, io: Io) => Promise<ExitCode>,
): Promise<ExitCode> {
  const inputs = await readAccessInputs(definedOnly({ emails: options.emails }), typed);
  const redactor = accessRedactor(inputs.team, options, typed.env);
  return withoutPeople(redactor, typed, "text", async (io) => {
    refuse([...problems, ...inputs.problems]);
    if (!options.print) await refuseFilesThere(path.resolve(io.cwd, folder), folder);
    const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new is read, and nothing was written.\n"));
    const { access, directory, userCount } = await atTarget(options, io, stop, (target, interruption) =>
      readAccessAt(target, interruption, { options, inputs, hasRows: true, io }),
    );
    refuseIncomplete(access);
    const adoption = adopt({ access, directory, ...definedOnly({ users: userCount }) });
    refuseUnreadable(adoption.rows.length);
    const isNaming = showsPeople(options.showPeople, io.env);
    show(io.stderr, [
      "",
      ...summaryOf(access, adoption.rows.length),
      ...adoption.notes.map((note) => `  ${noteLine(note, isNaming)}`),
      "",
    ]);
    const instance = {
      ...inputs.settings.instance,
      ...definedOnly({ region: options.ssoRegion, id: options.instance }),
    };
    return write({ ...adoption, instance, comments: commentsOf(access, adoption.notes) }, io);
  });
}

/** Nothing of a team's own is replaced, nor put beside files that were made from something else. */
async function refuseFilesThere(root: string, folder: string): Promise<void> {
  const looks = ADOPTED_FILES.map(async (file) => {
    const isThere = await lstat(path.join(root, file)).then(
      () => true,
      () => false,
    );
    return isThere ? [file] : [];
  });
  const there = (await Promise.all(looks)).flat();
  if (there.length === 0) return;
  throw new OnboardError({
    kind: "failed",
    message: `${shownList(there)} ${there.length === 1 ? "is" : "are"} in ${folder} already, so nothing was read and nothing written.`,
    remedy: `Name another folder (${commandForCaller("init", "--adopt", "FOLDER")}), or compare with what --print shows.`,
  });
}

/** Whoever could not be seen would be missing from the files, and a stranger, or nobody, from then on. */
function refuseIncomplete({ unread }: AccessDocument): void {
  const [first, ...others] = unread;
  if (first === undefined) return;
  const more =
    others.length === 0
      ? ""
      : ` Nor could ${counted(others.length, "other thing", "other things")}: ${shownList(others.map(({ what }) => what))}.`;
  throw new OnboardError({
    kind: "cannot-tell",
    message: `Not all could be read, so nothing was written: ${first.what}. ${first.reason}${more}`,
    remedy: first.remedy,
  });
}

function refuseUnreadable(rows: number): void {
  if (rows > 0 && rows <= MAX_ROWS) return;
  const narrow = "--account, --permission-set, --group or --emails";
  throw new OnboardError({
    kind: "failed",
    message:
      rows === 0
        ? "Nobody has access here that a row could hold, so nothing was written."
        : `These are ${rows} rows, and a team file has at most ${MAX_ROWS}: nothing was written.`,
    remedy:
      rows === 0
        ? `See who has access at all: ${commandForCaller("access")}. For a new team: ${commandForCaller("init")}.`
        : `Adopt a part at a time, into folders of their own: ${narrow}.`,
  });
}

function summaryOf({ summary }: AccessDocument, rows: number): readonly string[] {
  const { people, accounts, permissionSets } = summary;
  const held = `${counted(people, "person has", "people have")} ${counted(permissionSets, "permission set", "permission sets")} in ${counted(accounts, "account", "accounts")}`;
  return [`${held}: ${counted(rows, "row", "rows")}.`];
}

/** The settings take comments, the team file takes none. */
function commentsOf({ instance, ended, simulated }: AccessDocument, notes: readonly AdoptionNote[]): readonly string[] {
  const about = `${simulated ? "A simulation, not AWS: what" : "What"} ${argumentForCaller(instance.instanceArn)} had at ${ended}. What to know of these files:`;
  return [about, ...notes.map((note) => `- ${noteLine(note, true)}`)];
}
