import { OnboardError } from "../core/errors/onboard-error.ts";
import { quoted, visibleText } from "../core/text/visible-text.ts";

/** What is done with a file, as a word for "could not … it". */
type Doing = "read" | "write" | "remove" | "make" | "change the mode of";

/** The code of what is there but is neither a file nor a folder: a pipe, a socket, a device. Node has none for it. */
const NOT_A_FILE = "ENOTAFILE";

const ROOM = "Make room and run this again.";
/** What an owner and their rights are looked at with. */
const LOOKED_AT_WITH = { posix: "ls -la", windows: "icacls" } as const;
const OWNER = `Check who owns the file and its folder (${LOOKED_AT_WITH.posix}).`;
const ELSEWHERE = "Name a file elsewhere";

/** What each code means and what helps. https://nodejs.org/api/errors.html#common-system-errors */
const WORDS: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  EACCES: ["you have no right to", OWNER],
  EPERM: ["you have no right to", `${OWNER.slice(0, -1)}, and whether it is locked.`],
  EROFS: ["the file system is read-only", `Mount it writable. Or: ${ELSEWHERE.toLowerCase()}.`],
  ENOSPC: ["the disk is full", ROOM],
  EDQUOT: ["your disk quota is used up", ROOM],
  ENOENT: ["there is no such file", "Check the path."],
  ENOTDIR: ["a part of the path is a file, not a folder", "Move that file out of the way."],
  EISDIR: ["it is a folder", `${ELSEWHERE}, or move the folder out of the way.`],
  [NOT_A_FILE]: ["it is not a plain file", `${ELSEWHERE}, or move the pipe, socket or device out of the way.`],
  EEXIST: ["something else has that name", "Move it out of the way."],
  ELOOP: ["its symbolic links lead in a circle", "Correct the link."],
  ENAMETOOLONG: ["the path is too long", `${ELSEWHERE}, with a shorter path.`],
  EBUSY: ["another program has it open", "Close that program and run this again."],
  ETXTBSY: ["another program has it open", "Close that program and run this again."],
  EMFILE: ["too many files are open", "Close some programs and run this again."],
  ENFILE: ["too many files are open", "Close some programs and run this again."],
  EFBIG: ["it is larger than such a file can be", "Check the path."],
  EIO: ["the disk reports an error", "Check the disk."],
};

/** What a failure of the file system is, in words. Absent for anything else. */
function wordsFor(
  error: unknown,
  doing: Doing,
  platform: NodeJS.Platform = process.platform,
): { readonly why: string; readonly remedy: string } | undefined {
  const code = codeOf(error);
  // Where nothing stands in a new file's place, it is the folder that is missing.
  if (code === "ENOENT" && doing !== "read")
    return { why: "its folder is gone", remedy: "Create it, then run this again." };
  const [why, remedy] = WORDS[isHeldOpen(error, platform) ? "EBUSY" : code] ?? [];
  if (why === undefined || remedy === undefined) return undefined;
  return {
    why: why === "you have no right to" ? `${why} ${doing} it` : why,
    remedy: platform === "win32" ? remedy.replace(LOOKED_AT_WITH.posix, LOOKED_AT_WITH.windows) : remedy,
  };
}

/** A failure to do something with a file of ours, in words; anything else comes back as it is. */
export function explainFileError(error: unknown, doing: Doing, file: string, platform = process.platform): unknown {
  const words = wordsFor(error, doing, platform);
  if (words === undefined) return error;
  const kept = doing === "write" ? " It was left as it was." : "";
  const code = codeOf(error) === NOT_A_FILE ? "" : ` (${codeOf(error)})`;
  const message = `Could not ${doing} ${quoted(file, 200)}: ${words.why}${code}.${kept}`;
  return new OnboardError({ kind: "failed", message, remedy: words.remedy }, { cause: error });
}

/** A failure to read a file that somebody named, with what to do about it. */
export function cannotRead(error: unknown, file: string, remedy: string): OnboardError {
  const message = `${visibleText(file)} cannot be read: ${fileReason(error)}.`;
  return new OnboardError({ kind: "invalid-input", message, remedy }, { cause: error });
}

/** The same where it cannot be written. */
export function cannotWriteFile(error: unknown, file: string, remedy: string): OnboardError {
  const message = `The file ${file} cannot be written: ${fileReason(error, "write")}.`;
  return new OnboardError({ kind: "failed", message, remedy }, { cause: error });
}

/** Why a file could not be read or written, for the middle of a sentence. */
export function fileReason(error: unknown, doing: Doing = "read"): string {
  return wordsFor(error, doing)?.why ?? (codeOf(error) || (error as Error).message);
}

/** What helps where a program holds a file open that was to be replaced; else what the caller knows to help. */
export function heldOpenRemedy(error: unknown, otherwise: string, platform = process.platform): string {
  return isHeldOpen(error, platform) ? (WORDS.EBUSY?.[1] ?? otherwise) : otherwise;
}

/** Whether the file system says that something is not there. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** Of a promise's failures keeps those that say anything else than that something is not there. */
export function missingAsUndefined(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

/** The error of what stands in a file's place and is none. */
export function notAFile(file: string, isFolder: boolean): Error {
  return Object.assign(new Error(`${file} is not a plain file`), { code: isFolder ? "EISDIR" : NOT_A_FILE });
}

/** The file system's own code for a failure; empty for a failure of another kind. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Windows refuses to replace or remove a file that an editor, a virus scanner or a synchronizer has open. */
function isHeldOpen(error: unknown, platform: NodeJS.Platform): boolean {
  if (["EBUSY", "ETXTBSY"].includes(codeOf(error))) return true;
  if (platform !== "win32" || !["EPERM", "EACCES"].includes(codeOf(error))) return false;
  return ["rename", "unlink"].includes((error as NodeJS.ErrnoException).syscall ?? "");
}
