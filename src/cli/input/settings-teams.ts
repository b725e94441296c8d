import path from "node:path";
import type { Problem } from "../../core/errors/problem.ts";
import type { RowDefaults } from "../../core/settings/settings.ts";
import { teamDefaults } from "../../core/settings/team-defaults.ts";
import { withFileDefaults } from "../../core/team/several-files.ts";
import type { TeamReading } from "../../core/team/team-file.ts";
import type { Io } from "../terminal/io.ts";
import type { SettingsInput } from "./settings-input.ts";
import { type TeamPlace, teamPlaces } from "./team-places.ts";

/** A team file that the settings name, and by which of their `teams`. */
export interface SettingsTeam extends Extract<TeamPlace, { kind: "file" }> {
  readonly index: number;
}

export interface SettingsTeams {
  readonly files: readonly SettingsTeam[];
  readonly problems: readonly Problem[];
}

/** The team files that the settings name, relative to the working directory; the first of their `teams` that names one counts for it. */
export async function settingsTeams(
  { settings, settingsSource, placeInSettings }: Pick<SettingsInput, "settings" | "settingsSource" | "placeInSettings">,
  { cwd }: Pick<Io, "cwd">,
): Promise<SettingsTeams> {
  const beside = path.dirname(settingsSource.file);
  const found = await Promise.all(settings.teams.map(({ file }) => teamPlaces([path.join(beside, file)], cwd)));
  const files = new Map<string, SettingsTeam>();
  for (const [index, { places }] of found.entries()) {
    for (const place of places) {
      const key = place.kind === "file" ? (place.id ?? place.file) : undefined;
      if (place.kind === "file" && key !== undefined && !files.has(key)) files.set(key, { ...place, index });
    }
  }
  const problems = found.flatMap(({ places, faults }, index): readonly Problem[] => {
    const place = placeInSettings(["teams", index, "file"]);
    const isOther = places.some(({ kind }) => kind !== "file");
    return [...faults, ...(isOther ? [noFile] : [])].map((fault) => ({ place, ...fault }));
  });
  return { files: [...files.values()], problems };
}

/** The reading of a team file with what the settings say for it as a whole, where they name it. */
export function withTeamDefaults(
  reading: TeamReading,
  team: SettingsTeam | undefined,
  { settings, placeInSettings }: Pick<SettingsInput, "settings" | "placeInSettings">,
  above: Partial<RowDefaults> = {},
): TeamReading {
  const written = team === undefined ? undefined : settings.teams[team.index];
  if (team === undefined || written === undefined) return reading;
  return withFileDefaults(reading, teamDefaults(written, team.index, placeInSettings, above));
}

const noFile = { message: "This names no file.", remedy: "Write a path, a folder, or a pattern such as teams/*.csv." };
