import { OnboardError } from "../core/errors/onboard-error.ts";
import { quoted } from "../core/text/visible-text.ts";

const CAUSES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EACCES: ["you may not", "Check who owns the file and its folder (ls -la)."],
  EPERM: ["you may not", "Check who owns the file and its folder (ls -la), and whether it is locked."],
  EROFS: ["the file system is read-only", "Mount it writable, or set AWS_CONFIG_FILE to a file elsewhere."],
  ENOSPC: ["the disk is full", "Make room and run this again."],
  EDQUOT: ["your disk quota is used up", "Make room and run this again."],
  ENOTDIR: ["a part of the path is a file, not a folder", "Move that file out of the way."],
  EISDIR: ["it is a folder", "Move the folder out of the way."],
  EEXIST: ["something else has that name", "Move it out of the way."],
  ELOOP: ["its symbolic links lead in a circle", "Correct the link."],
  ENAMETOOLONG: ["the path is too long", "Set AWS_CONFIG_FILE to a shorter one."],
  ENOENT: ["its folder is gone", "Create the folder and run this again."],
  EBUSY: ["another program holds it", "Close the program and run this again."],
  EMFILE: ["too many files are open", "Close some programs and run this again."],
  EIO: ["the disk reports an error", "Check the disk."],
};

/** A failure of the file system in words; anything else comes back as it is. `doing` is like "write". */
export function explainFileError(error: unknown, doing: string, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [what, remedy] = CAUSES[code] ?? [];
  if (what === undefined || remedy === undefined) return error;
  return new OnboardError(
    {
      kind: "failed",
      message: `Could not ${doing} ${quoted(file, 200)}: ${what} (${code}). It was left as it was.`,
      remedy,
    },
    { cause: error },
  );
}

/** Whether the file system says that something is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
