import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

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
  return (variable(env, "PATH", platform) ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
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
