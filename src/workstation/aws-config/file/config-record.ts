import { readdir } from "node:fs/promises";
import path from "node:path";
import { quoted } from "../../../core/text/visible-text.ts";
import { writeFileAtomically } from "../../../files/atomic-file.ts";
import { type FileReading, readPlainFile } from "../../../files/read-file.ts";
import { recordSchema } from "../record/record-schema.ts";
import { NOTHING_WRITTEN, type OursInConfig, type WrittenRecord } from "../record/written-record.ts";
import { digestOf, listBackups, type Replaced, stemOf } from "./config-backup.ts";
import { provenByBackups } from "./proven-by-backups.ts";

/** What of a config file is known to be ours, and by what. */
export interface KnownWritten {
  readonly written: OursInConfig;
  /** `backups`: an earlier version kept no record, and its backups show what it wrote. */
  readonly by: "record" | "backups" | "nothing";
  /** What the person should know about it. */
  readonly notes: readonly string[];
}

/** In bytes. A record holds our own sections only; anything larger is none. */
const LARGEST = 4_000_000;

/** Keeps what is ours beside the backup of the same write; gives the record's path. It goes to the disk before the write. */
export async function writeRecord(
  real: string,
  { before, after }: Pick<Replaced, "before" | "after">,
  written: OursInConfig,
  now: Date,
): Promise<string> {
  const file = `${stemOf(real, after, now)}.record`;
  const record: WrittenRecord = {
    version: 1,
    at: now.toISOString(),
    before: digestOf(before),
    after: digestOf(after),
    ...written,
  };
  await writeFileAtomically(file, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600, sync: "file" });
  return file;
}

/**
 * What of the file is ours, by the record of our last write. That of a write which never came about is passed over: the file is as
 * it was before it. A record that is not as we write it counts for nothing, and the notes say so.
 */
export async function readWritten(real: string, present: string | undefined): Promise<KnownWritten> {
  const digest = digestOf(present);
  const notes: string[] = [];
  for (const file of await recordFiles(real)) {
    const record = await readRecord(file);
    if (typeof record === "string") {
      notes.push(`${quoted(file, 200)} is passed over: ${record}.`);
      continue;
    }
    if (record.before === digest && record.after !== digest) continue;
    const { created, sections, found } = record;
    return { written: { created, sections, found }, by: "record", notes };
  }
  const written = provenByBackups(await listBackups(real), present);
  return { written, by: written === NOTHING_WRITTEN ? "nothing" : "backups", notes };
}

/** The record of the write that made a backup; `undefined` when there is none to go by. */
export async function readRecordBeside(backup: string): Promise<WrittenRecord | undefined> {
  const record = await readRecord(recordBeside(backup));
  return typeof record === "string" ? undefined : record;
}

/** Where the record of the write is that made a backup. */
export function recordBeside(backup: string): string {
  return backup.replace(/\.(backup|absent)$/, ".record");
}

/** The latest first. */
async function recordFiles(real: string): Promise<readonly string[]> {
  const folder = path.dirname(real);
  const prefix = path.basename(real);
  const pattern = /^\.onboard-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{16}\.record$/;
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) => name.startsWith(prefix) && pattern.test(name.slice(prefix.length)),
  );
  return names
    .sort()
    .reverse()
    .map((name) => path.join(folder, name));
}

/** A record, or why it cannot be one of ours. */
async function readRecord(file: string): Promise<WrittenRecord | string> {
  const found = await readPlainFile(file, LARGEST).catch(() => undefined);
  if (found === undefined) return "it cannot be read";
  if (found.size > LARGEST) return "it is too large to be a record of onboard";
  if (!isPrivate(found)) return "others can write it";
  const { data } = recordSchema.safeParse(jsonIn(found.bytes));
  return data ?? "it is not as onboard writes it";
}

/** Whatever stands in it goes into the config file: nobody else may have put it there. Windows tells no owners and modes. */
function isPrivate({ owner, mode }: FileReading): boolean {
  return (
    process.platform === "win32" || ((mode & 0o022) === 0 && (owner === process.getuid?.() || process.getuid?.() === 0))
  );
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
