import { rm } from "node:fs/promises";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { explainFileError } from "../../../files/file-error.ts";
import { openConfig } from "../open-config.ts";
import { giveBack } from "../record/give-back.ts";
import { blockLines } from "../record/section-block.ts";
import type { WrittenSection } from "../record/written-record.ts";
import { type ConfigBackup, digestOf, listBackups } from "./config-backup.ts";
import { type CommitOptions, type Committed, type ConfigPlan, commitConfigPlan, planOf } from "./config-file.ts";
import { readRecordBeside, recordBeside } from "./config-record.ts";
import { readTarget, resolveTarget } from "./config-target.ts";

/** A plan that brings back the state before our last write. */
export interface UndoPlan extends ConfigPlan {
  readonly restores: ConfigBackup;
  /** Backups that undoing this one makes useless: those whose write never happened. */
  readonly spent: readonly string[];
}

/**
 * Works out how to undo our last write. Throws when there is none. Where others changed the file since, only what we wrote is
 * taken back, by the record of that write; without one all goes back to the backup, and the notes say so.
 */
export async function planUndo(file: string): Promise<UndoPlan> {
  try {
    const target = await resolveTarget(file);
    const present = await readTarget(target);
    const backups = await listBackups(target.real);
    const last = backups.findIndex(({ text }) => text !== present);
    const restores = backups[last];
    if (restores === undefined) throw nothingToUndo(file);
    const isChanged = digestOf(present) !== restores.writtenDigest;
    const merged = isChanged ? await withoutLastWrite(restores, present ?? "") : undefined;
    const plan = planOf(target, present, merged ?? restores.text);
    const note = `${quoted(file, 200)} was changed by others since; ${merged === undefined ? "the diff shows what of theirs would be lost" : "what they changed stays"}.`;
    const notes = isChanged ? [note, ...plan.notes] : plan.notes;
    return { ...plan, keepAs: "undone", notes, restores, spent: backups.slice(0, last).map((backup) => backup.file) };
  } catch (error) {
    throw explainFileError(error, "read", file);
  }
}

/** Brings the file back to where it was; a second undo goes back one write further. What it replaced is kept as a backup. */
export async function commitUndo(plan: UndoPlan, options: CommitOptions = {}): Promise<Committed> {
  const committed = await commitConfigPlan(plan, options);
  if (committed.kind !== "written") return committed;
  for (const spent of [...plan.spent, plan.restores.file]) {
    await rm(recordBeside(spent), { force: true });
    await rm(spent, { force: true });
  }
  return committed;
}

/** The file as it is now, without the sections of one write; `undefined` when its record does not say enough, or nothing of it is left. */
async function withoutLastWrite({ file, text }: ConfigBackup, present: string): Promise<string | undefined> {
  const record = await readRecordBeside(file);
  const wrote = record?.sections.filter(({ at }) => at === record.at) ?? [];
  if (wrote.length === 0) return undefined;
  try {
    const before = openConfig(text ?? "");
    let config = openConfig(present);
    for (const one of wrote.toReversed()) {
      const given = giveBack(config, asOf(one, blockLines(before, one.section)));
      if (given.kind === "kept") return undefined;
      if (given.kind === "given") config = given.config;
    }
    return config.text === present ? undefined : config.text;
  } catch {
    return undefined;
  }
}

/** What one write did to a section, and not what those before it had done. */
function asOf({ before: _, ...written }: WrittenSection, before: readonly string[] | undefined): WrittenSection {
  return before === undefined ? written : { ...written, before };
}

function nothingToUndo(file: string): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `There is no backup of ${quoted(file, 200)} to go back to.`,
    remedy: "Only what onboard wrote can be undone.",
  });
}
