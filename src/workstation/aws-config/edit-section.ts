import { quoted } from "../../core/text/visible-text.ts";
import { ConfigRefused } from "./config-refused.ts";
import type { LineChanges } from "./line-changes.ts";
import type { ConfigLine } from "./lines.ts";
import { type ConfigOption, type ConfigSection, isNested, optionValue } from "./parse-like-aws-cli.ts";
import { strip, stripEnd } from "./python-text.ts";
import { lineToJsSdk } from "./read-like-js-sdk.ts";
import type { WantedSection } from "./section-edit.ts";

/** Notes which lines of a section change so that it holds what is wanted; nothing else in the section is touched. */
export function editSection(
  changes: LineChanges,
  lines: readonly ConfigLine[],
  section: ConfigSection,
  { set, unset }: WantedSection,
): void {
  const options = new Map(section.options.map((option) => [option.key, option]));
  for (const key of unset) {
    const option = options.get(key);
    if (option === undefined) continue;
    checkWhole(lines, option);
    for (const line of [option.line, ...option.continuations]) changes.drop(line);
  }
  const added: string[] = [];
  for (const [key, value] of set) {
    const option = options.get(key);
    if (option === undefined) added.push(`${key} = ${value}`);
    else setOption(changes, lines, option, value);
  }
  if (added.length > 0) addOptions(changes, lines, section, added);
}

function setOption(changes: LineChanges, lines: readonly ConfigLine[], option: ConfigOption, value: string): void {
  const { text = "" } = lines[option.line] ?? {};
  const seen = lineToJsSdk(text);
  const agreed = seen.kind === "setting" && seen.key === option.key && seen.value === value;
  if (agreed && optionValue(option) === value) return;
  checkWhole(lines, option);
  // To the AWS CLI what follows the value is part of it, so the comment moves to a line of its own.
  const comment = /\s([#;].*)$/s.exec(text)?.[1];
  const replacement = replaceValue(text, option, value);
  changes.replace(option.line, comment === undefined ? [replacement] : [option.indent + comment, replacement]);
  for (const line of option.continuations) changes.drop(line);
}

/** The line with another value; its spacing stays, but the key is lower-case and followed by "=", as all clients need it. */
function replaceValue(text: string, { key, indent }: ConfigOption, value: string): string {
  const [whole, spelled, gap = ""] = /^([^=:]*?)(\s*=[^\S\r\n]*)/.exec(text.slice(indent.length)) ?? [];
  if (whole === undefined || spelled !== key) return `${indent}${key} = ${value}`;
  const rest = text.slice(indent.length + whole.length);
  if (rest === "") return indent + spelled + (gap.startsWith(" ") ? " = " : "=") + value;
  const trailing = /\s[#;]/.test(rest) ? "" : rest.slice(stripEnd(rest).length);
  return indent + whole + value + trailing;
}

/** Refuses to change a value whose further lines mean something of their own to some client. */
function checkWhole(lines: readonly ConfigLine[], option: ConfigOption): void {
  if (isNested(option)) {
    throw new ConfigRefused({
      line: option.line + 1,
      message: `${quoted(option.key)} is a nested block, not a value.`,
      remedy: "Remove the block by hand if it is not needed.",
    });
  }
  const own = option.continuations.find((line) => lineToJsSdk(lines[line]?.text ?? "").kind !== "nothing");
  if (own === undefined) return;
  throw new ConfigRefused({
    line: own + 1,
    message: `To the AWS CLI this indented line continues the value of ${quoted(option.key)}; to the AWS SDK for JavaScript it does not.`,
    remedy: "Remove the indentation if the line stands for itself.",
  });
}

function addOptions(
  changes: LineChanges,
  lines: readonly ConfigLine[],
  section: ConfigSection,
  added: readonly string[],
): void {
  const first = section.options[0];
  const last = section.options.at(-1);
  if (first === undefined || last === undefined) {
    changes.insertAfter(section.line, indented(indentBelow(lines, section.line), added));
    return;
  }
  // The SDK takes every indented key below an empty one for a key of a nested block.
  const insideBlock = last.indent !== "" && section.options.some(({ line }) => isEmptyToJsSdk(lines[line]?.text ?? ""));
  if (insideBlock) changes.insertAfter(section.line, indented(first.indent, added));
  else changes.insertAfter(last.continuations.at(-1) ?? last.line, indented(last.indent, added));
}

function isEmptyToJsSdk(text: string): boolean {
  const seen = lineToJsSdk(text);
  return seen.kind === "setting" && seen.value === "";
}

/** How far the next line that counts is indented: a key that is indented less would swallow it. */
function indentBelow(lines: readonly ConfigLine[], line: number): string {
  const next = lines.slice(line + 1).find(({ text }) => !/^([#;]|$)/.test(strip(text)));
  return next === undefined ? "" : (/^\s*/.exec(next.text)?.[0] ?? "");
}

function indented(indent: string, texts: readonly string[]): readonly string[] {
  return texts.map((text) => indent + text);
}
