import path from "node:path";
import { flagProblem } from "../../core/errors/fault.ts";
import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { argumentForCaller } from "../../core/text/command-line.ts";
import { isFileThere } from "../../files/is-there.ts";
import type { Io } from "../terminal/io.ts";
import { readSettingsInput, type SettingsInput } from "./settings-input.ts";
import { settingsTeams } from "./settings-teams.ts";
import type { TeamPlace } from "./team-places.ts";

/**
 * The settings of a team, of which there is one file: the one that is named, else the one beside the team files, else the nearest one
 * above them, down from the working directory, whose `teams` name one of them.
 */
export async function settingsFor(
  named: string | undefined,
  places: readonly TeamPlace[],
  io: Io,
): Promise<SettingsInput> {
  const folders = [...new Set(places.map((place) => (place.kind === "file" ? path.dirname(place.file) : ".")))];
  const [first = "."] = folders;
  const usual = path.join(first, SETTINGS_FILE);
  if (named !== undefined) return readSettingsInput(named, usual, io);
  const beside = (await Promise.all(folders.map((folder) => settingsIn(folder, io)))).flat();
  const [found, ...others] = beside;
  if (found !== undefined) {
    const settings = await readSettingsInput(undefined, found, io);
    return others.length === 0 ? settings : { ...settings, problems: [...settings.problems, severalSettings(beside)] };
  }
  return (await settingsAbove(folders, places, io)) ?? readSettingsInput(undefined, usual, io);
}

async function settingsIn(folder: string, { cwd }: Io): Promise<readonly string[]> {
  const file = path.join(folder, SETTINGS_FILE);
  return (await isFileThere(path.resolve(cwd, file))) ? [file] : [];
}

/** A file that stands above a team file is not beside it: it is the team's only if it says so. */
async function settingsAbove(
  folders: readonly string[],
  places: readonly TeamPlace[],
  io: Io,
): Promise<SettingsInput | undefined> {
  const ids = new Set(places.flatMap((place) => (place.kind === "file" ? (place.id ?? []) : [])));
  const above = [...new Set(folders.flatMap(foldersAbove))];
  for (const folder of above) {
    for (const file of await settingsIn(folder, io)) {
      const input = await readSettingsInput(undefined, file, io);
      const { files } = await settingsTeams(input, io);
      if (files.some(({ id }) => id !== undefined && ids.has(id))) return input;
    }
  }
  return undefined;
}

/** `a/b` has `a` and the working directory above it; what is outside of that one has none. */
function foldersAbove(folder: string): readonly string[] {
  const steps = path
    .normalize(folder)
    .split(path.sep)
    .filter((step) => step !== "" && step !== ".");
  if (path.isAbsolute(folder) || steps[0] === "..") return [];
  return steps.map((_, index) => steps.slice(0, steps.length - 1 - index).join(path.sep) || ".");
}

function severalSettings(files: readonly string[]) {
  const [first = ""] = files;
  return flagProblem("--emails", {
    message: `The team files have settings of their own beside them: ${files.join(", ")}. A run has one settings file.`,
    remedy: `Say which counts, for instance --settings ${argumentForCaller(first)}.`,
  });
}
