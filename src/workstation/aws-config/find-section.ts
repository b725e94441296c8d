import { ConfigRefused } from "./config-refused.ts";
import type { ConfigLine } from "./lines.ts";
import type { ConfigSection } from "./parse-like-aws-cli.ts";
import { strip } from "./python-text.ts";
import { meaningToAwsCli } from "./read-like-aws-cli.ts";
import { lineToJsSdk, meaningToJsSdk } from "./read-like-js-sdk.ts";
import { headerOf, type SectionName, sectionKey } from "./reading.ts";

/** A line that is, to at least one reader or to a person's eye, the header of a section. Lines count from 0. */
interface Header {
  readonly line: number;
  readonly toAwsCli: string | undefined;
  readonly toJsSdk: string | undefined;
  readonly section: ConfigSection | undefined;
}

/** The headers of a file by what they mean to anybody. */
export type SectionIndex = ReadonlyMap<string, readonly Header[]>;

/** Indexes every header of a file under each of its meanings. */
export function indexSections(lines: readonly ConfigLine[], sections: readonly ConfigSection[]): SectionIndex {
  const index = new Map<string, Header[]>();
  const atLine = new Map(sections.map((section) => [section.line, section]));
  for (const [line, { text }] of lines.entries()) {
    const section = atLine.get(line);
    if (section === undefined && !text.includes("[")) continue;
    const toAwsCli = section && keyOf(meaningToAwsCli(section.header));
    const seen = lineToJsSdk(text);
    const toJsSdk =
      seen.kind === "header" && seen.section !== undefined ? keyOf(meaningToJsSdk(seen.section)) : undefined;
    const header = { line, toAwsCli, toJsSdk, section };
    for (const key of new Set([toAwsCli, toJsSdk, resemblance(text)])) {
      if (key !== undefined) index.set(key, [...(index.get(key) ?? []), header]);
    }
  }
  return index;
}

/**
 * The one section that this name means to every reader; `undefined` when there is none. Throws `ConfigRefused` when
 * several lines could be it, or when some clients do not see the one that there is.
 */
export function findSection(index: SectionIndex, name: SectionName): ConfigSection | undefined {
  const key = sectionKey(name);
  const [header, ...others] = index.get(key) ?? [];
  if (header === undefined) return undefined;
  const rightHeader = headerOf(name);
  if (others.length > 0) {
    const numbers = [header, ...others].map(({ line }) => line + 1).join(", ");
    throw new ConfigRefused({
      line: (others[0]?.line ?? 0) + 1,
      message: `More than one section can be taken for ${rightHeader} (lines ${numbers}), and AWS clients disagree on which counts.`,
      remedy: `Make them one section with the header ${rightHeader}.`,
    });
  }
  if (header.section !== undefined && header.toAwsCli === key && header.toJsSdk === key) return header.section;
  throw new ConfigRefused({
    line: header.line + 1,
    message: `${whoMisses(header, key)} not read this as ${rightHeader}.`,
    remedy: `Write ${rightHeader} at the beginning of the line and nothing behind it.`,
  });
}

function whoMisses({ toAwsCli, toJsSdk }: Header, key: string): string {
  if (toAwsCli !== key && toJsSdk !== key) return "The AWS CLI and the AWS SDK for JavaScript do";
  return toAwsCli === key ? "The AWS SDK for JavaScript (and so ampx) does" : "The AWS CLI does";
}

function keyOf(name: SectionName | undefined): string | undefined {
  return name && sectionKey(name);
}

/** What a header was probably meant to be, by the eye of a person or of a more lenient client. */
function resemblance(text: string): string | undefined {
  const line = strip(text);
  if (/^\[\s*default\s*\]/i.test(line)) return sectionKey({ type: "profile", name: "default" });
  const [, type, , name] = /^\[\s*(profile|sso-session|services)[\s.]+(["']?)(.*?)\2\s*\]/i.exec(line) ?? [];
  return type === undefined ? undefined : `${type.toLowerCase()} ${name}`;
}
