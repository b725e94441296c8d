import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { changedLines, renderConfigDiff } from "../../../core/text/line-diff.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { sweepTemporaries, writeFileAtomically } from "../../../files/atomic-file.ts";
import { explainFileError } from "../../../files/file-error.ts";
import { changedSections, readLikeBoth } from "../check-outcome.ts";
import { ConfigRefused } from "../config-refused.ts";
import { type SectionName, sectionKey } from "../reading.ts";
import { type Replaced, removeBackup, writeBackup } from "./config-backup.ts";
import { type LockPatience, lockConfig } from "./config-lock.ts";
import { type ConfigTarget, readTarget, resolveTarget } from "./config-target.ts";

/**
 * What shall happen to the text of a config file, and the sections that may read differently afterwards; `anything` for
 * repairs and for the credentials file, whose sections have other names.
 */
export interface ConfigChange {
  readonly edit: (text: string) => string;
  readonly touches: readonly SectionName[] | "anything";
}

/** A change of one file, worked out and not made. `undefined` texts stand for no file. */
export interface ConfigPlan extends Replaced {
  readonly target: ConfigTarget;
  /** A unified diff to show, without secrets; empty when nothing changes. */
  readonly diff: string;
  /** What the person should know before saying yes. */
  readonly notes: readonly string[];
}

/** `overtaken`: somebody else changed the file since it was planned, and nothing was written. */
export type Committed =
  | { readonly kind: "unchanged" }
  | { readonly kind: "written"; readonly backup: string }
  | { readonly kind: "overtaken" };

export interface CommitOptions {
  readonly now?: Date;
  readonly patience?: LockPatience;
}

/** Others may change the file again and again while a person thinks; after so many times something is wrong. */
const MOST_ATTEMPTS = 500;

/**
 * Works out a change of a config file without making it. Throws `ConfigRefused`, with the file's path in the message,
 * when the change is refused or when a section that it is not about would be read differently by some client.
 */
export async function planConfigChange(file: string, { edit, touches }: ConfigChange): Promise<ConfigPlan> {
  try {
    const target = await resolveTarget(file);
    const before = await readTarget(target);
    const edited = edit(before ?? "");
    checkOthers(before ?? "", edited, touches);
    return planOf(target, before, before === undefined && edited === "" ? undefined : edited);
  } catch (error) {
    if (error instanceof ConfigRefused) throw new ConfigRefused(error.refusal, file);
    throw explainFileError(error, "read", file);
  }
}

/** A plan to bring a file to a state, with its diff. */
export function planOf(target: ConfigTarget, before: string | undefined, after: string | undefined): ConfigPlan {
  const isSplit = before !== after && (target.present?.links ?? 1) > 1;
  const note = `${quoted(target.real, 200)} has a second name (hard link), which will keep the old content.`;
  const diff = renderConfigDiff(target.file, before, after);
  return { target, before, after, keepAs: "backup", diff, notes: isSplit ? [note] : [] };
}

/**
 * Makes a planned change: a dated backup first, then the whole new file at once. Wherever it is interrupted, the file is
 * the old one or the new one. Throws an `OnboardError` that explains what the file system refused.
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
export async function changeConfigFile(
  plan: () => Promise<ConfigPlan>,
  confirm: (plan: ConfigPlan) => Promise<boolean>,
  options: CommitOptions = {},
): Promise<Exclude<Committed, { kind: "overtaken" }> | { readonly kind: "declined" }> {
  let agreed: string | undefined;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const planned = await plan();
    const asked = changedLines(planned.diff);
    if (planned.diff !== "" && asked !== agreed && !(await confirm(planned))) return { kind: "declined" };
    agreed = asked;
    const committed = await commitConfigPlan(planned, options);
    if (committed.kind !== "overtaken") return committed;
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
  if (!(await isCurrent())) return { kind: "overtaken" };
  const backup = await writeBackup(target, plan, now);
  let isWritten = false;
  try {
    isWritten = await (after === undefined
      ? removeFile(target.real, isCurrent)
      : replaceFile(target, after, isCurrent));
  } finally {
    if (!isWritten) await removeBackup(backup);
  }
  return isWritten ? { kind: "written", backup } : { kind: "overtaken" };
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

/** A file that could not be read before has nothing to lose; it only has to be readable afterwards. */
function checkOthers(before: string, after: string, touches: ConfigChange["touches"]): void {
  if (before === after) return;
  const readAfter = readLikeBoth(after);
  if ("readable" in readAfter) throw new ConfigRefused(readAfter);
  if (touches === "anything") return;
  const readBefore = readLikeBoth(before);
  if ("readable" in readBefore) return;
  const [changed] = changedSections(readBefore, readAfter, new Set(touches.map(sectionKey)));
  if (changed === undefined) return;
  throw new ConfigRefused({
    message: `The change would also alter what clients read in ${quoted(`[${changed}]`)}.`,
    remedy: "Nothing was written. Please report this, with the sections of the file that may be shown.",
  });
}
