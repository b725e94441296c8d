import { profileNameFault } from "../../core/aws/name-rules.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { startUrlFault } from "../../core/aws/start-url.ts";
import type { SectionSettings, Setting } from "./reading.ts";
import type { BothReadings } from "./readings.ts";

/** An `[sso-session]` that is in the config file already, and the Regions that its profiles work in. */
export interface KnownSession {
  readonly name: string;
  readonly startUrl: string;
  readonly ssoRegion: string;
  /** The commonest first. */
  readonly workingRegions: readonly string[];
}

/** The sessions that both kinds of client read alike and that lead to an access portal; others are no use to anybody. */
export function knownSessions({ awsCli, jsSdk }: BothReadings): readonly KnownSession[] {
  return [...awsCli.ssoSessions].flatMap(([name, settings]) => {
    const startUrl = agreed(settings, jsSdk.ssoSessions.get(name), "sso_start_url");
    const ssoRegion = agreed(settings, jsSdk.ssoSessions.get(name), "sso_region");
    if (profileNameFault(name) !== undefined || startUrl === undefined || ssoRegion === undefined) return [];
    if (startUrlFault(startUrl) !== undefined || regionFault(ssoRegion) !== undefined) return [];
    return [{ name, startUrl, ssoRegion, workingRegions: workingRegions(name, awsCli.profiles) }];
  });
}

function agreed(one: SectionSettings, other: SectionSettings | undefined, key: string): string | undefined {
  const value: Setting | undefined = one.get(key);
  return typeof value === "string" && value === other?.get(key) ? value : undefined;
}

function workingRegions(session: string, profiles: ReadonlyMap<string, SectionSettings>): readonly string[] {
  const counts = new Map<string, number>();
  for (const settings of profiles.values()) {
    const region = settings.get("region");
    if (settings.get("sso_session") !== session || typeof region !== "string") continue;
    if (regionFault(region) === undefined) counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([region]) => region);
}
