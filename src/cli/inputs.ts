import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { NO_SETTINGS, type Settings } from "../core/settings/settings.ts";
import { readSettings } from "../core/settings/settings-file.ts";
import { readAddressList, readTeam, type TeamReading } from "../core/team/team-file.ts";
import { OnboardError } from "../core/trouble/onboard-error.ts";
import type { Problem } from "../core/trouble/problem.ts";
import type { Io } from "./io.ts";

export interface Inputs {
  readonly reading: TeamReading;
  readonly settings: Settings;
  /** The settings file, or the one that would be read if it were there. */
  readonly settingsFile: string;
  /** Every problem of both files. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

const SETTINGS_FILE = "onboard.json";

/** Reads the team file (a file, `-`, or addresses) and the settings that go with it: `--settings`, else beside it. */
export async function readInputs(emails: string, settingsFile: string | undefined, io: Io): Promise<Inputs> {
  const reading = await readTeamInput(emails, io);
  const found = settingsFile ?? settingsBeside(emails, io);
  const settings = found === undefined ? undefined : readSettings((await read(found, io)).toString("utf8"), found);
  return {
    reading,
    settings: settings?.settings ?? NO_SETTINGS,
    settingsFile: found ?? SETTINGS_FILE,
    problems: [...reading.problems, ...(settings?.problems ?? [])],
    warnings: (settings?.warnings ?? []).map(({ message, remedy }) => `${message} ${remedy}`),
  };
}

async function readTeamInput(emails: string, io: Io): Promise<TeamReading> {
  if (emails === "-") return readTeam(await buffer(io.stdin), "<stdin>");
  if (isAddressList(emails, io)) return readAddressList(emails);
  return readTeam(await read(emails, io), emails);
}

function isAddressList(emails: string, io: Io): boolean {
  return emails.includes("@") && !existsSync(path.resolve(io.cwd, emails));
}

function settingsBeside(emails: string, io: Io): string | undefined {
  const folder = emails === "-" || isAddressList(emails, io) ? "." : path.dirname(emails);
  const file = path.join(folder, SETTINGS_FILE);
  return existsSync(path.resolve(io.cwd, file)) ? file : undefined;
}

async function read(file: string, io: Io): Promise<Buffer> {
  try {
    return await readFile(path.resolve(io.cwd, file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new OnboardError(
      {
        kind: "invalid-input",
        message: `${file} cannot be read: ${WHY[code] ?? (error as Error).message}.`,
        remedy: "Check the path. --emails takes a file, - for standard input, or addresses separated by commas.",
      },
      { cause: error },
    );
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "you have no right to read it",
};
