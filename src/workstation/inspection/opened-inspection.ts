import { isUtf8 } from "node:buffer";
import type { InspectedFile, Inspection } from "./inspect-machine.ts";
import { meaningOf, type Outline, type OutlineSection, outlineOf, valuesOf } from "./outline.ts";

/** A shared file opened for examination. A file that is not there is an empty one. */
export interface OpenedFile {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly isUtf8: boolean;
  readonly outline: Outline;
}

/** One profile or sso-session as a person would read it: keys in lower case, comments left out. */
export interface NamedSection {
  readonly name: string;
  readonly section: OutlineSection;
  readonly values: ReadonlyMap<string, string>;
}

/** An inspection with its files cut up, which is what examinations look at. */
export type OpenedInspection = ReturnType<typeof openInspection>;

/** Cuts up the files of an inspection. */
export function openInspection(inspection: Inspection) {
  const config = openFile(inspection.config);
  const credentials = openFile(inspection.credentials);
  return {
    ...inspection,
    inspection,
    config,
    credentials,
    ...namedSections(config.outline),
    credentialSections: credentialSections(credentials.outline),
  } as const;
}

/** Cuts up the text of one file. */
export function openText(file: string, whole: string, isText = true): OpenedFile {
  const hasByteOrderMark = whole.startsWith("\u{FEFF}");
  const text = hasByteOrderMark ? whole.slice(1) : whole;
  return { file, text, hasByteOrderMark, isUtf8: isText, outline: outlineOf(text) };
}

/** The profiles and sso-sessions of a config file. What several of one name say is taken together. */
export function namedSections(
  outline: Outline,
): Readonly<Record<"profiles" | "ssoSessions", ReadonlyMap<string, NamedSection>>> {
  const profiles = new Map<string, NamedSection>();
  const ssoSessions = new Map<string, NamedSection>();
  for (const section of outline.sections) {
    const meaning = meaningOf(section);
    if (meaning === undefined || meaning.type === "services") continue;
    const names = meaning.type === "profile" ? profiles : ssoSessions;
    const earlier = names.get(meaning.name);
    const values = new Map([...(earlier?.values ?? []), ...valuesOf(section)]);
    names.set(meaning.name, { name: meaning.name, section: earlier?.section ?? section, values });
  }
  return { profiles, ssoSessions };
}

/** The sections of a credentials file by what stands between their brackets. */
export function credentialSections(outline: Outline): ReadonlyMap<string, NamedSection> {
  const found = new Map<string, NamedSection>();
  for (const section of outline.sections) {
    const { header } = section;
    if (header === undefined || found.has(header)) continue;
    found.set(header, { name: header, section, values: valuesOf(section) });
  }
  return found;
}

/** Whether a profile signs in through IAM Identity Center. */
export function isSsoProfile(values: ReadonlyMap<string, string>): boolean {
  return ["sso_session", "sso_start_url", "sso_account_id"].some((key) => values.has(key));
}

function openFile(file: InspectedFile): OpenedFile {
  if (file.state !== "present") return openText(file.file, "");
  return openText(file.file, file.bytes.toString("utf8"), isUtf8(file.bytes));
}
