import type { UnreadableConfig } from "../../../src/workstation/aws-config/parse-like-aws-cli.ts";
import type { ConfigReading, SectionSettings } from "../../../src/workstation/aws-config/reading.ts";

/** A reading as plain JSON, the form in which the real clients' answers come; `undefined` for a file nobody reads. */
export function plainReading(reading: ConfigReading | UnreadableConfig) {
  if (!reading.readable) return undefined;
  const { profiles, ssoSessions, services, sections } = reading;
  return {
    profiles: plainSections(profiles),
    ssoSessions: plainSections(ssoSessions),
    services: plainSections(services),
    sections: plainSections(sections),
  };
}

function plainSections(sections: ReadonlyMap<string, SectionSettings>): Record<string, Record<string, unknown>> {
  return Object.fromEntries([...sections].map(([name, settings]) => [name, plainSettings(settings)]));
}

function plainSettings(settings: SectionSettings): Record<string, unknown> {
  return Object.fromEntries(
    [...settings].map(([key, value]) => [key, typeof value === "string" ? value : Object.fromEntries(value)]),
  );
}
