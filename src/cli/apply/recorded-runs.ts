import { readdir } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { type RecordedRun, type RecordReading, readRecordedRun } from "../../core/undo/recorded-run.ts";
import { cannotRead } from "../../files/file-error.ts";
import { readPlainFile, readPlainFileIfThere } from "../../files/read-file.ts";
import { RECORDS_FOLDER } from "./run-record.ts";

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
const ENDING = ".jsonl";

/** All records of this folder, the latest first. */
export async function recordedRuns(cwd: string): Promise<readonly NamedRecord[]> {
  const names = await recordNames(cwd);
  const records: NamedRecord[] = [];
  for (const name of names) records.push({ name, reading: readRecordedRun(await textOf(recordFile(cwd, name))) });
  return records;
}

/** The last run that changed something at this place and took nothing back itself; `undefined` where there is none. */
export async function lastRun(cwd: string, isSimulated: boolean): Promise<ChosenRun | undefined> {
  for (const name of await recordNames(cwd)) {
    const reading = readRecordedRun(await textOf(recordFile(cwd, name)));
    const file = path.join(RECORDS_FOLDER, `${name}${ENDING}`);
    if ("fault" in reading) throw unusable(file, reading.fault);
    const { run } = reading;
    if (run.isSimulated !== isSimulated || run.purpose === "undo" || run.changes.length === 0) continue;
    return { name, file, run };
  }
  return undefined;
}

/** The run of a record that is named by its file, or by its name in the folder of records. */
export async function namedRun(cwd: string, word: string): Promise<ChosenRun> {
  const name = path.basename(word, ENDING);
  const inFolder = path.join(RECORDS_FOLDER, `${name}${ENDING}`);
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

/** They are named by their time. */
async function recordNames(cwd: string): Promise<readonly string[]> {
  const files = await readdir(path.join(cwd, RECORDS_FOLDER)).catch(() => []);
  return files
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort()
    .reverse();
}

function recordFile(cwd: string, name: string): string {
  return path.join(cwd, RECORDS_FOLDER, `${name}${ENDING}`);
}

async function textOf(file: string): Promise<string> {
  const found = await readPlainFileIfThere(file, LARGEST).catch(() => undefined);
  return found?.bytes.toString("utf8") ?? "";
}
