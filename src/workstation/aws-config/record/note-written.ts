import { findSection } from "../find-section.ts";
import type { OpenConfig } from "../open-config.ts";
import { type SectionName, sectionKey } from "../reading.ts";
import { giveBack } from "./give-back.ts";
import { blockLines, isBlankLine } from "./section-block.ts";
import type { OursInConfig, WrittenSection } from "./written-record.ts";

/** An edit of a config file as it came about. */
export interface EditMade {
  readonly before: OpenConfig;
  /** Whether there was no file at all. */
  readonly wasAbsent: boolean;
  readonly after: OpenConfig;
  /** The sections that it was about. */
  readonly sections: readonly SectionName[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * What is ours after an edit. What stood there before us is never one of our own lines: for a section that we have written
 * before, it is what would stand there now if that had been taken out first.
 */
export function noteWritten(earlier: OursInConfig, { before, wasAbsent, after, sections, at }: EditMade): OursInConfig {
  const ours = new Map(earlier.sections.map((one) => [sectionKey(one.section), one]));
  const found = new Map(earlier.found.map((one) => [sectionKey(one), one]));
  for (const section of sections) {
    const key = sectionKey(section);
    const known = ours.get(key);
    const was = blockLines(before, section);
    const is = blockLines(after, section);
    if (is === undefined) continue;
    if (was?.join("") === is.join("")) {
      if (known === undefined) found.set(key, section);
      continue;
    }
    const base = known === undefined ? { lines: was } : withoutUs(before, known);
    ours.delete(key);
    ours.set(key, {
      section,
      at,
      gap: base.lines === undefined && (was === undefined ? hasGap(after, section) : (known?.gap ?? false)),
      ...(base.lines === undefined ? {} : { before: base.lines }),
      after: is,
    });
  }
  return { created: earlier.created || wasAbsent, sections: [...ours.values()], found: [...found.values()] };
}

/** What would stand there without what we wrote earlier. */
function withoutUs(config: OpenConfig, known: WrittenSection): { readonly lines: readonly string[] | undefined } {
  const given = giveBack(config, known);
  return { lines: blockLines(given.kind === "given" ? given.config : config, known.section) };
}

function hasGap({ lines, index }: OpenConfig, section: SectionName): boolean {
  const line = findSection(index, section)?.line ?? 0;
  return line > 0 && isBlankLine(lines[line - 1]);
}
