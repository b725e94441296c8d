import { findSection } from "../find-section.ts";
import { type ConfigLine, splitLines } from "../lines.ts";
import { type OpenConfig, openConfig } from "../open-config.ts";
import type { ConfigSection } from "../parse-like-aws-cli.ts";
import { strip } from "../python-text.ts";
import type { SectionName } from "../reading.ts";

/** The lines of a section, from its header to below its last line that is not blank. Lines count from 0. */
export interface SectionBlock {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly ConfigLine[];
}

/** Where a section stands in its file, with the comments in and below it. */
export function blockAt({ lines, sections }: OpenConfig, { line: start }: ConfigSection): SectionBlock {
  let end = sections.find(({ line }) => line > start)?.line ?? lines.length;
  while (end > start + 1 && isBlankLine(lines[end - 1])) end -= 1;
  return { start, end, lines: lines.slice(start, end) };
}

/** The lines of a section with their ends, to be kept; `undefined` when it is not there. */
export function blockLines(config: OpenConfig, name: SectionName): readonly string[] | undefined {
  const section = findSection(config.index, name);
  return section && blockAt(config, section).lines.map(({ text, eol }) => text + eol);
}

/** A kept block as it was cut up; empty for none. */
export function openBlock(block: readonly string[] = []): {
  readonly lines: readonly ConfigLine[];
  readonly options: ConfigSection["options"];
} {
  const { lines, sections } = openConfig(block.join(""));
  return { lines, options: sections[0]?.options ?? [] };
}

/** Whether these lines are one section of that name, and nothing else. */
export function isBlockOf(name: SectionName, block: readonly string[]): boolean {
  try {
    const { sections, index, lines } = openConfig(block.join(""));
    return sections.length === 1 && lines.length === block.length && findSection(index, name)?.line === 0;
  } catch {
    return false;
  }
}

/** Whether two blocks say the same, however their lines end. */
export function isSameBlock(one: readonly ConfigLine[], block: readonly string[]): boolean {
  const other = splitLines(block.join(""));
  return one.length === other.length && one.every(({ text }, index) => text === other[index]?.text);
}

/** Whether nothing is on a line. */
export function isBlankLine(line: ConfigLine | undefined): boolean {
  return line !== undefined && strip(line.text) === "";
}
