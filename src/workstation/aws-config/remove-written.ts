import { ConfigRefused } from "./config-refused.ts";
import { findSection } from "./find-section.ts";
import { changesOf, type LineChanges } from "./line-changes.ts";
import type { ConfigLine } from "./lines.ts";
import { type OpenConfig, openConfig, outcomeOf } from "./open-config.ts";
import { type ConfigOption, type ConfigSection, optionValue } from "./parse-like-aws-cli.ts";
import { strip } from "./python-text.ts";
import { lineToJsSdk } from "./read-like-js-sdk.ts";
import { sectionKey } from "./reading.ts";
import type { SectionEdit } from "./section-edit.ts";

/**
 * Takes out of a config file what these edits wrote: keys that still hold what was written, and a section when nothing
 * else is in it. A section whose sign-in keys were changed since is somebody's own and stays, and so does an SSO session
 * that another profile uses. Undoes `editAwsConfig` byte for byte. Throws `ConfigRefused` as it does.
 */
export function removeWritten(config: OpenConfig, written: readonly SectionEdit[]): string {
  const sessions = written.filter(({ section }) => section.type === "sso-session");
  const profiles = written.filter((edit) => !sessions.includes(edit));
  const left = openConfig(removeSections(config, profiles), config.parsers);
  const inUse = new Set([...left.readings.awsCli.profiles.values()].map((settings) => settings.get("sso_session")));
  return removeSections(
    left,
    sessions.filter(({ section }) => !inUse.has(section.name)),
  );
}

function removeSections(config: OpenConfig, written: readonly SectionEdit[]): string {
  const { text, lines, index } = config;
  const changes = changesOf(lines);
  for (const edit of written) {
    const section = findSection(index, edit.section);
    if (section !== undefined) removeSection(changes, lines, section, edit);
  }
  const removed = changes.render();
  const touched = new Set(written.map(({ section }) => sectionKey(section)));
  if (removed === text || outcomeOf(config, removed, touched) !== undefined) return removed;
  throw new ConfigRefused({
    message: "Without these sections clients would read others differently.",
    remedy: "Remove the sections by hand.",
  });
}

function removeSection(
  changes: LineChanges,
  lines: readonly ConfigLine[],
  { line, options }: ConfigSection,
  { set }: SectionEdit,
): void {
  const wrote = new Map(Object.entries(set));
  const untouched = options.filter(
    (option) => wrote.has(option.key) && wrote.get(option.key) === valueToBoth(lines, option),
  );
  const isUntouched = (key: string) => untouched.some((option) => option.key === key);
  const isOurs = [...wrote.keys()].every((key) => !key.startsWith("sso_") || isUntouched(key));
  if (!isOurs) return;
  for (const option of untouched) changes.drop(option.line);
  if (untouched.length < options.length) return;
  changes.drop(line);
  if (line > 0 && strip(lines[line - 1]?.text ?? "") === "") changes.drop(line - 1);
}

/** What all clients read as the option's value; `undefined` when they differ. */
function valueToBoth(lines: readonly ConfigLine[], option: ConfigOption): string | undefined {
  const seen = lineToJsSdk(lines[option.line]?.text ?? "");
  const value = optionValue(option);
  return seen.kind === "setting" && seen.key === option.key && seen.value === value ? value : undefined;
}
