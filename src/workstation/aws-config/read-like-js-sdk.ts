import { quoted } from "../../core/text/visible-text.ts";
import type { UnreadableConfig } from "./parse-like-aws-cli.ts";
import { type ConfigReading, readingOf, SECTION_TYPES, type SectionName } from "./reading.ts";

/** What the AWS SDK for JavaScript sees in one line, apart from the lines around it. */
export type JsSdkLine =
  | { readonly kind: "header"; readonly name: string; readonly section: string | undefined }
  | { readonly kind: "setting"; readonly key: string; readonly value: string }
  | { readonly kind: "nothing" };

/**
 * What the AWS SDK for JavaScript (and so ampx) makes of a config file. It ignores what it does not understand, except
 * for sections named `__proto__`, on which it takes the whole file for empty.
 * https://github.com/smithy-lang/smithy-typescript/tree/main/packages/core/src/submodules/config/shared-ini-file-loader
 */
export function readLikeJsSdk(text: string): ConfigReading | UnreadableConfig {
  const sections = new Map<string, Map<string, string>>();
  let section: string | undefined;
  let parent: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const seen = lineToJsSdk(line);
    if (seen.kind === "header") {
      if (seen.name === "__proto__" || seen.name === "profile __proto__") return poisoned(index + 1, seen.name);
      section = seen.section;
      parent = undefined;
    }
    if (seen.kind !== "setting" || section === undefined) continue;
    if (seen.value === "") {
      parent = seen.key;
      continue;
    }
    if (line.trimStart() === line) parent = undefined;
    setSetting(sections, section, parent === undefined ? seen.key : `${parent}.${seen.key}`, seen.value);
  }
  return readingOf(sections, (name) => {
    if (name === "default" && sections.has("profile.default")) return undefined;
    const meaning = meaningToJsSdk(name);
    return meaning?.name === "__proto__" ? undefined : meaning;
  });
}

/** What a line is to the SDK's parser, wherever it stands. */
export function lineToJsSdk(line: string): JsSdkLine {
  const content = (line.split(/(?:^|\s)[;#]/)[0] ?? "").trim();
  if (content.startsWith("[") && content.endsWith("]")) {
    const name = content.slice(1, -1);
    return { kind: "header", name, section: sectionOf(name) };
  }
  const equals = content.indexOf("=");
  if (equals < 1) return { kind: "nothing" };
  return { kind: "setting", key: content.slice(0, equals).trim(), value: content.slice(equals + 1).trim() };
}

/** What the SDK's own name for a section means; `undefined` when it means nothing in a config file. */
export function meaningToJsSdk(section: string): SectionName | undefined {
  if (section === "default") return { type: "profile", name: "default" };
  const type = SECTION_TYPES.find((prefix) => section.slice(0, section.indexOf(".")) === prefix);
  return type === undefined ? undefined : { type, name: section.slice(type.length + 1) };
}

function sectionOf(header: string): string | undefined {
  const [matched, type = "", , name = ""] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(header) ?? [];
  if (matched === undefined) return header === "" ? undefined : header;
  return SECTION_TYPES.some((known) => known === type) ? `${type}.${name}` : undefined;
}

/** The SDK collects into plain objects, in which names like `constructor` are taken from the start. */
function setSetting(sections: Map<string, Map<string, string>>, section: string, key: string, value: string): void {
  if (section in Object.prototype || key === "__proto__") return;
  const settings = sections.get(section) ?? new Map<string, string>();
  sections.set(section, settings.set(key, value));
}

function poisoned(line: number, name: string): UnreadableConfig {
  return {
    readable: false,
    line,
    message: `Because of ${quoted(`[${name}]`)} the AWS SDK for JavaScript takes the whole file for empty.`,
    remedy: "Rename the section.",
  };
}
