import path from "node:path";
import * as z from "zod";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { hiddenCharacter, quoted, visibleText } from "../../core/text/visible-text.ts";
import { findUpwards, type UpwardSearch } from "../../files/find-upwards.ts";
import { gitFolder, isInIndex } from "./git-folder.ts";

/** In the project's folder, and left out of git by `.git/info/exclude`: it is one person's. */
export const PRIVATE_FILE = ".onboard.local.json";

/** What ampx takes for `--identifier`: https://docs.amplify.aws/react/reference/cli-commands/ */
const IDENTIFIER = /^[a-zA-Z0-9-]{1,15}$/;

const LONGEST_PROFILE = 256;

/** It becomes a value in an environment and a word behind `--profile`, so it must not pass for a flag. */
function isProfileName(text: string): boolean {
  return text !== "" && text.length <= LONGEST_PROFILE && !text.startsWith("-") && hiddenCharacter(text) === undefined;
}

const privateSchema = z.strictObject({
  version: z.literal(1),
  profile: z.string().refine(isProfileName, { error: "is no name of a profile" }),
  identifier: z.string().regex(IDENTIFIER, { error: "is not 1 to 15 letters, digits and dashes" }).optional(),
});

/** What one person uses in one project: their profile, and what keeps their sandbox apart from a colleague's. */
export interface PrivateChoice {
  readonly profile: string;
  readonly identifier?: string | undefined;
}

/** A private file that was found, by its path from the working directory and in full. */
export interface FoundPrivate extends PrivateChoice {
  readonly file: string;
  readonly folder: string;
}

const MOST_BYTES = 4_096;

/**
 * What this person uses here: the nearest private file from the working directory upwards. Throws an `OnboardError` where it is
 * not what such a file is, and where it came with the repository: whoever wrote that would choose whom we act as.
 */
export async function findPrivate(search: UpwardSearch): Promise<FoundPrivate | undefined> {
  const { found } = await findUpwards(PRIVATE_FILE, search, MOST_BYTES + 1);
  if (found === undefined) return undefined;
  const { file, absolute, reading } = found;
  const folder = path.dirname(absolute);
  const git = await gitFolder(folder);
  if (git !== undefined && (await isInIndex(git, PRIVATE_FILE))) throw committed(file);
  if (reading.size > MOST_BYTES) throw unusable(file, "it is too large");
  return { ...choiceIn(reading.bytes.toString("utf8"), file), file, folder };
}

function choiceIn(text: string, file: string): PrivateChoice {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\u{FEFF}/u, ""));
  } catch {
    throw unusable(file, "it is not JSON");
  }
  const { data, error } = privateSchema.safeParse(json);
  if (data !== undefined) return { profile: data.profile, identifier: data.identifier };
  const [issue] = error.issues;
  const member = issue?.path.join(".") ?? "";
  throw unusable(file, member === "" ? visibleText(issue?.message ?? "") : `${quoted(member)}: ${issue?.message}`);
}

/** The file as it is written. */
export function renderPrivate({ profile, identifier }: PrivateChoice): string {
  const members = { version: 1, profile, ...(identifier === undefined ? {} : { identifier }) };
  return `${JSON.stringify(members, null, 2)}\n`;
}

function unusable(file: string, why: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${visibleText(file)} cannot be used: ${why}.`,
    remedy: `Write it anew: ${commandForCaller("local", "--wire")}. Or delete it, and name the profile with --profile.`,
  });
}

function committed(file: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${visibleText(file)} is in the repository, so it is not yours alone: whoever commits it would choose whom everybody acts as.`,
    remedy: `Take it out (git rm --cached ${PRIVATE_FILE}), or name the profile with --profile.`,
  });
}
