import { rm } from "node:fs/promises";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { explainFileError } from "../../../files/file-error.ts";
import { type ConfigBackup, digestOf, listBackups } from "./config-backup.ts";
import { type CommitOptions, type Committed, type ConfigPlan, commitConfigPlan, planOf } from "./config-file.ts";
import { readTarget, resolveTarget } from "./config-target.ts";

/** A plan that brings back the state before our last write. */
export interface UndoPlan extends ConfigPlan {
  readonly restores: ConfigBackup;
  /** Backups that undoing this one makes useless: those whose write never happened. */
  readonly spent: readonly string[];
}

/** Works out how to undo our last write. Throws when there is none. Its notes say when others changed the file since. */
export async function planUndo(file: string): Promise<UndoPlan> {
  try {
    const target = await resolveTarget(file);
    const present = await readTarget(target);
    const backups = await listBackups(target.real);
    const last = backups.findIndex(({ text }) => text !== present);
    const restores = backups[last];
    if (restores === undefined) throw nothingToUndo(file);
    const plan = planOf(target, present, restores.text);
    const note = `${quoted(file, 200)} was changed by others since; the diff shows what of theirs would be lost.`;
    const notes = digestOf(present) === restores.writtenDigest ? plan.notes : [note, ...plan.notes];
    return { ...plan, keepAs: "undone", notes, restores, spent: backups.slice(0, last).map((backup) => backup.file) };
  } catch (error) {
    throw explainFileError(error, "read", file);
  }
}

/** Brings the file back to where it was; a second undo goes back one write further. What it replaced is kept as a backup. */
export async function commitUndo(plan: UndoPlan, options: CommitOptions = {}): Promise<Committed> {
  const committed = await commitConfigPlan(plan, options);
  if (committed.kind !== "written") return committed;
  for (const spent of [...plan.spent, plan.restores.file]) await rm(spent, { force: true });
  return committed;
}

function nothingToUndo(file: string): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `There is no backup of ${quoted(file, 200)} to go back to.`,
    remedy: "Only what onboard wrote can be undone.",
  });
}
