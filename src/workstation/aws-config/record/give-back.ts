import { ConfigRefused } from "../config-refused.ts";
import { findSection } from "../find-section.ts";
import type { ConfigLine } from "../lines.ts";
import { type OpenConfig, outcomeOf } from "../open-config.ts";
import { type ConfigOption, type ConfigSection, optionValue } from "../parse-like-aws-cli.ts";
import { strip } from "../python-text.ts";
import { sectionKey } from "../reading.ts";
import { comeBack, swapLines } from "./line-swaps.ts";
import { blockAt, isBlankLine, isSameBlock, openBlock, type SectionBlock } from "./section-block.ts";
import type { WrittenSection } from "./written-record.ts";

/**
 * How the lines of one section were given back. `gone`: the section is not there any more. `kept`: it is somebody's by now,
 * or cannot be told. `leftKeys` are those that others put there or changed since.
 */
export type GivenBack =
  | { readonly kind: "gone" }
  | { readonly kind: "kept"; readonly why: string }
  | { readonly kind: "given"; readonly config: OpenConfig; readonly leftKeys: readonly string[] };

type Swaps = Map<number, readonly ConfigLine[]>;

/** A section as it is now, and as the record has it. */
interface Present {
  readonly config: OpenConfig;
  readonly section: ConfigSection;
  readonly block: SectionBlock;
  readonly written: WrittenSection;
}

/** Keys by which a section gets its credentials: whoever changed one of ours has put the section to a use of their own. */
const SIGN_IN = /^(sso_.*|role_arn|source_profile|credential_process)$/;

/**
 * Takes out of a config file what we put into one section, and puts back what stood there before: the very lines when the section is as
 * we left it, else key by key, so that what others did to it since stays. Clients read all other sections as before.
 */
export function giveBack(config: OpenConfig, written: WrittenSection): GivenBack {
  try {
    const section = findSection(config.index, written.section);
    if (section === undefined) return { kind: "gone" };
    const present = { config, section, block: blockAt(config, section), written };
    const isUntouched = isSameBlock(present.block.lines, written.after);
    const changed = isUntouched ? undefined : changedSignIn(present);
    if (changed !== undefined) return { kind: "kept", why: `${changed} was changed since` };
    const swaps: Swaps = new Map();
    const leftKeys = isUntouched ? wholeBack(present, swaps) : optionsBack(present, swaps);
    return outcome(present, swapLines(config.lines, swaps), leftKeys);
  } catch (error) {
    if (error instanceof ConfigRefused) return { kind: "kept", why: error.refusal.message.replace(/\.$/, "") };
    throw error;
  }
}

function outcome({ config, written }: Present, text: string, leftKeys: readonly string[]): GivenBack {
  const after = outcomeOf(config, text, new Set([sectionKey(written.section)]));
  if (after === undefined) return { kind: "kept", why: "without it clients would read other sections differently" };
  return { kind: "given", config: after, leftKeys };
}

function changedSignIn({ section, written }: Present): string | undefined {
  const present = new Map(section.options.map((option) => [option.key, option]));
  const changed = ours(written).find(({ key, option }) => {
    const now = present.get(key);
    return SIGN_IN.test(key) && now !== undefined && commentBehind(now, option) === undefined;
  });
  return changed?.key;
}

/** The block is as we left it: only the lines that differ from those before are touched. */
function wholeBack({ config, block, written }: Present, swaps: Swaps): readonly string[] {
  const { start, end } = block;
  if (written.before === undefined) {
    for (let line = start; line < end; line += 1) swaps.set(line, []);
    dropGap(config, start, written, swaps);
    return [];
  }
  const { before, after } = written;
  const same = (one: string | undefined, other: string | undefined) => textOf(one) === textOf(other);
  let top = 0;
  while (top < Math.min(before.length, after.length) && same(before[top], after[top])) top += 1;
  let rest = 0;
  while (rest < Math.min(before.length, after.length) - top && same(before.at(-1 - rest), after.at(-1 - rest)))
    rest += 1;
  for (let line = start + top; line < end - rest; line += 1) swaps.set(line, []);
  const header = block.lines[0] as ConfigLine;
  const back = comeBack(before.slice(top, before.length - rest), openBlock(after).lines[0], header);
  // The header is the same, or else all is replaced from it on.
  const at = Math.max(start + top - 1, start);
  swaps.set(at, [...(top === 0 ? [] : [config.lines[at] as ConfigLine]), ...back]);
  return [];
}

