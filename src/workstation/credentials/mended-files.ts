import { NOTHING_READ, type SectionSettings } from "../aws-config/reading.ts";
import type { NamedSection, OpenedInspection } from "../inspection/opened-inspection.ts";
import type { SharedFiles } from "./client-view.ts";

/** The sections of both shared files, as a person would read them. */
export type NamedFiles = Pick<OpenedInspection, "profiles" | "ssoSessions" | "credentialSections">;

/**
 * The files as both kinds of client would read them once nothing in them is misspelled, so that what is said in them is
 * judged apart from how. Without the shell's variables, which are looked at by themselves.
 */
export function mendedFiles({ profiles, ssoSessions, credentialSections }: NamedFiles): SharedFiles {
  const config = { ...NOTHING_READ, profiles: valuesOf(profiles), ssoSessions: valuesOf(ssoSessions) };
  const credentials = { ...NOTHING_READ, sections: valuesOf(credentialSections) };
  return {
    config: { awsCli: config, jsSdk: config },
    credentials: { awsCli: credentials, jsSdk: credentials },
    env: {},
  };
}

function valuesOf(sections: ReadonlyMap<string, NamedSection>): ReadonlyMap<string, SectionSettings> {
  return new Map([...sections].map(([name, { values }]) => [name, values]));
}
