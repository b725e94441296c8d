import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { type RecordedRun, type RecordReading, readRecordedRun } from "../../core/undo/recorded-run.ts";
import { cannotRead } from "../../files/file-error.ts";
import { readPlainFile, readPlainFileIfThere } from "../../files/read-file.ts";
import { RECORD_ENDING, RECORDS_FOLDER, recordFiles } from "./run-record.ts";

/** A record of this folder, and what is in it. */
export interface NamedRecord {
  /** Without its ending. */
  readonly name: string;
  readonly reading: RecordReading;
}

/** A run that is to be taken back. */
export interface ChosenRun {
  readonly name: string;
  /** As it was given, or relative to the working directory. */
  readonly file: string;
  readonly run: RecordedRun;
}

/** No run writes so much; what is larger is something else. */
const LARGEST = 512 * 1024 * 1024;

/** All records of this folder, the latest first. */
export async function recordedRuns(cwd: string): Promise<readonly NamedRecord[]> {
  const records: NamedRecord[] = [];
  for await (const record of latestFirst(cwd)) records.push(record);
  return records;
}

/** Each record is read when it is asked for: the latest mostly tell enough. */
async function* latestFirst(cwd: string): AsyncGenerator<NamedRecord> {
  for (const file of (await recordFiles(cwd)).toReversed()) {
    const text = await textOf(path.join(cwd, RECORDS_FOLDER, file));
    yield { name: file.slice(0, -RECORD_ENDING.length), reading: readRecordedRun(text) };
  }
}

/** The last run that changed something at this place and took nothing back itself. */
export interface LastRun {
  /** Absent where there is none. */
  readonly chosen?: ChosenRun;
  /** Later records that say nothing that can be relied on: why, in a sentence each. */
  readonly passedOver: readonly string[];
}

/** Looks for the last run that changed something at this place and took nothing back itself. */
export async function lastRun(cwd: string, isSimulated: boolean): Promise<LastRun> {
  const passedOver: string[] = [];
  for await (const { name, reading } of latestFirst(cwd)) {
    const file = path.join(RECORDS_FOLDER, `${name}${RECORD_ENDING}`);
    if ("fault" in reading) passedOver.push(`${quoted(file, 200)} is passed over. ${reading.fault.message}`);
    else if (changedAt(reading.run, isSimulated)) return { chosen: { name, file, run: reading.run }, passedOver };
  }
  return { passedOver };
}

function changedAt(run: RecordedRun, isSimulated: boolean): boolean {
  return run.isSimulated === isSimulated && run.purpose !== "undo" && run.changes.length > 0;
}

/**
 * The record of the run just before this one, where that did not do all that it was for: this one may have gone on with it.
 * Not once it is taken back.
 */
export async function unfinishedBefore(cwd: string, { name, run }: ChosenRun): Promise<string | undefined> {
  const undone = new Set<string>();
  for await (const { name: other, reading } of latestFirst(cwd)) {
    if ("fault" in reading) continue;
    const { purpose, undoes, changes, isWhole, instanceArn } = reading.run;
    if (undoes !== undefined && changes.length > 0) undone.add(undoes);
    if (other >= name || instanceArn !== run.instanceArn || !changedAt(reading.run, run.isSimulated)) continue;
    return !isWhole && purpose === run.purpose && !undone.has(other) ? other : undefined;
  }
  return undefined;
}

/** Whether the process of a run that has not come to its end is there: its number stands in the record's name. */
export function isStillOn({ name, run }: ChosenRun): boolean {
  const pid = Number(/-(\d+)$/.exec(name)?.[1]);
  if (run.isEnded || !Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The run of a record that is named by its file, or by its name in the folder of records. */
export async function namedRun(cwd: string, word: string): Promise<ChosenRun> {
  const name = path.basename(word, RECORD_ENDING);
  const inFolder = path.join(RECORDS_FOLDER, `${name}${RECORD_ENDING}`);
  const there = await readPlainFileIfThere(path.resolve(cwd, word), LARGEST).catch((error: unknown) => {
    throw cannotRead(error, word, SEE_LIST());
  });
  const file = there === undefined ? inFolder : word;
  const bytes =
    there?.bytes ??
    (
      await readPlainFile(path.resolve(cwd, inFolder), LARGEST).catch((error: unknown) => {
        throw cannotRead(error, word, SEE_LIST());
      })
    ).bytes;
  const reading = readRecordedRun(bytes.toString("utf8"));
  if ("fault" in reading) throw unusable(file, reading.fault);
  return { name, file, run: reading.run };
}

const SEE_LIST = () => `${commandForCaller("undo", "--list")} shows the records there are.`;

function unusable(
  file: string,
  { message, remedy }: { readonly message: string; readonly remedy: string },
): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${quoted(file, 200)} cannot be taken back. ${message} Nothing was changed.`,
    remedy: `${remedy} ${SEE_LIST()}`,
  });
}

async function textOf(file: string): Promise<string> {
  const found = await readPlainFileIfThere(file, LARGEST).catch(() => undefined);
  return found?.bytes.toString("utf8") ?? "";
}
