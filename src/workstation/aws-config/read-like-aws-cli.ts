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
import { type ConfigReading, readingOf, SECTION_TYPES, type SectionName, type Setting } from "./reading.ts";

/** What the AWS CLI and boto3 make of a config file, or why they refuse it as a whole. */
export function readLikeAwsCli(text: string): ConfigReading | UnreadableConfig {
  const parsed = parseLikeAwsCli(splitLines(text));
  return parsed.readable ? awsCliReading(parsed) : parsed;
}

/** What a section's header means to botocore; `undefined` when it means nothing. */
export function meaningToAwsCli(header: string): SectionName | undefined {
  // In this order, and only at how it begins: `[profiles x]` is a profile too.
  const type = SECTION_TYPES.find((prefix) => header.startsWith(prefix));
  if (type === undefined) return header === "default" ? { type: "profile", name: "default" } : undefined;
  const [, name, ...more] = splitShellWords(header) ?? [];
  return name === undefined || more.length > 0 ? undefined : { type, name };
}

/** What the sections of a file mean to the AWS CLI. */
export function awsCliReading({ sections: parsed }: ParsedConfig): ConfigReading {
  const leaking = new Map(
    parsed.filter(({ header }) => header === LEAKING_SECTION).flatMap(({ options }) => options.map(entryOf)),
  );
  const named = parsed.filter(({ header }) => header !== LEAKING_SECTION);
  const settings = named.map(
    ({ header, options }) => [header, new Map([...leaking, ...options.map(entryOf)])] as const,
  );
  return readingOf(new Map(settings), meaningToAwsCli);
}

function entryOf(option: ConfigOption): readonly [string, Setting] {
  const value = optionValue(option);
  return [option.key, (value.startsWith("\n") ? nestedSettings(value) : undefined) ?? value];
}
