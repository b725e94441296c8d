import { quoted } from "../../core/text/visible-text.ts";
import { type ConfigReading, NOTHING_READ, type SectionSettings, type Setting } from "../aws-config/reading.ts";
import { type Client, type Readings, readable } from "../aws-config/readings.ts";

/** The variables of a process. */
export type ClientVariables = Readonly<Record<string, string | undefined>>;

/** Both shared files as clients read them, and the environment they run in. */
export interface SharedFiles {
  readonly config: Readings;
  readonly credentials: Readings;
  readonly env: ClientVariables;
}

/** What one kind of client knows when it looks for credentials. */
export interface ClientView {
  /** Of both files; a key of the credentials file counts above the same one of the config file. */
  readonly profiles: ReadonlyMap<string, SectionSettings>;
  readonly ssoSessions: ReadonlyMap<string, SectionSettings>;
  /** The config file alone. */
  readonly inConfig: ReadonlyMap<string, SectionSettings>;
  /** The credentials file alone, by what stands between the brackets. */
  readonly inCredentials: ReadonlyMap<string, SectionSettings>;
  readonly env: ClientVariables;
  /** The config file as each client reads it, to tell what this one does not see. */
  readonly config: Readings;
}

/** Puts the two files together as a client does. A file that it cannot read is an empty one here. */
export function clientView(client: Client, { config, credentials, env }: SharedFiles): ClientView {
  const { profiles: inConfig, ssoSessions } = orNothing(config[client]);
  const { sections: inCredentials } = orNothing(credentials[client]);
  const profiles = new Map(inConfig);
  for (const [name, settings] of inCredentials) {
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...settings]));
  }
  return { profiles, ssoSessions, inConfig, inCredentials, env, config };
}

function orNothing(reading: Readings[Client]): ConfigReading {
  return reading.readable ? reading : NOTHING_READ;
}

/** What stands under a name in each file, as each client reads it. */
export function writtenUnder(name: string, { config, credentials }: SharedFiles) {
  return {
    inConfig: readable(config).flatMap(({ profiles }) => profiles.get(name) ?? []),
    inCredentials: readable(credentials).flatMap(({ sections }) => sections.get(name) ?? []),
  };
}

/** The names that one of the clients sees in one of the files. */
export function profilesOf({ config, credentials }: SharedFiles): ReadonlySet<string> {
  return new Set([
    ...readable(config).flatMap(({ profiles }) => [...profiles.keys()]),
    ...readable(credentials).flatMap(({ sections }) => [...sections.keys()]),
  ]);
}

/** The text of a key; `undefined` where there is none or nothing in it. */
export function textOf(settings: SectionSettings | undefined, key: string): string | undefined {
  const value: Setting | undefined = settings?.get(key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A profile in a sentence. */
export function theProfile(name: string): string {
  return `the profile ${quoted(name)}`;
}
