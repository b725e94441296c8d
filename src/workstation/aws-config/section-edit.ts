import { profileNameFault } from "../../core/aws/name-rules.ts";
import { hiddenCharacter, quoted } from "../../core/text/visible-text.ts";
import { ConfigRefused, type Refusal } from "./config-refused.ts";
import { strip } from "./python-text.ts";
import { lineToJsSdk } from "./read-like-js-sdk.ts";
import { type SectionName, sectionKey } from "./reading.ts";

/** What one section shall hold afterwards; keys that are not named stay as they are. */
export interface SectionEdit {
  readonly section: SectionName;
  readonly set: Readonly<Record<string, string>>;
  readonly unset?: readonly string[];
}

/** All that is asked of one section, in one place. */
export interface WantedSection {
  readonly section: SectionName;
  readonly set: ReadonlyMap<string, string>;
  readonly unset: ReadonlySet<string>;
}

/**
 * The edits brought together by section, a later one over an earlier one, under the section's key. Throws
 * `ConfigRefused` for keys and values that clients would read differently from each other, or that break the file.
 */
export function wantedSections(edits: readonly SectionEdit[]): ReadonlyMap<string, WantedSection> {
  const wanted = new Map<string, { section: SectionName; set: Map<string, string>; unset: Set<string> }>();
  for (const { section, set, unset = [] } of edits) {
    const key = sectionKey(section);
    const whole = wanted.get(key) ?? { section, set: new Map(), unset: new Set() };
    wanted.set(key, whole);
    for (const name of unset.map(checkedKey)) {
      whole.set.delete(name);
      whole.unset.add(name);
    }
    for (const [name, value] of Object.entries(set)) {
      whole.set.set(checkedKey(name), checkedValue(name, value));
      whole.unset.delete(name);
    }
  }
  return wanted;
}

/** Why a section of this name is not created; `undefined` for names that every client reads alike. */
export function newNameRefusal({ name }: SectionName): Refusal | undefined {
  if (name === "__proto__") {
    return {
      message: `Because of a section named ${quoted(name)} some clients read nothing.`,
      remedy: "Choose another.",
    };
  }
  return name === "default" ? undefined : profileNameFault(name);
}

function checkedKey(key: string): string {
  if (/^[a-z0-9][a-z0-9_-]*$/.test(key)) return key;
  const remedy = key.includes(".")
    ? "Edit keys of a nested block by hand."
    : "Keys have lower-case letters, digits, _ and - only.";
  throw new ConfigRefused({ message: `${quoted(key)} is not a key that all AWS clients read alike.`, remedy });
}

function checkedValue(key: string, value: string): string {
  const fault = valueFault(value);
  if (fault === undefined) return value;
  throw new ConfigRefused({
    message: `The value ${quoted(value)} for ${quoted(key)} ${fault}.`,
    remedy: "Use another value.",
  });
}

function valueFault(value: string): string | undefined {
  if (value === "") return "is empty, which some clients take for a nested block";
  if (hiddenCharacter(value) !== undefined) return "has a line break or another invisible character";
  if (strip(value) !== value || value.trim() !== value) return "begins or ends with a blank, which clients cut off";
  const seen = lineToJsSdk(`key = ${value}`);
  if (seen.kind === "setting" && seen.value === value) return undefined;
  return 'has a "#" or ";" after a blank, where some clients begin a comment';
}
