import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

/** Environment variables, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** How paths are written there. */
export function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}

/**
 * The folders in which programs are looked for. What depends on where one stands is left out (`.`, an empty entry, `bin`): a
 * cloned repository must not bring its own programs.
 */
export function searchPath(env: Variables, platform: NodeJS.Platform): readonly string[] {
  const { delimiter, isAbsolute } = pathsOf(platform);
  return (variable(env, "PATH", platform) ?? "")
    .split(delimiter)
    .map((folder) => (platform === "win32" ? folder.replaceAll('"', "") : folder))
    .filter((folder) => isAbsolute(folder));
}

/** The same without what npm puts in front for the project one stands in: those are the project's programs, too. */
export function machineSearchPath(env: Variables, platform: NodeJS.Platform): readonly string[] {
  return searchPath(env, platform).filter((folder) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder));
}

/**
 * The machine's program of this name, as an absolute path: whatever is started goes through here or has its whole path already, since
 * Windows looks for a bare name in the working directory first. A whole path stands for itself, another path for nothing.
 */
export async function machineProgram(
  word: string,
  env: Variables,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const paths = pathsOf(platform);
  const name = paths.basename(word);
  if (name === "" || (name !== word && !paths.isAbsolute(word))) return undefined;
  const folders = name === word ? machineSearchPath(env, platform) : [paths.dirname(word)];
  return programIn(folders, namesOf(name, env, platform), platform);
}

/** The names of files that a program's name may mean there. */
export function namesOf(name: string, env: Variables, platform: NodeJS.Platform): readonly string[] {
  return platform === "win32" ? namesOnWindows(name, variable(env, "PATHEXT", platform)) : [name];
}

/** Programs that Windows starts itself, in the order of PATHEXT; what it hands to a script host of its own is none. */
const STARTED: readonly string[] = [".com", ".exe", ".bat", ".cmd"];

/** The files that a word may mean there: with each ending that PATHEXT names, unless it has one. */
export function namesOnWindows(word: string, pathExt = ".COM;.EXE;.BAT;.CMD"): readonly string[] {
  const endings = pathExt
    .toLowerCase()
    .split(";")
    .filter((ending) => STARTED.includes(ending));
  return endings.some((ending) => word.toLowerCase().endsWith(ending))
    ? [word]
    : endings.map((ending) => word + ending);
}

/** The first program of one of these names in these folders, each name tried in a folder before the next one is gone to. */
export async function programIn(
  folders: readonly string[],
  names: readonly string[],
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  for (const folder of folders) {
    for (const name of names) {
      const file = pathsOf(platform).join(folder, name);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

/** A plain file that may be run. */
async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** A variable's value; Windows takes names in any case for the same. */
export function variable(env: Variables, name: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== "win32" || env[name] !== undefined) return env[name];
  return Object.entries(env).find(([one]) => one.toUpperCase() === name)?.[1];
}
