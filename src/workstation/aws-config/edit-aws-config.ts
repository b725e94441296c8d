import { isAsWanted } from "./check-outcome.ts";
import { ConfigRefused } from "./config-refused.ts";
import { editSection } from "./edit-section.ts";
import { findSection } from "./find-section.ts";
import { changesOf } from "./line-changes.ts";
import { type OpenConfig, outcomeOf } from "./open-config.ts";
import { type ConfigSection, LEAKING_SECTION } from "./parse-like-aws-cli.ts";
import { headerOf } from "./reading.ts";
import { newNameRefusal, type SectionEdit, type WantedSection, wantedSections } from "./section-edit.ts";

/**
 * A config file with some sections edited and every other byte kept: comments, order, nested blocks, line ends, spacing.
 * Sections are found by what they mean, however they are spelled; new ones go to the end. The same edit a second time
 * changes nothing. Throws `ConfigRefused` for what the AWS CLI and the AWS SDK for JavaScript would not read alike.
 */
export function editAwsConfig(config: OpenConfig, edits: readonly SectionEdit[]): OpenConfig {
  const { text, lines, sections, index } = config;
  const wanted = wantedSections(edits);
  const changes = changesOf(lines);
  let isEmpty = lines.length === 0;
  for (const one of wanted.values()) {
    const section = findSection(index, one.section);
    if (section === undefined && one.set.size === 0) continue;
    checkLeaks(sections, section, one);
    if (section !== undefined) {
      editSection(changes, lines, section, one);
      continue;
    }
    changes.append([...(isEmpty ? [] : [""]), ...newSection(one)]);
    isEmpty = false;
  }
  const edited = changes.render();
  return edited === text ? config : checkedOutcome(config, edited, wanted);
}

function newSection({ section, set }: WantedSection): readonly string[] {
  const refusal = newNameRefusal(section);
  if (refusal !== undefined) throw new ConfigRefused(refusal);
  return [headerOf(section), ...[...set].map(([key, value]) => `${key} = ${value}`)];
}

function checkLeaks(
  sections: readonly ConfigSection[],
  section: ConfigSection | undefined,
  wanted: WantedSection,
): void {
  const own = new Set([...(section?.options.map(({ key }) => key) ?? []), ...wanted.set.keys()]);
  const leak = sections
    .filter(({ header }) => header === LEAKING_SECTION)
    .find(({ options }) => options.some(({ key }) => !own.has(key) || wanted.unset.has(key)));
  if (leak === undefined) return;
  throw new ConfigRefused({
    line: leak.line + 1,
    message: `The AWS CLI gives the keys of [${LEAKING_SECTION}] to every profile; other clients ignore them.`,
    remedy: "Write [default] if that is what is meant, or remove the section.",
  });
}

function checkedOutcome(config: OpenConfig, edited: string, wanted: ReadonlyMap<string, WantedSection>): OpenConfig {
  const after = outcomeOf(config, edited, new Set(wanted.keys()));
  if (after !== undefined && isAsWanted(config.readings, after.readings, wanted)) return after;
  const line = [...wanted.keys()].flatMap((key) => config.index.get(key) ?? [])[0]?.line;
  throw new ConfigRefused({
    ...(line === undefined ? {} : { line: line + 1 }),
    message: `The AWS CLI and the AWS SDK for JavaScript would not read ${[...wanted.values()].map(({ section }) => headerOf(section)).join(", ")} alike after the change.`,
    remedy: "Remove the indentation, comments behind values and unusual lines in and around these sections.",
  });
}