/** Others have been at the section: key by key, and only where a key still has the value that we gave it. */
function optionsBack(present: Present, swaps: Swaps): readonly string[] {
  const { section, block, written } = present;
  const header = block.lines[0] as ConfigLine;
  const { lines: linesBefore, options: optionsBefore } = openBlock(written.before);
  const had = new Map(optionsBefore.map((option) => [option.key, option]));
  const [firstOfOurs] = openBlock(written.after).lines;
  const back = (option: ConfigOption | undefined) =>
    option === undefined
      ? []
      : comeBack(
          linesOf(option).map((line) => (linesBefore[line]?.text ?? "") + (linesBefore[line]?.eol ?? "")),
          firstOfOurs,
          header,
        );
  const isThere = new Map(section.options.map((option) => [option.key, option]));
  const taken = new Set<string>();
  for (const { key, option } of ours(written)) {
    const now = isThere.get(key);
    const comment = now && commentBehind(now, option);
    if (now === undefined || comment === undefined) continue;
    taken.add(key);
    const line = block.lines[now.line - block.start] as ConfigLine;
    const note = comment === "" ? [] : [{ text: now.indent + comment, eol: line.eol }];
    for (const one of linesOf(now)) swaps.set(one, []);
    const before = had.get(key);
    if (before !== undefined) dropMovedComment(present, linesBefore[before.line]?.text ?? "", swaps);
    swaps.set(now.line, [...note, ...back(before)]);
  }
  putBackUnset(present, optionsBefore, back, swaps);
  const left = section.options.filter(({ key }) => !taken.has(key)).map(({ key }) => key);
  if (written.before === undefined && left.length === 0) {
    const comment = /\]\s*([#;].*)$/s.exec(header.text)?.[1];
    swaps.set(block.start, comment === undefined ? [] : [{ text: comment, eol: header.eol }]);
    dropGap(present.config, block.start, written, swaps);
  }
  return left.filter((key) => !had.has(key) || ours(written).some((one) => one.key === key));
}

/** Lines that we took out come back below what stood above them, unless somebody has set the key anew. */
function putBackUnset(
  { section, block, written }: Present,
  before: readonly ConfigOption[],
  back: (option: ConfigOption) => readonly ConfigLine[],
  swaps: Swaps,
): void {
  const wrote = new Set(openBlock(written.after).options.map(({ key }) => key));
  const isThere = new Map(section.options.map((option) => [option.key, option]));
  let anchor = block.start;
  for (const option of before) {
    const now = isThere.get(option.key);
    if (now !== undefined) anchor = linesOf(now).at(-1) ?? now.line;
    if (now !== undefined || wrote.has(option.key)) continue;
    const there = swaps.get(anchor) ?? [block.lines[anchor - block.start] as ConfigLine];
    swaps.set(anchor, [...there, ...back(option)]);
  }
}

/** A comment behind a value that we changed got a line of its own; it is behind the value again. */
function dropMovedComment({ block }: Present, before: string, swaps: Swaps): void {
  const comment = /\s([#;].*)$/s.exec(textOf(before) ?? "")?.[1];
  const at = comment === undefined ? -1 : block.lines.findIndex(({ text }) => strip(text) === strip(comment));
  if (at >= 0) swaps.set(block.start + at, []);
}

function dropGap({ lines }: OpenConfig, start: number, { gap }: WrittenSection, swaps: Swaps): void {
  if (gap && isBlankLine(lines[start - 1])) swaps.set(start - 1, []);
}

/** The keys that we added to a section or gave another value. */
function ours({ before, after }: WrittenSection): readonly { readonly key: string; readonly option: ConfigOption }[] {
  const had = new Map(openBlock(before).options.map((option) => [option.key, optionValue(option)]));
  return openBlock(after)
    .options.filter((option) => had.get(option.key) !== optionValue(option))
    .map((option) => ({ key: option.key, option }));
}

/** What somebody wrote behind a value that is still ours, as a comment; empty for nothing, `undefined` for another value. */
function commentBehind(now: ConfigOption, written: ConfigOption): string | undefined {
  const [value, wrote] = [optionValue(now), optionValue(written)];
  if (value === wrote) return "";
  return value.startsWith(wrote) ? /^\s+([#;].*)$/.exec(value.slice(wrote.length))?.[1] : undefined;
}

function linesOf({ line, continuations }: ConfigOption): readonly number[] {
  return [line, ...continuations];
}

function textOf(line: string | undefined): string | undefined {
  return line?.replace(/\r?\n$/, "");
}
