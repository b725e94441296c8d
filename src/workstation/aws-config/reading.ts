/** The kinds of section that mean something to AWS clients, in the order in which botocore looks for them. */
export const SECTION_TYPES = ["profile", "sso-session", "services"] as const;

type SectionType = (typeof SECTION_TYPES)[number];

/** A section by what it means, however its header is spelled. The profile `default` is usually written `[default]`. */
export interface SectionName {
  readonly type: SectionType;
  readonly name: string;
}

/** What a key holds: a text, or the keys and values of a nested block (the AWS CLI only; the JS SDK reads `s3.key`). */
export type Setting = string | ReadonlyMap<string, string>;

/** The keys of one section and what they hold. */
export type SectionSettings = ReadonlyMap<string, Setting>;

/** What one kind of client makes of a config file. */
export interface ConfigReading {
  readonly readable: true;
  readonly profiles: ReadonlyMap<string, SectionSettings>;
  readonly ssoSessions: ReadonlyMap<string, SectionSettings>;
  readonly services: ReadonlyMap<string, SectionSettings>;
  /** Every section under the reader's own name for it, also those that mean nothing in a config file. */
  readonly sections: ReadonlyMap<string, SectionSettings>;
}

/** What is made of an empty file. */
export const NOTHING_READ: ConfigReading = {
  readable: true,
  profiles: new Map(),
  ssoSessions: new Map(),
  services: new Map(),
  sections: new Map(),
};

/** One text for a section's meaning, to compare and look up by. */
export function sectionKey({ type, name }: SectionName): string {
  return `${type} ${name}`;
}

/** The header that every client reads as this section. */
export function headerOf(section: SectionName): string {
  const isDefault = section.type === "profile" && section.name === "default";
  return isDefault ? "[default]" : `[${sectionKey(section)}]`;
}

/** The sections of one kind. */
export function sectionsOfType(reading: ConfigReading, type: SectionType): ReadonlyMap<string, SectionSettings> {
  return { profile: reading.profiles, "sso-session": reading.ssoSessions, services: reading.services }[type];
}

/** What a client makes of the sections that it sees, by what their names mean to it. */
export function readingOf(
  sections: ReadonlyMap<string, SectionSettings>,
  meaningOf: (name: string) => SectionName | undefined,
): ConfigReading {
  const named = { profile: new Map<string, SectionSettings>(), "sso-session": new Map(), services: new Map() };
  for (const [section, settings] of sections) {
    const meaning = meaningOf(section);
    if (meaning !== undefined) named[meaning.type].set(meaning.name, settings);
  }
  const { profile: profiles, "sso-session": ssoSessions, services } = named;
  return { readable: true, profiles, ssoSessions, services, sections };
}
