import { quoted } from "../../../core/text/visible-text.ts";
import { LEAKING_SECTION } from "../../aws-config/parse-like-aws-cli.ts";
import { headerOf, type SectionName, sectionKey } from "../../aws-config/reading.ts";
import type { OpenedFile } from "../../inspection/opened-inspection.ts";
import { meaningOf, type Outline, type OutlineSection, ownSettings } from "../../inspection/outline.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const REFUSED = "The AWS CLI and boto3 refuse the whole file: no profile works there.";

const kinds = {
  "duplicate-section": {
    severity: "error",
    effect: `${REFUSED} The AWS SDK for JavaScript (ampx) and Terraform merge the two.`,
    remedy: "Make one section of the two. --fix removes a second one that says exactly the same.",
  },
  "duplicate-key": {
    severity: "error",
    effect: `${REFUSED} The AWS SDK for JavaScript (ampx) and Terraform take the last.`,
    remedy: "Remove one of the two. --fix removes a second one that says exactly the same.",
  },
  "same-section-spelled-twice": {
    severity: "error",
    effect: "The AWS CLI takes the later one alone; the AWS SDK for JavaScript (ampx) merges the two.",
    remedy: "Make one section of the two, in the spelling [profile NAME].",
  },
  "two-default-profiles": {
    severity: "warning",
    effect:
      "The AWS CLI takes the one that comes later in the file; the AWS SDK for JavaScript (ampx) and Terraform take [profile default].",
    remedy: "Make one section of the two, [default].",
  },
} as const;

const findings = findingsOf(kinds);

/** What stands in a file twice. */
export const duplicates: Examination = {
  title: "sections and keys that stand there twice",
  kinds,
  examine: ({ config, credentials }) => [...twice(config, "config"), ...twice(credentials, "credentials")],
};

/** A section or a setting that an earlier one makes superfluous or contradicts. */
interface Duplicate<Item> {
  readonly first: Item;
  readonly second: Item;
  /** Whether they say the same, byte for byte. */
  readonly isIdentical: boolean;
}

/** Sections whose headers the AWS CLI takes for the same. */
export function duplicateSections({ lines, sections }: Outline): readonly Duplicate<OutlineSection>[] {
  const first = new Map<string, OutlineSection>();
  return sections.flatMap((second) => {
    const { header } = second;
    if (header === undefined || header === LEAKING_SECTION) return [];
    const earlier = first.get(header);
    first.set(header, earlier ?? second);
    if (earlier === undefined) return [];
    return [{ first: earlier, second, isIdentical: bodyOf(lines, earlier) === bodyOf(lines, second) }];
  });
}

/** Sections of which another of the same name says something else. Until a person decides, nothing in them is repaired. */
export function contestedSections(outline: Outline): ReadonlySet<OutlineSection> {
  const differing = duplicateSections(outline).filter(({ isIdentical }) => !isIdentical);
  const headers = new Set(differing.map(({ second }) => second.header));
  return new Set(outline.sections.filter(({ header }) => headers.has(header)));
}

/** Settings of one section with keys that the AWS CLI takes for the same. */
export function duplicateKeys({ lines }: Outline, section: OutlineSection) {
  const first = new Map<string, OutlineSection["settings"][number]>();
  const parents = new Set(section.settings.filter(({ isContinuation }) => isContinuation).map(({ line }) => line - 1));
  return ownSettings(section.settings).flatMap((second) => {
    const key = second.key.toLowerCase();
    const earlier = first.get(key);
    first.set(key, earlier ?? second);
    if (earlier === undefined) return [];
    const isWhole = ![earlier.line, second.line].some((line) => parents.has(line) || continues(lines, line));
    const isIdentical = isWhole && lines[earlier.line]?.text === lines[second.line]?.text;
    return [{ first: earlier, second, isIdentical }];
  });
}

/** The last line of a section that says something. */
export function lastLineOf({ line, settings }: OutlineSection): number {
  return settings.at(-1)?.line ?? line;
}

function bodyOf(lines: Outline["lines"], section: OutlineSection): string {
  return lines
    .slice(section.line, lastLineOf(section) + 1)
    .map(({ text }) => text)
    .join("\n");
}

/** Whether the next line is indented deeper, and so belongs to this one. */
function continues(lines: Outline["lines"], line: number): boolean {
  const indentOf = (text = "") => text.length - text.trimStart().length;
  const next = lines[line + 1]?.text ?? "";
  return next.trim() !== "" && indentOf(next) > indentOf(lines[line]?.text);
}

function twice({ file, outline }: OpenedFile, kind: "config" | "credentials"): readonly DoctorFinding[] {
  const at = (line: number) => ({ file, line: line + 1 });
  const told = (what: string, first: number, isIdentical: boolean) =>
    `There is a second ${what}; the first is on line ${first + 1}. They ${isIdentical ? "say the same" : "differ"}.`;
  const sections = duplicateSections(outline).flatMap(({ first, second, isIdentical }) =>
    findings(
      { "duplicate-section": told(quoted(second.text), first.line, isIdentical) },
      { place: at(second.line), fixable: isIdentical, ...aboutOf(second, kind) },
    ),
  );
  const keys = outline.sections.flatMap((section) =>
    duplicateKeys(outline, section).flatMap(({ first, second, isIdentical }) =>
      findings(
        { "duplicate-key": told(`${quoted(second.key)} in ${quoted(section.text)}`, first.line, isIdentical) },
        { place: at(second.line), fixable: isIdentical, ...aboutOf(section, kind) },
      ),
    ),
  );
  return [...sections, ...keys, ...(kind === "config" ? spelledTwice(file, outline) : [])];
}

function spelledTwice(file: string, { sections }: Outline): readonly DoctorFinding[] {
  const first = new Map<string, OutlineSection>();
  return sections.flatMap((section) => {
    const name = meaningOf(section);
    if (name === undefined) return [];
    const earlier = first.get(sectionKey(name));
    first.set(sectionKey(name), earlier ?? section);
    if (earlier === undefined || earlier.header === section.header) return [];
    const isDefault = name.type === "profile" && name.name === "default";
    const message = `${quoted(section.text)} and ${quoted(earlier.text)} on line ${earlier.line + 1} both mean ${quoted(headerOf(name))}.`;
    return findings(
      { [isDefault ? "two-default-profiles" : "same-section-spelled-twice"]: message },
      { place: { file, line: section.line + 1 }, ...about(name) },
    );
  });
}

function aboutOf(section: OutlineSection, kind: "config" | "credentials") {
  if (kind === "credentials") return section.header === undefined ? {} : { profile: section.header };
  return about(meaningOf(section));
}

/** Whom a finding in a section of the config file concerns. */
export function about(name: SectionName | undefined): { readonly profile?: string; readonly session?: string } {
  if (name === undefined || name.type === "services") return {};
  return name.type === "profile" ? { profile: name.name } : { session: name.name };
}
