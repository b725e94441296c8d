import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "../../../files/atomic-file.ts";
import { readPlainFile } from "../../../files/read-file.ts";
import type { ConfigTarget } from "./config-target.ts";

/** The state of a config file before one of our writes. */
export interface ConfigBackup {
  readonly file: string;
  /** `undefined` when there was no config file. */
  readonly text: string | undefined;
  /** Of what we wrote then, to tell whether somebody changed the file since. */
  readonly writtenDigest: string;
}

/** A text that is about to be replaced. What an undo replaces is kept too, but no later undo goes back to it. */
export interface Replaced {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly keepAs: "backup" | "undone";
}

/** Keeps the present text beside the file, under the time of the write; gives the backup's path. */
export async function writeBackup(
  { real, present }: ConfigTarget,
  { before, after, keepAs }: Replaced,
  now: Date,
): Promise<string> {
  const kind = before === undefined && keepAs === "backup" ? "absent" : keepAs;
  const file = `${stemOf(real, after, now)}.${kind}`;
  await writeFileAtomically(file, before ?? "", { mode: present?.mode ?? 0o600, sync: "file" });
  return file;
}

/** The backups beside a config file, the latest first. */
export async function listBackups(real: string): Promise<readonly ConfigBackup[]> {
  const folder = path.dirname(real);
  const pattern = /^\.onboard-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-([0-9a-f]{16})\.(backup|absent)$/;
  const found: ConfigBackup[] = [];
  for (const name of (await readdir(folder).catch(() => [])).sort().reverse()) {
    if (!name.startsWith(path.basename(real))) continue;
    const [, writtenDigest, kind] = pattern.exec(name.slice(path.basename(real).length)) ?? [];
    if (writtenDigest === undefined) continue;
    const file = path.join(folder, name);
    const text = kind === "absent" ? undefined : (await readPlainFile(file)).bytes.toString("utf8");
    found.push({ file, writtenDigest, text });
  }
  return found;
}

/** What the names of the files begin with that are kept of one write: of its time, and of what it wrote. */
export function stemOf(real: string, after: string | undefined, now: Date): string {
  return `${real}.onboard-${now.toISOString().replace(/[:.]/g, "-")}-${digestOf(after)}`;
}

/** A short digest of a file's text. */
export function digestOf(text: string | undefined): string {
  return createHash("sha256")
    .update(text ?? "")
    .digest("hex")
    .slice(0, 16);
}
