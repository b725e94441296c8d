import { type ConfigLine, joinLines } from "../lines.ts";
import { type OpenConfig, openConfig } from "../open-config.ts";
import { meaningToAwsCli } from "../read-like-aws-cli.ts";
import { type SectionName, sectionKey } from "../reading.ts";
import { noteWritten } from "../record/note-written.ts";
import { blockAt, isBlankLine } from "../record/section-block.ts";
import { sectionsLikeOurs } from "../record/section-shapes.ts";
import { NOTHING_WRITTEN, type OursInConfig } from "../record/written-record.ts";
import { type ConfigBackup, digestOf } from "./config-backup.ts";

/**
 * What earlier versions wrote, which kept no record: a backup has the text from before, and in its name a digest of what was
 * written. Where that can be put together from what there is now, the sections that came in between are ours, beyond doubt.
 * `backups` come the latest first.
 */
export function provenByBackups(backups: readonly ConfigBackup[], present: string | undefined): OursInConfig {
  let written = NOTHING_WRITTEN;
  for (const [index, backup] of [...backups.entries()].reverse()) {
    const next = index === 0 ? present : backups[index - 1]?.text;
    const [before, now] = [opened(backup.text), opened(next)];
    if (before === undefined || now === undefined) continue;
    const after = writtenThen(backup, before, now);
    if (after === undefined) continue;
    const sections = newSections(before, after);
    if (sections.length === 0) continue;
    const at = new Date(0).toISOString();
    written = noteWritten(written, {
      before,
      wasAbsent: backup.text === undefined,
      after,
      sections,
      at,
    });
  }
  return written;
}

/** The text that was written over a backup: what there is next, or the backup with the sections behind it that are new. */
function writtenThen({ writtenDigest }: ConfigBackup, before: OpenConfig, next: OpenConfig): OpenConfig | undefined {
  if (digestOf(next.text) === writtenDigest) return next;
  const blocks = newSections(before, next).map((name) => blockOf(next, name));
  const eol = before.lines.findLast((line) => line.eol !== "")?.eol ?? "\n";
  const added = blocks.flatMap((lines, index) => [
    ...(index === 0 && before.lines.length === 0 ? [] : [{ text: "", eol }]),
    ...lines.map(({ text }) => ({ text, eol })),
  ]);
  const last = before.lines.at(-1);
  const ended = last === undefined ? [] : [...before.lines.slice(0, -1), { text: last.text, eol: last.eol || eol }];
  const candidate = joinLines([...ended, ...added]);
  const isOpen = last !== undefined && last.eol === "";
  const text = isOpen ? candidate.replace(/\r?\n$/, "") : candidate;
  return digestOf(text) === writtenDigest ? opened(text) : undefined;
}

/** Sections of one of our shapes that were not there before. */
function newSections(before: OpenConfig, after: OpenConfig): readonly SectionName[] {
  const known = new Set(before.sections.flatMap(({ header }) => keyOf(header)));
  return sectionsLikeOurs(after).filter((section) => !known.has(sectionKey(section)));
}

function keyOf(header: string): readonly string[] {
  const meaning = meaningToAwsCli(header);
  return meaning === undefined ? [] : [sectionKey(meaning)];
}

function blockOf(config: OpenConfig, name: SectionName): readonly ConfigLine[] {
  const section = config.sections.find(({ header }) => keyOf(header).includes(sectionKey(name)));
  return section === undefined ? [] : blockAt(config, section).lines.filter((line) => !isBlankLine(line));
}

function opened(text: string | undefined): OpenConfig | undefined {
  try {
    return openConfig(text ?? "");
  } catch {
    return undefined;
  }
}
