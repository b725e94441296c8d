import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import type { Io } from "../terminal/io.ts";
import { optionName } from "./flag.ts";
import { type ReadingOptions, TEAM_FLAGS } from "./team-flags.ts";

/** How a command prints, and for whom, is no part of what it is about. */
const ABOUT = Object.keys(TEAM_FLAGS).filter((name) => name !== "format" && name !== "show-people");

type AboutTeam = { readonly [Name in keyof ReadingOptions]?: ReadingOptions[Name] | undefined };

/**
 * A command about the same team, in the same accounts and at the same place, as whoever started this process types it;
 * `name` is empty for the program's own.
 */
export function teamCommand(name: readonly string[], options: AboutTeam, ...more: readonly string[]): string {
  const given = options as Readonly<Record<string, string | true | readonly string[] | undefined>>;
  const flags = ABOUT.flatMap((name) => {
    const value = given[optionName(name)];
    if (value === undefined) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().flatMap((one) => [`--${name}`, one]);
  });
  return commandForCaller(...neverBare([...name, ...flags, ...more]));
}

/** The command that was typed, to be typed again, with further flags behind it. */
export function sameCommand({ argv = [] }: Pick<Io, "argv">, ...more: readonly string[]): string {
  return commandForCaller(...neverBare([...argv, ...more]));
}

/** Nothing at all is typed by whoever wants to be asked; the teams of the settings here are meant by naming these. */
function neverBare(words: readonly string[]): readonly string[] {
  return words.length === 0 ? ["--settings", SETTINGS_FILE] : words;
}
