import type { NamedSection, OpenedInspection } from "../../inspection/opened-inspection.ts";
import { ownSettings } from "../../inspection/outline.ts";
import type { DoctorFinding } from "./finding.ts";

/** What both files say of a profile; a key of the credentials file counts above the same one of the config file. */
export interface MergedProfile {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  /** Where a key stands, or where the profile begins. */
  readonly placeOf: (key?: string) => DoctorFinding["place"] & object;
}

/** All profiles of a machine, those of the config file first, as a person would read them. */
export function mergedProfiles({
  config,
  credentials,
  profiles,
  credentialSections,
}: OpenedInspection): ReadonlyMap<string, MergedProfile> {
  const names = new Set([...profiles.keys(), ...credentialSections.keys()]);
  return new Map(
    [...names].map((name) => {
      const inConfig = profiles.get(name);
      const inCredentials = credentialSections.get(name);
      const values = new Map([...(inConfig?.values ?? []), ...(inCredentials?.values ?? [])]);
      const placeOf = (key?: string) =>
        (key !== undefined && (placeIn(credentials.file, inCredentials, key) ?? placeIn(config.file, inConfig, key))) ||
        (inConfig === undefined
          ? { file: credentials.file, line: (inCredentials?.section.line ?? 0) + 1 }
          : { file: config.file, line: inConfig.section.line + 1 });
      return [name, { name, values, placeOf }];
    }),
  );
}

/** The profiles on the way of `source_profile` from one, itself first, each once. */
export function sourceChain(profiles: ReadonlyMap<string, MergedProfile>, start: string): readonly string[] {
  const chain = new Set([start]);
  for (let at: string | undefined = start; at !== undefined; ) {
    const next: string | undefined = profiles.get(at)?.values.get("source_profile");
    if (next === undefined || chain.has(next)) break;
    chain.add(next);
    at = next;
  }
  return [...chain];
}

function placeIn(file: string, named: NamedSection | undefined, key: string) {
  const setting = named && ownSettings(named.section.settings).find((one) => one.key.toLowerCase() === key);
  return setting && { file, line: setting.line + 1 };
}
