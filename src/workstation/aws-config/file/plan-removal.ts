import { openConfig } from "../open-config.ts";
import { type SectionName, sectionKey } from "../reading.ts";
import { sectionsLikeOurs } from "../record/section-shapes.ts";
import type { WrittenSection } from "../record/written-record.ts";
import { removeWritten, type StayingSection } from "../remove-written.ts";
import { type ConfigPlan, explainConfigRefusal, planOf } from "./config-file.ts";
import { type KnownWritten, readWritten } from "./config-record.ts";
import { readTarget, resolveTarget } from "./config-target.ts";

/** A plan that takes out what we wrote. */
export interface RemovalPlan extends ConfigPlan {
  /** How it is known what that was. */
  readonly by: KnownWritten["by"];
  readonly stays: readonly StayingSection[];
  /** Sections that look like ours, where nothing tells whose they are. */
  readonly alike: readonly SectionName[];
}

/**
 * Works out what of a config file is ours and the file without it, or without those parts of it that are wanted. A file that
 * we made is removed when nothing is left in it. Throws `ConfigRefused` for a file that some client cannot read.
 */
export async function planRemoval(
  file: string,
  wanted: (written: readonly WrittenSection[]) => readonly WrittenSection[] = (all) => all,
): Promise<RemovalPlan> {
  try {
    const target = await resolveTarget(file);
    const before = await readTarget(target);
    const { written, by, notes } = await readWritten(target.real, before);
    const asked = wanted(written.sections);
    const config = openConfig(before ?? "");
    const { text, stays, left } = removeWritten(config, asked);
    const isOurFile = text === "" && (before === undefined || written.created);
    const plan = planOf(target, before, isOurFile ? undefined : text);
    return {
      ...plan,
      notes: [...plan.notes, ...notes],
      record: (earlier) => ({
        created: earlier.created && !isOurFile,
        sections: [...earlier.sections.filter((one) => !isAmong(asked, one.section)), ...left],
        found: earlier.found,
      }),
      by,
      stays: [...stays, ...foundBefore(written.found, written.sections)],
      alike: by === "record" ? [] : sectionsLikeOurs(config).filter((section) => !isAmong(written.sections, section)),
    };
  } catch (error) {
    throw explainConfigRefusal(error, file);
  }
}

/** What was there before us in the very form that we would have given it. */
function foundBefore(found: readonly SectionName[], ours: readonly WrittenSection[]): readonly StayingSection[] {
  const others = found.filter((section) => !isAmong(ours, section));
  return others.map((section) => ({ section, why: "it was there before onboard" }));
}

function isAmong(sections: readonly WrittenSection[], name: SectionName): boolean {
  return sections.some(({ section }) => sectionKey(section) === sectionKey(name));
}
