import type { ConfigReading, SectionSettings } from "../aws-config/reading.ts";
import type { NamedSection, OpenedInspection } from "../inspection/opened-inspection.ts";
import type { SharedFiles } from "./client-view.ts";

/** The sections of both shared files, as a person would read them. */
export type NamedFiles = Pick<OpenedInspection, "profiles" | "ssoSessions" | "credentialSections">;

/**
 * The files as both kinds of client would read them once nothing in them is misspelled, so that what is said in them is
 * judged apart from how. Without the shell's variables, which are looked at by themselves.
 */
export function mendedFiles({ profiles, ssoSessions, credentialSections }: NamedFiles): SharedFiles {
  const nothing = { readable: true, profiles: new Map(), ssoSessions: new Map(), services: new Map() } as const;
  const config: ConfigReading = {
    ...nothing,
    profiles: valuesOf(profiles),
    ssoSessions: valuesOf(ssoSessions),
    sections: new Map(),
  };
  const credentials: ConfigReading = { ...nothing, sections: valuesOf(credentialSections) };
  return {
    config: { awsCli: config, jsSdk: config },
    credentials: { awsCli: credentials, jsSdk: credentials },
    env: {},
  };
}

function valuesOf(sections: ReadonlyMap<string, NamedSection>): ReadonlyMap<string, SectionSettings> {
  return new Map([...sections].map(([name, { values }]) => [name, values]));
}
