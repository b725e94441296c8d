import { isUtf8 } from "node:buffer";
import { lstat, readlink, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { missingAsUndefined } from "../../../files/file-error.ts";
import { readPlainFileIfThere } from "../../../files/read-file.ts";
import { ConfigRefused } from "../config-refused.ts";
import { notText } from "./not-text.ts";

/** The file behind a path, symbolic links followed: what a write replaces, and what it has to keep. */
export interface ConfigTarget {
  /** As it was named. */
  readonly file: string;
  readonly real: string;
  /** `undefined` when there is no file yet. */
  readonly present:
    | { readonly mode: number; readonly uid: number; readonly gid: number; readonly links: number }
    | undefined;
}

const MOST_LINKS = 40;

/** Follows a path to the file that is there or is to be created. Throws for anything that is not a plain file. */
export async function resolveTarget(file: string): Promise<ConfigTarget> {
  let place = file;
  for (let followed = 0; followed < MOST_LINKS; followed += 1) {
    const real = await realpath(place).catch(missingAsUndefined);
    if (real !== undefined) return presentTarget(file, real);
    const link = await lstat(place).catch(missingAsUndefined);
    if (link === undefined) return absentTarget(file, place);
    place = path.resolve(path.dirname(place), await readlink(place));
  }
  throw new OnboardError({
    kind: "failed",
    message: `The symbolic links of ${quoted(file, 200)} lead nowhere.`,
    remedy: "Correct the link.",
  });
}

/** The text of the file, exactly; `undefined` when there is none. Throws `ConfigRefused` when it is encrypted or not UTF-8. */
export async function readTarget({ file, real }: ConfigTarget): Promise<string | undefined> {
  const bytes = (await readPlainFileIfThere(real))?.bytes;
  const other = bytes && notText(bytes);
  if (other !== undefined) throw new ConfigRefused(other, file);
  if (bytes === undefined || isUtf8(bytes)) return bytes?.toString("utf8");
  throw new ConfigRefused(
    {
      line: firstBadLine(bytes),
      message: "There is a character that is not UTF-8; the AWS CLI refuses the whole file.",
      remedy: "Save the file as UTF-8.",
    },
    file,
  );
}

async function presentTarget(file: string, real: string): Promise<ConfigTarget> {
  const found = await stat(real);
  if (!found.isFile()) {
    throw new OnboardError({
      kind: "failed",
      message: `${quoted(file, 200)} is not a plain file.`,
      remedy: "Move it out of the way, or set AWS_CONFIG_FILE to a file.",
    });
  }
  return { file, real, present: { mode: found.mode & 0o7777, uid: found.uid, gid: found.gid, links: found.nlink } };
}

async function absentTarget(file: string, place: string): Promise<ConfigTarget> {
  const folder = await realpath(path.dirname(place)).catch(missingAsUndefined);
  if (folder === undefined && place !== file) {
    throw new OnboardError({
      kind: "failed",
      message: `${quoted(file, 200)} is a link to ${quoted(place, 200)}, and that folder does not exist.`,
      remedy: "Create the folder (or mount it), or remove the link.",
    });
  }
  return { file, real: path.join(folder ?? path.dirname(place), path.basename(place)), present: undefined };
}

/** Lines count from 1. No character of several bytes holds a newline. */
function firstBadLine(bytes: Buffer): number {
  const lines = bytes.toString("latin1").split("\n");
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1"))) + 1;
}
