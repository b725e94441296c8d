import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { FileSource, Problem } from "../../core/errors/problem.ts";
import { NO_SETTINGS, type Settings } from "../../core/settings/settings.ts";
import type { SettingsPlaces, SettingsReading } from "../../core/settings/settings-file.ts";
import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { argumentForCaller } from "../../core/text/command-line.ts";
import { fileText } from "../../core/text/file-text.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { cannotRead } from "../../files/file-error.ts";
import { type FileReading, readPlainFile } from "../../files/read-file.ts";
import type { Io } from "../terminal/io.ts";

/** What is read of the settings alone. */
export interface SettingsInput {
  readonly settings: Settings;
  /** The settings file, or the one that would be read if it were there. */
  readonly settingsSource: FileSource;
  readonly placeInSettings: SettingsPlaces;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  /** Absent: there is no such file. */
  readonly bytes: Uint8Array | undefined;
}

/** Reads the settings that were named, else those beside whatever they are for: `onboard.json` of this folder. */
export async function readSettingsInput(
  named: string | undefined,
  beside: string | undefined,
  io: Io,
): Promise<SettingsInput> {
  const file = named ?? beside ?? SETTINGS_FILE;
  const bytes = named === undefined ? await settingsFound(file, io) : (await readNamed(file, io)).bytes;
  const settingsSource: FileSource = { kind: "file", file };
  const settings = bytes === undefined ? undefined : await parseSettings(bytes, settingsSource);
  return {
    bytes,
    settings: settings?.settings ?? NO_SETTINGS,
    settingsSource,
    placeInSettings: settings?.placeOf ?? (() => settingsSource),
    problems: settings?.problems ?? [],
    warnings: (settings?.warnings ?? []).map(({ message, remedy }) => `${message} ${remedy}`),
  };
}

/**
 * The settings that nobody named, if there are any: only those of whoever runs this, or of the folder's owner. In a place
 * like /tmp anybody could leave some for us, and what they say of permissions would be carried out.
 */
async function settingsFound(file: string, io: Io): Promise<Buffer | undefined> {
  if (!existsSync(path.resolve(io.cwd, file))) return undefined;
  const { bytes, owner } = await readNamed(file, io);
  const folder = await stat(path.dirname(path.resolve(io.cwd, file)));
  if ([process.getuid?.() ?? 0, folder.uid].includes(owner)) return bytes;
  throw new OnboardError({
    kind: "invalid-input",
    message: `${quoted(file)} belongs to another user (${owner}), and nobody named it: its settings are not taken.`,
    remedy: `If they are meant: --settings ${argumentForCaller(file)}. Else keep the team file in a folder of your own.`,
  });
}

/** The schema behind it takes longer to load than a team file to read: only who has settings waits for it. */
async function parseSettings(bytes: Buffer, source: FileSource): Promise<SettingsReading> {
  const { readSettings } = await import("../../core/settings/settings-file.ts");
  return readSettings(fileText(bytes), source);
}

/** A file that somebody named, in words where it cannot be read. */
export async function readNamed(file: string, io: Pick<Io, "cwd">): Promise<FileReading> {
  try {
    return await readPlainFile(path.resolve(io.cwd, file));
  } catch (error) {
    const remedy = "Check the path. --emails takes a file, - for standard input, or addresses separated by commas.";
    throw cannotRead(error, file, remedy);
  }
}
