import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Source } from "../../core/errors/problem.ts";
import { type HandoverReading, MAX_HANDOVER_SIZE, readHandoverBytes } from "../../core/handover/handover-file.ts";
import { HANDOVER_FILE } from "../../core/handover/handover-name.ts";
import { isPasteString, parsePasteString } from "../../core/handover/handover-paste-string.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { cannotRead, codeOf } from "../../files/file-error.ts";
import { type FileReading, readPlainFile } from "../../files/read-file.ts";
import { type FetchTerms, fetchBounded } from "./fetch-bounded.ts";

/** Where this run stands. */
export interface HandoverSearch {
  readonly cwd: string;
  /** No folder above it is looked into. */
  readonly home: string;
  /** Other terms for downloads than https within fifteen seconds. */
  readonly fetchTerms?: Omit<FetchTerms, "mostBytes">;
}

/** A handover that was given or found, well or ill formed; or none. */
export type FoundHandover =
  | {
      readonly from: Source;
      readonly reading: HandoverReading;
    }
  /** `passedOver`: files of the right name that somebody else has put there. */
  | { readonly from: "nowhere"; readonly passedOver: readonly string[] };

type GivenHandover = Exclude<FoundHandover, { from: "nowhere" }>;

/** One byte more than is allowed tells a file that is too large from one that just fits. */
const ENOUGH = MAX_HANDOVER_SIZE + 1;

/**
 * The handover that `--handover` names (a file, an https address, or a paste string), else the nearest
 * `onboard.handover.json` from the working directory upwards. What cannot be got at all throws an `OnboardError`; what
 * was got and is wrong comes back with its problems.
 */
export async function findHandover(given: string | undefined, search: HandoverSearch): Promise<FoundHandover> {
  return given === undefined ? findUpwards(search) : readGiven(given, search);
}

async function readGiven(given: string, search: HandoverSearch): Promise<GivenHandover> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(given)) return download(given, search);
  const file = given === "" ? undefined : await readBounded(path.resolve(search.cwd, given));
  if (file !== undefined) return read(file.bytes, { kind: "file", file: given });
  if (isPasteString(given)) return { from: { kind: "flag", flag: "--handover" }, reading: parsePasteString(given) };
  if (/^[a-z][a-z0-9+.-]+:/i.test(given)) return download(given, search);
  throw new OnboardError({
    kind: "invalid-input",
    message: `There is no file ${quoted(given)}.`,
    remedy: '--handover takes a file, an https address, or the text beginning with "ey" that your admin sent.',
  });
}

async function download(address: string, { fetchTerms }: HandoverSearch): Promise<GivenHandover> {
  const { bytes, source } = await fetchBounded(address, { ...fetchTerms, mostBytes: MAX_HANDOVER_SIZE });
  return read(bytes, { kind: "url", url: source });
}

/** A paste string may lie in a file too: some command lines are too short for it. */
function read(bytes: Uint8Array, from: Source): GivenHandover {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  if (!isPasteString(start)) return { from, reading: readHandoverBytes(bytes, from) };
  return { from, reading: parsePasteString(Buffer.from(bytes).toString("utf8"), from) };
}

/**
 * From the working directory to the home directory or the root of the file system. Folders of other people end the
 * search, and files of other people are passed over: in a place like /tmp anybody could leave one for us.
 */
async function findUpwards({ cwd, home }: HandoverSearch): Promise<FoundHandover> {
  const top = await realpath(home).catch(() => home);
  const passedOver: string[] = [];
  const start = await realpath(cwd);
  let folder = start;
  const trusted = new Set([(await stat(start)).uid, process.getuid?.() ?? 0]);
  for (;;) {
    const file = path.join(folder, HANDOVER_FILE);
    const found = await readBounded(file, [...ABSENT, "EISDIR"]);
    const source = path.relative(start, file);
    if (found !== undefined && trusted.has(found.owner)) {
      return read(found.bytes, { kind: "file", file: source });
    }
    if (found !== undefined) passedOver.push(source);
    const parent = path.dirname(folder);
    if (folder === top || parent === folder || !trusted.has((await stat(parent)).uid)) break;
    folder = parent;
  }
  return { from: "nowhere", passedOver };
}

/** What says that a text names no file; it may be a paste string. */
const ABSENT: readonly string[] = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];

/** `undefined` for a path that leads nowhere; a folder that was found by its name is nothing that anybody meant. */
function readBounded(file: string, absent = ABSENT): Promise<FileReading | undefined> {
  return readPlainFile(file, ENOUGH).catch((error: unknown) => {
    if (absent.includes(codeOf(error))) return undefined;
    throw cannotRead(error, file, "Check the path and whose file it is.");
  });
}
