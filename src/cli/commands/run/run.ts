import { flagProblem } from "../../../core/errors/fault.ts";
import { invalidInput, refuse } from "../../../core/errors/invalid-input.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted, visibleText } from "../../../core/text/visible-text.ts";
import { fileReason } from "../../../files/file-error.ts";
import { completeAmpx, ignoresIdentifier } from "../../../workstation/running/ampx-command.ts";
import { findStart } from "../../../workstation/running/find-program.ts";
import { networkNotes } from "../../../workstation/running/network-notes.ts";
import { startProgram } from "../../../workstation/running/start-program.ts";
import type { Given } from "../../flags/add-command.ts";
import { realMachine } from "../../local/machine.ts";
import { readSharedFiles } from "../../target/shared-files.ts";
import { type Io, show } from "../../terminal/io.ts";
import { chooseProfile, findChoice } from "./choose-profile.ts";
import type { RunOptions } from "./flags.ts";
import { profileEnvironment } from "./profile-environment.ts";
import { signInIfNeeded } from "./sign-in-if-needed.ts";

/** As shells have it: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/env.html */
const NOT_FOUND = 127;
const NOT_STARTED = 126;

/** `onboard run`: a command of the user's, as a profile. What it returns is the command's own exit code. */
export async function runAsProfile({ options, problems, words }: Given<RunOptions>, io: Io): Promise<number> {
  refuse(problems);
  if (words.length === 0) throw noCommand();
  const { home } = realMachine(io);
  const found = await findChoice(options, home, io);
  const files = await readSharedFiles(io);
  const chosen = chooseProfile(options, words, found, files);
  const { env, notes } = profileEnvironment(chosen, files, io);
  const { words: complete, added } = completeAmpx(words, { profile: chosen.profile, identifier: found?.identifier });
  const { platform } = process;
  const start = await findStart(complete, { cwd: io.cwd, home, env, platform });
  if (start === undefined) return notStarted(io, NOT_FOUND, words[0] ?? "", "there is no such program");

  tell(io, [
    ...chosen.notes,
    ...notes,
    ...(added.length === 0 ? [] : [`Added: ${added.join(" ")}`]),
    ...networkNotes(words, env),
    ...(found?.identifier !== undefined && ignoresIdentifier(words) ? [userOfSystem(found.identifier)] : []),
  ]);
  await signInIfNeeded(chosen.profile, files, options, io);
  const ended = await startProgram(start, { ...env, ...start.variables });
  return "code" in ended ? ended.code : notStarted(io, NOT_STARTED, start.file, fileReason(ended.error));
}

function tell(io: Io, notes: readonly string[]): void {
  show(
    io.stderr,
    notes.map((note) => `onboard: ${visibleText(note)}`),
  );
}

function notStarted(io: Io, code: number, program: string, why: string): number {
  tell(io, [`${quoted(program, 200)} was not started: ${why}.`]);
  return code;
}

/** What ampx looks for by the operating system's user, whatever the identifier is. */
function userOfSystem(identifier: string): string {
  return `ampx generate has no --identifier: without --stack it looks for the sandbox of this computer's user, not for ${identifier}. ${commandForCaller("day")} has the whole command.`;
}

function noCommand() {
  return invalidInput([
    flagProblem("the command", {
      message: "There is nothing to run.",
      remedy: `Write it behind: ${commandForCaller("run", "npx", "ampx", "sandbox")}.`,
    }),
  ]);
}
