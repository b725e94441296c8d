import { existsSync } from "node:fs";
import { readFile, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { answeredFiles, TEAM_FILE } from "../init/starter-files.ts";
import type { Io } from "../terminal/io.ts";
import { type Answers, answeredFor, type KeptFiles } from "./answers.ts";
import type { PlacesToKeep } from "./ask-about-access.ts";
import type { PeopleRead } from "./read-people.ts";

/**
 * Where the answers about these people can be kept. A `team.csv` that was named stays the team file; other files are somebody's own,
 * and their people go into one here.
 */
export function placesToKeep({ people: { file }, settingsFile }: PeopleRead, { cwd }: Pick<Io, "cwd">): PlacesToKeep {
  const isThere = (name: string) => existsSync(path.resolve(cwd, name));
  const isTeamFile = file !== undefined && path.basename(file) === TEAM_FILE;
  const settings = path.join(isTeamFile ? path.dirname(file) : ".", SETTINGS_FILE);
  // Settings elsewhere go with the file beside them, and would not be read for one here.
  if (!isTeamFile && settingsFile !== undefined && settingsFile !== SETTINGS_FILE) {
    return { kind: "taken", by: settingsFile };
  }
  if (!isTeamFile && isThere(TEAM_FILE)) return { kind: "taken", by: TEAM_FILE };
  return {
    kind: "free",
    files: definedOnly({
      team: isTeamFile ? undefined : TEAM_FILE,
      settings: isThere(settings) ? undefined : settings,
    }),
  };
}

/** What was made, to be taken away again if the run is left at its question. */
export type TakeAway = () => Promise<void>;

/** Writes the files, for their owner's eyes: they name people. Nothing that is there is written over. */
export async function keepAnswers(answers: Answers, kept: KeptFiles, { cwd }: Pick<Io, "cwd">): Promise<TakeAway> {
  const texts = await answeredFiles(answeredFor(answers, kept));
  const wanted = [
    { file: kept.team, text: texts.team },
    { file: kept.settings, text: texts.settings },
  ].flatMap(({ file, text }) => (file === undefined ? [] : [{ file: path.resolve(cwd, file), text }]));
  const made: typeof wanted = [];
  const takeAway = async () => {
    for (const one of made) if ((await readFile(one.file, "utf8").catch(() => "")) === one.text) await rm(one.file);
  };
  for (const one of wanted) {
    try {
      await writeFile(one.file, one.text, { flag: "wx", mode: 0o600 });
      made.push(one);
    } catch (error) {
      await takeAway();
      throw cannotKeep(one.file, error);
    }
  }
  return takeAway;
}

function cannotKeep(file: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new OnboardError(
    {
      kind: "failed",
      message: `${path.basename(file)} could not be written: ${message}. Nothing was changed.`,
      remedy: "Start in a folder of your own in which you may write.",
    },
    { cause: error },
  );
}

/** The simulator's world of this folder, where there was none before. */
export function takeAwaySimulation({ cwd }: Pick<Io, "cwd">): TakeAway {
  const folder = path.join(cwd, ".onboard");
  if (existsSync(folder)) return async () => undefined;
  return async () => {
    await rm(path.join(folder, "simulator.json"), { force: true });
    await rmdir(folder).catch(() => undefined);
  };
}
