import { type ConfigLine, splitLines } from "../aws-config/lines.ts";
import { strip, stripStart } from "../aws-config/python-text.ts";
import { meaningToAwsCli } from "../aws-config/read-like-aws-cli.ts";
import { lineToJsSdk, meaningToJsSdk } from "../aws-config/read-like-js-sdk.ts";
import type { SectionName } from "../aws-config/reading.ts";

/** A line that sets a key, as it is spelled. Lines count from 0. */
export interface OutlineSetting {
  readonly line: number;
  readonly indent: string;
  /** As it is spelled. */
  readonly key: string;
  readonly separator: "=" | ":";
  /** Without the comment behind it. */
  readonly value: string;
  /** A comment behind the value, which the AWS CLI takes for part of it. */
  readonly comment: string | undefined;
  /** To the AWS CLI the line continues the value above it. */
  readonly isContinuation: boolean;
}

/** What somebody takes for a section. */
export interface OutlineSection {
  readonly line: number;
  /** The whole line, without blanks around it. */
  readonly text: string;
  /** What stands between the brackets; `undefined` when the AWS CLI sees no header here. */
  readonly header: string | undefined;
  readonly toAwsCli: SectionName | undefined;
  readonly toJsSdk: SectionName | undefined;
  readonly settings: readonly OutlineSetting[];
}

/** A file by its lines, cut up without giving up on anything. */
export interface Outline {
  readonly lines: readonly ConfigLine[];
  readonly sections: readonly OutlineSection[];
  /** Lines above the first section that are no comments. */
  readonly preamble: readonly number[];
  /** Lines that are neither a section nor a key. */
  readonly junk: readonly number[];
}

interface OpenSection extends OutlineSection {
  readonly settings: OutlineSetting[];
}

/** Cuts a file up as the AWS CLI does where it can, and goes on where it gives up. The text has no byte order mark. */
export function outlineOf(text: string): Outline {
  const lines = splitLines(text);
  const sections: OpenSection[] = [];
  const preamble: number[] = [];
  const junk: number[] = [];
  let depth = 0;
  let isOpen = false;
  for (const [line, { text: whole }] of lines.entries()) {
    const content = strip(whole);
    if (content === "" || content.startsWith("#") || content.startsWith(";")) continue;
    const indent = whole.slice(0, whole.length - stripStart(whole).length);
    const isContinuation: boolean = isOpen && indent.length > depth;
    if (!isContinuation) depth = indent.length;
    const header: string | undefined = isContinuation ? undefined : /^\[(.+)\]/s.exec(content)?.[1];
    const section = sectionAt(line, whole, header);
    if (section !== undefined) {
      sections.push(section);
      isOpen = isOpen && header === undefined;
      continue;
    }
    const open = sections.at(-1);
    if (open === undefined) {
      preamble.push(line);
      continue;
    }
    const setting = settingAt(line, content, indent, isContinuation);
    if (setting !== undefined) open.settings.push(setting);
    else if (!isContinuation) junk.push(line);
    isOpen ||= setting !== undefined;
  }
  return { lines, sections, preamble, junk };
}

/** What a section means to anybody. */
export function meaningOf({ toAwsCli, toJsSdk }: OutlineSection): SectionName | undefined {
  return toAwsCli ?? toJsSdk;
}

/**
 * The name of an sso-session with blanks in it. The AWS CLI sees it only in quotation marks, the AWS SDK for JavaScript not
 * even then; `undefined` for every other section.
 */
export function sessionWithBlanks({ header, toAwsCli, toJsSdk }: OutlineSection): string | undefined {
  if (toJsSdk !== undefined) return undefined;
  const bare = toAwsCli === undefined ? /^sso-session\s+(?!["'])(.+)$/.exec(header ?? "")?.[1] : undefined;
  const name = toAwsCli?.type === "sso-session" ? toAwsCli.name : bare;
  return name !== undefined && /\S\s+\S/.test(name) ? strip(name) : undefined;
}

/** A section's keys in lower case, the last of each, without those of nested blocks. */
export function valuesOf({ settings }: OutlineSection): ReadonlyMap<string, string> {
  return new Map(ownSettings(settings).map(({ key, value }) => [key.toLowerCase(), value]));
}

/** The settings that are no part of a nested block. */
export function ownSettings(settings: readonly OutlineSetting[]): readonly OutlineSetting[] {
  return settings.filter((setting) => !setting.isContinuation);
}

/** The line that sets a key, if there is one alone (or more that say exactly the same) and the whole value stands on it. */
export function soleSetting(section: OutlineSection, key: string): OutlineSetting | undefined {
  const [setting, ...others] = ownSettings(section.settings).filter((one) => one.key.toLowerCase() === key);
  if (setting === undefined || !others.every((other) => isSameText(other, setting))) return undefined;
  const following = section.settings[section.settings.indexOf(setting) + 1];
  return following?.isContinuation === true ? undefined : setting;
}

function isSameText(one: OutlineSetting, other: OutlineSetting): boolean {
  return (["indent", "key", "separator", "value", "comment"] as const).every((part) => one[part] === other[part]);
}

function sectionAt(line: number, whole: string, header: string | undefined): OpenSection | undefined {
  const seen = lineToJsSdk(whole);
  if (header === undefined && seen.kind !== "header") return undefined;
  const toJsSdk = seen.kind === "header" && seen.section !== undefined ? meaningToJsSdk(seen.section) : undefined;
  return {
    line,
    text: strip(whole),
    header,
    toAwsCli: header === undefined ? undefined : meaningToAwsCli(header),
    toJsSdk,
    settings: [],
  };
}

function settingAt(line: number, content: string, indent: string, isContinuation: boolean): OutlineSetting | undefined {
  const at = content.search(/[=:]/);
  if (at < 1) return undefined;
  const rest = strip(content.slice(at + 1));
  const [, value = rest, comment] = /^(.*?)(?:(?:^|\s)([#;].*))?$/s.exec(rest) ?? [];
  return {
    line,
    indent,
    key: strip(content.slice(0, at)),
    separator: content.charAt(at) === "=" ? "=" : ":",
    value: strip(value),
    comment,
    isContinuation,
  };
}
