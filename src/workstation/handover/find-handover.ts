import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Source } from "../../core/errors/problem.ts";
import { type HandoverReading, MAX_HANDOVER_SIZE, readHandoverBytes } from "../../core/handover/handover-file.ts";
import { HANDOVER_FILE } from "../../core/handover/handover-name.ts";
import { isPasteString, parsePasteString } from "../../core/handover/handover-paste-string.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { cannotRead, codeOf } from "../../files/file-error.ts";
import { findUpwards, type UpwardSearch } from "../../files/find-upwards.ts";
import { type FileReading, readPlainFile } from "../../files/read-file.ts";
import { type FetchTerms, fetchBounded } from "./fetch-bounded.ts";

/** Where this run stands. */
export interface HandoverSearch extends UpwardSearch {
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
  return given === undefined ? nearest(search) : readGiven(given, search);
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

async function nearest(search: HandoverSearch): Promise<FoundHandover> {
  const { found, passedOver } = await findUpwards(HANDOVER_FILE, search, ENOUGH);
  return found === undefined
    ? { from: "nowhere", passedOver }
    : read(found.reading.bytes, { kind: "file", file: found.file });
}

/** What says that a text names no file; it may be a paste string. */
const ABSENT: readonly string[] = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];

/** `undefined` for a path that leads nowhere. */
function readBounded(file: string): Promise<FileReading | undefined> {
  return readPlainFile(file, ENOUGH).catch((error: unknown) => {
    if (ABSENT.includes(codeOf(error))) return undefined;
    throw cannotRead(error, file, "Check the path and whose file it is.");
  });
}
