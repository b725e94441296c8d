import { splitLines } from "./lines.ts";
import {
  type ConfigOption,
  LEAKING_SECTION,
  nestedSettings,
  optionValue,
  type ParsedConfig,
  parseLikeAwsCli,
  type UnreadableConfig,
} from "./parse-like-aws-cli.ts";
import { splitShellWords } from "./python-text.ts";
import type { ConfigReading, SectionName, SectionSettings, SectionType, Setting } from "./reading.ts";

/** botocore looks at how a header begins, and in this order: `[profiles x]` is a profile too. */
const TYPES: readonly SectionType[] = ["profile", "sso-session", "services"];

/** What the AWS CLI and boto3 make of a config file, or why they refuse it as a whole. */
export function readLikeAwsCli(text: string): ConfigReading | UnreadableConfig {
  const parsed = parseLikeAwsCli(splitLines(text));
  return parsed.readable ? awsCliReading(parsed) : parsed;
}

/** What a section's header means to botocore; `undefined` when it means nothing. */
export function meaningToAwsCli(header: string): SectionName | undefined {
  const type = TYPES.find((prefix) => header.startsWith(prefix));
  if (type === undefined) return header === "default" ? { type: "profile", name: "default" } : undefined;
  const [, name, ...more] = splitShellWords(header) ?? [];
  return name === undefined || more.length > 0 ? undefined : { type, name };
}

/** What the sections of a file mean to the AWS CLI. */
export function awsCliReading({ sections: parsed }: ParsedConfig): ConfigReading {
  const leaking = new Map(
    parsed.filter(({ header }) => header === LEAKING_SECTION).flatMap(({ options }) => options.map(entryOf)),
  );
  const sections = new Map<string, SectionSettings>();
  const named = { profile: new Map<string, SectionSettings>(), "sso-session": new Map(), services: new Map() };
  for (const { header, options } of parsed) {
    if (header === LEAKING_SECTION) continue;
    const settings = new Map([...leaking, ...options.map(entryOf)]);
    sections.set(header, settings);
    const meaning = meaningToAwsCli(header);
    if (meaning !== undefined) named[meaning.type].set(meaning.name, settings);
  }
  const { profile: profiles, "sso-session": ssoSessions, services } = named;
  return { readable: true, profiles, ssoSessions, services, sections };
}

function entryOf(option: ConfigOption): readonly [string, Setting] {
  const value = optionValue(option);
  return [option.key, (value.startsWith("\n") ? nestedSettings(value) : undefined) ?? value];
}
