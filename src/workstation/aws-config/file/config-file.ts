import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { changedLines, renderConfigDiff } from "../../../core/text/line-diff.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { sweepTemporaries, writeFileAtomically } from "../../../files/atomic-file.ts";
import { explainFileError } from "../../../files/file-error.ts";
import { readPlainFileIfThere } from "../../../files/read-file.ts";
import { ConfigRefused } from "../config-refused.ts";
import { type OpenConfig, openConfig } from "../open-config.ts";
import type { OursInConfig } from "../record/written-record.ts";
import { type Replaced, writeBackup } from "./config-backup.ts";
import { type LockPatience, lockConfig } from "./config-lock.ts";
import { readWritten, writeRecord } from "./config-record.ts";
import { type ConfigTarget, readTarget, resolveTarget } from "./config-target.ts";
import { notText } from "./not-text.ts";

/** A change of one file, worked out and not made. `undefined` texts stand for no file. */
export interface ConfigPlan extends Replaced {
  readonly target: ConfigTarget;
  /** A unified diff to show, without secrets; empty when nothing changes. */
  readonly diff: string;
  /** What the person should know before saying yes. */
  readonly notes: readonly string[];
  /** What of the file is ours after the change, from what was before it and the time; absent: the change is none of ours to take back. */
  readonly record?: (earlier: OursInConfig, at: string) => OursInConfig;
}

/** `overtaken`: somebody else changed the file since it was planned, and nothing was written. */
export type Committed =
  | { readonly kind: "unchanged" }
  | { readonly kind: "written"; readonly backup: string }
  | { readonly kind: "overtaken" };

/** How a change ended that was planned, asked about and made. */
export type Changed<Plan extends ConfigPlan> =
  | { readonly kind: "written"; readonly backup: string; readonly plan: Plan }
  | { readonly kind: "unchanged"; readonly plan: Plan }
  | { readonly kind: "declined" };

export interface CommitOptions {
  readonly now?: Date;
  readonly patience?: LockPatience;
}

/** Others may change the file again and again while a person thinks; after so many times something is wrong. */
const MOST_ATTEMPTS = 500;

/** Reads a config file and cuts it up; one that is not there is an empty one. */
export async function readConfigFile(file: string): Promise<OpenConfig> {
  try {
    return openConfig((await readTarget(await resolveTarget(file))) ?? "");
  } catch (error) {
    throw explainConfigRefusal(error, file);
  }
}

/**
 * The text of a file that is only looked at. One that is not there or can't be read is an empty one; of one that is not UTF-8
 * comes what the AWS SDK for JavaScript reads, which does not mind.
 */
export async function readBeside(file: string): Promise<string> {
  const found = await readPlainFileIfThere(file).catch(() => undefined);
  if (found === undefined || notText(found.bytes) !== undefined) return "";
  return found.bytes.toString("utf8");
}

/**
 * Works out a change of a file without making it; the file is read once. Throws `ConfigRefused`, with the file's path in
 * the message, when the file or its change is refused.
 */
export async function planChange(
  file: string,
  change: (before: string | undefined) => string | undefined,
): Promise<ConfigPlan> {
  try {
    const target = await resolveTarget(file);
    const before = await readTarget(target);
    return planOf(target, before, change(before));
  } catch (error) {
    throw explainConfigRefusal(error, file);
  }
}

/** A refusal with the path of the file that it is about, and words for what the file system refused. */
export function explainConfigRefusal(error: unknown, file: string): unknown {
  if (error instanceof ConfigRefused) return new ConfigRefused(error.refusal, file);
  return explainFileError(error, "read", file);
}

/** A plan to bring a file to a state, with its diff. */
export function planOf(target: ConfigTarget, before: string | undefined, after: string | undefined): ConfigPlan {
  const isSplit = before !== after && (target.present?.links ?? 1) > 1;
  const note = `${quoted(target.real, 200)} has a second name (hard link), which will keep the old content.`;
  const diff = renderConfigDiff(target.file, before, after);
  return { target, before, after, keepAs: "backup", diff, notes: isSplit ? [note] : [] };
}

/**
 * Makes a planned change: a record of what is ours and a dated backup first, then the whole new file at once. Wherever it is
 * interrupted, the file is the old one or the new one, and what is in it of ours is known. Throws an `OnboardError` that explains what the file system refused.
 */
export async function commitConfigPlan(plan: ConfigPlan, options: CommitOptions = {}): Promise<Committed> {
  const { target, before, after } = plan;
  if (before === after) return { kind: "unchanged" };
  try {
    if (target.present === undefined) await mkdir(path.dirname(target.real), { recursive: true, mode: 0o700 });
    const lock = await lockConfig(target.real, options.patience);
    try {
      await sweepTemporaries(target.real);
      return await write(plan, options.now ?? new Date(), lock.isHeld);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw explainFileError(error, "write", target.file);
  }
}

/**
 * Plans, asks and commits. When somebody else changed the file in between, it starts over with what is there now, and
 * asks again only if other lines would change than were agreed to.
 */
export async function changeConfigFile<Plan extends ConfigPlan>(
  plan: () => Promise<Plan>,
  confirm: (plan: Plan) => Promise<boolean>,
  options: CommitOptions = {},
): Promise<Changed<Plan>> {
  let agreed: string | undefined;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const planned = await plan();
    const asked = changedLines(planned.diff);
    if (planned.diff !== "" && asked !== agreed && !(await confirm(planned))) return { kind: "declined" };
    agreed = asked;
    const committed = await commitConfigPlan(planned, options);
    if (committed.kind !== "overtaken") return { ...committed, plan: planned };
  }
  throw new OnboardError({
    kind: "failed",
    message: "Something changes the AWS config file all the time; nothing was written.",
    remedy: "Find the program that does, and run this again.",
  });
}

async function write(plan: ConfigPlan, now: Date, isHeld: () => Promise<boolean>): Promise<Committed> {
  const { target, before, after } = plan;
  const isCurrent = async () => {
    const present = await resolveTarget(target.file);
    return present.real === target.real && (await readTarget(present)) === before && (await isHeld());
  };
  const kept: string[] = [];
  let isWritten = false;
  try {
    if (plan.record !== undefined) {
      const { written } = await readWritten(target.real, before);
      kept.push(await writeRecord(target.real, plan, plan.record(written, now.toISOString()), now));
    }
    const backup = await writeBackup(target, plan, now);
    kept.push(backup);
    isWritten = await (after === undefined
      ? removeFile(target.real, isCurrent)
      : replaceFile(target, after, isCurrent));
    return isWritten ? { kind: "written", backup } : { kind: "overtaken" };
  } finally {
    if (!isWritten) await Promise.all(kept.map((file) => rm(file, { force: true })));
  }
}

/** Under the mode and owner of the file that was there. */
function replaceFile(
  { real, present }: ConfigTarget,
  text: string,
  isCurrent: () => Promise<boolean>,
): Promise<boolean> {
  const kept = present === undefined ? {} : { mode: present.mode, owner: present };
  return writeFileAtomically(real, text, { ...kept, folderMode: 0o700, sync: "file-and-folder", isCurrent });
}

async function removeFile(file: string, isCurrent: () => Promise<boolean>): Promise<boolean> {
  if (!(await isCurrent())) return false;
  await rm(file);
  return true;
}
