import { quoted } from "../../core/text/visible-text.ts";
import type { Refusal } from "./config-refused.ts";
import type { ConfigLine } from "./lines.ts";
import { splitPythonLines, strip, stripEnd, stripStart } from "./python-text.ts";

/** One key of a section and the lines its value stands on; lines count from 0. */
export interface ConfigOption {
  /** In lower case, as the AWS CLI reads it. */
  readonly key: string;
  readonly line: number;
  readonly indent: string;
  readonly valueLines: readonly string[];
  /** The indented lines that continue the value. */
  readonly continuations: readonly number[];
}

/** One section: what stands between its brackets, and its options. Lines count from 0. */
export interface ConfigSection {
  readonly header: string;
  readonly line: number;
  readonly options: readonly ConfigOption[];
}

/** Why a reader gives up on a whole file. */
export interface UnreadableConfig extends Refusal {
  readonly readable: false;
  readonly line: number;
}

/** A file that the AWS CLI can read, cut into its sections. */
export interface ParsedConfig {
  readonly readable: true;
  readonly sections: readonly ConfigSection[];
}

/** The section whose keys Python's configparser gives to every other section. */
export const LEAKING_SECTION = "DEFAULT";

interface OpenOption extends ConfigOption {
  readonly valueLines: string[];
  readonly continuations: number[];
}

interface OpenSection extends ConfigSection {
  readonly options: OpenOption[];
}

/**
 * Cuts a file as botocore does: Python's `RawConfigParser` in strict mode, then one level of nested values.
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export function parseLikeAwsCli(lines: readonly ConfigLine[]): ParsedConfig | UnreadableConfig {
  const sections: OpenSection[] = [];
  const firstSeen = new Map<string, number>();
  let option: OpenOption | undefined;
  let depth = 0;

  for (const [line, { text }] of lines.entries()) {
    const content = strip(text);
    if (content === "") option?.valueLines.push("");
    if (content === "" || content.startsWith("#") || content.startsWith(";")) continue;

    const indent = text.slice(0, text.length - stripStart(text).length);
    if (option !== undefined && indent.length > depth) {
      option.valueLines.push(content);
      option.continuations.push(line);
      continue;
    }
    depth = indent.length;

    const header = /^\[(.+)\]/s.exec(content)?.[1];
    if (header !== undefined) {
      const earlier = firstSeen.get(header);
      if (earlier !== undefined && header !== LEAKING_SECTION) {
        const what = `section ${quoted(`[${header}]`)}`;
        return second(line, what, earlier, "Make one section of the two.");
      }
      firstSeen.set(header, line);
      sections.push({ header, line, options: [] });
      option = undefined;
      continue;
    }

    const section = sections.at(-1);
    if (section === undefined) return beforeFirstHeader(line, content);
    const found = splitOption(content);
    if (found === undefined) {
      const message = `${quoted(content)} is neither a section nor "key = value".`;
      return unreadable(line, message, "Correct the line or remove it.");
    }
    const place = `${section.header}\n${found.key}`;
    const earlier = firstSeen.get(place);
    if (earlier !== undefined) {
      const what = `${quoted(found.key)} in ${quoted(`[${section.header}]`)}`;
      return second(line, what, earlier, "Remove one of the two.");
    }
    firstSeen.set(place, line);
    option = { key: found.key, line, indent, valueLines: [found.value], continuations: [] };
    section.options.push(option);
  }
  const fault = optionsRead(sections)
    .map(nestingFault)
    .find((found) => found !== undefined);
  return fault ?? { readable: true, sections };
}

/** The options that botocore looks into: of the leaking section only those that some other section does not override. */
function optionsRead(sections: readonly ConfigSection[]): readonly ConfigOption[] {
  const named = sections.filter(({ header }) => header !== LEAKING_SECTION);
  const leaking = sections.filter(({ header }) => header === LEAKING_SECTION).flatMap(({ options }) => options);
  const leaked = leaking.filter(({ key }) => named.some(({ options }) => options.every((own) => own.key !== key)));
  return [...named.flatMap(({ options }) => options), ...leaked];
}

/** The value of an option as one text; a nested block begins with a newline. */
export function optionValue({ valueLines }: ConfigOption): string {
  return stripEnd(valueLines.join("\n"));
}

/** Whether the option is the head of a nested block such as `s3 =`. */
export function isNested(option: ConfigOption): boolean {
  return optionValue(option).startsWith("\n");
}

/** The lines of a nested block as keys and values; `undefined` when one of them is neither. */
export function nestedSettings(value: string): ReadonlyMap<string, string> | undefined {
  const settings = new Map<string, string>();
  for (const line of splitPythonLines(value).map(strip)) {
    if (line === "") continue;
    const equals = line.indexOf("=");
    if (equals < 0) return undefined;
    settings.set(strip(line.slice(0, equals)), strip(line.slice(equals + 1)));
  }
  return settings;
}

function splitOption(content: string): { readonly key: string; readonly value: string } | undefined {
  const delimiter = content.search(/[=:]/);
  if (delimiter < 1) return undefined;
  return { key: stripEnd(content.slice(0, delimiter)).toLowerCase(), value: strip(content.slice(delimiter + 1)) };
}

function nestingFault(option: ConfigOption): UnreadableConfig | undefined {
  const value = optionValue(option);
  if (!value.startsWith("\n") || nestedSettings(value) !== undefined) return undefined;
  return unreadable(
    option.continuations[0] ?? option.line,
    `Below ${quoted(`${option.key} =`)} there is an indented line that is not "key = value".`,
    "Correct the line, or remove its indentation if it belongs to something else.",
  );
}

function beforeFirstHeader(line: number, content: string): UnreadableConfig {
  if (content.startsWith("\u{FEFF}")) {
    return unreadable(line, "The file begins with a byte order mark.", "Save it as UTF-8 without BOM.");
  }
  return unreadable(
    line,
    `${quoted(content)} stands before the first section.`,
    "Put it below a section such as [default], or remove it.",
  );
}

function second(line: number, what: string, first: number, remedy: string): UnreadableConfig {
  return unreadable(line, `There is a second ${what}; the first is on line ${first + 1}.`, remedy);
}

function unreadable(line: number, message: string, remedy: string): UnreadableConfig {
  return { readable: false, line: line + 1, message, remedy };
}
