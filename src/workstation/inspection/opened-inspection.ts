import { isUtf8 } from "node:buffer";
import { type NotText, notText } from "../aws-config/file/not-text.ts";
import type { InspectedFile, Inspection } from "./inspect-machine.ts";
import { meaningOf, type Outline, type OutlineSection, outlineOf, valuesOf } from "./outline.ts";

/** A shared file opened for examination. A file that is not there is an empty one. */
export interface OpenedFile {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly isUtf8: boolean;
  /** What it is when it holds no text at all, as when it is encrypted; its text is empty then. */
  readonly notText?: NotText;
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
  return opened(inspection, openFile(inspection.config), openFile(inspection.credentials));
}

/** The same machine with other text in its files. */
export function withTexts(
  { inspection, config, credentials }: OpenedInspection,
  texts: { readonly config: string; readonly credentials: string },
): OpenedInspection {
  return opened(inspection, openText(config.file, texts.config), openText(credentials.file, texts.credentials));
}

function opened(inspection: Inspection, config: OpenedFile, credentials: OpenedFile) {
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

/** Whether there is a file that can't be read, so that what else is there may be in it. */
export function hasUnreadFile({ inspection, config, credentials }: OpenedInspection): boolean {
  const states = [inspection.config.state, inspection.credentials.state];
  return (
    [config, credentials].some((one) => one.notText) || states.some((one) => one === "unreadable" || one === "dangling")
  );
}

/** Whether a profile signs in through IAM Identity Center. */
export function isSsoProfile(values: ReadonlyMap<string, string>): boolean {
  return ["sso_session", "sso_start_url", "sso_account_id"].some((key) => values.has(key));
}

function openFile(file: InspectedFile): OpenedFile {
  if (file.state !== "present") return openText(file.file, "");
  const other = notText(file.bytes);
  if (other !== undefined) return { ...openText(file.file, ""), notText: other };
  return openText(file.file, file.bytes.toString("utf8"), isUtf8(file.bytes));
}
