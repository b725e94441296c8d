import path from "node:path";
import type { Problem } from "../../core/errors/problem.ts";
import { closest } from "../../core/text/did-you-mean.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { AwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { type MissingProfile, missingProfile } from "../../workstation/credentials/missing-profile.ts";
import type { Io } from "../terminal/io.ts";
import { type FilesHere, readSharedFiles } from "./shared-files.ts";

/**
 * What is wrong with the profile of a flag or of `AWS_PROFILE`: that it is in neither shared file. Files that cannot be read, or that
 * clients look for in different places, are left to whoever uses them.
 */
export async function profileProblems(
  flag: string | undefined,
  io: Pick<Io, "env" | "cwd">,
): Promise<readonly Problem[]> {
  if (!(flag ?? io.env.AWS_PROFILE)) return [];
  try {
    return profileProblemsIn(await readSharedFiles(io), flag);
  } catch {
    return [];
  }
}

/** The same in files that are read already. */
export function profileProblemsIn(files: FilesHere, flag: string | undefined): readonly Problem[] {
  const profile = flag ?? files.env.AWS_PROFILE;
  const missing = profile === undefined || profile === "" ? undefined : missingProfile(profile, files);
  if (missing === undefined) return [];
  const place = flag === undefined ? ({ kind: "environment", variable: "AWS_PROFILE" } as const) : FLAG;
  return [{ place, ...faultOf(missing, files.at, flag === undefined) }];
}

const FLAG = { kind: "flag", flag: "--profile" } as const;

function faultOf(
  { name, sourceOf, others }: MissingProfile,
  files: AwsFiles,
  isAmbient: boolean,
): Pick<Problem, "message" | "remedy"> {
  const what = `There is no profile ${quoted(name)}`;
  const message = sourceOf === undefined ? what : `${what}, which source_profile of ${quoted(sourceOf)} names`;
  const near = closest(name, others);
  const suggestion = near === undefined ? "" : `Did you mean ${quoted(near, 128)}? `;
  const unset = isAmbient ? " Or unset AWS_PROFILE." : "";
  return {
    message: `${message}.`,
    remedy: `${suggestion}Neither ${path.normalize(files.config)} nor ${path.normalize(files.credentials)} has it; ${thereAre(others)}.${unset}`,
  };
}

const MOST_NAMED = 10;

function thereAre(names: readonly string[]): string {
  if (names.length === 0) return "there is none that could be used";
  const shown = names.slice(0, MOST_NAMED).map((name) => quoted(name, 128));
  const more = names.length - shown.length;
  return `there are ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ")}`;
}
