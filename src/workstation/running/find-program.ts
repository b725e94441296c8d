import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { foldersUpwards } from "../../files/find-upwards.ts";
import { isFileThere } from "../../files/is-there.ts";
import { namesOf, pathsOf, programIn, searchPath } from "../../files/search-path.ts";
import { type Start, startOf } from "../../files/windows-start.ts";
import { ampxIn } from "./ampx-command.ts";

/** Where a command is typed. */
export interface Surroundings {
  readonly cwd: string;
  /** Packages above it are nobody's here. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

interface Place extends Surroundings {
  /** From the working directory upwards: those whose packages count. */
  readonly folders: readonly string[];
}

/**
 * How a command line is started: its program by its absolute path, with the arguments as they are. A bare word is looked up on
 * the search path and then among the programs of the project's packages, ampx there first; never in the working directory.
 * `undefined` where there is no such program.
 */
export async function findStart(words: readonly string[], surroundings: Surroundings): Promise<Start | undefined> {
  const [word = "", ...args] = words;
  const here = { ...surroundings, folders: (await foldersUpwards(surroundings)).folders };
  if (here.platform === "win32") return (await ampxByNode(words, here)) ?? (await windowsStart(word, args, here));
  const file = await findProgram(word, here);
  if (file === undefined) return undefined;
  return ampxIn(words)?.program === 0 ? { file, args, variables: await asByPackageManager(here) } : { file, args };
}

async function findProgram(word: string, here: Place): Promise<string | undefined> {
  const { cwd, env, platform } = here;
  const paths = pathsOf(platform);
  const names = namesOf(word, env, platform);
  if (word === "") return undefined;
  if (paths.basename(word) !== word) {
    const file = paths.resolve(cwd, word);
    return programIn(
      [paths.dirname(file)],
      names.map((name) => paths.basename(name)),
      platform,
    );
  }
  const onPath = searchPath(env, platform);
  const ofProject = here.folders.map((folder) => path.join(folder, "node_modules", ".bin"));
  return programIn(word === "ampx" ? [...ofProject, ...onPath] : [...onPath, ...ofProject], names, platform);
}

const AMPX = path.join("node_modules", "@aws-amplify", "backend-cli", "lib", "ampx.js");

/** What `npx ampx` would start there in the end, without the shells in between. A flag of npx's is for npx to obey. */
async function ampxByNode(words: readonly string[], here: Place): Promise<Start | undefined> {
  const found = ampxIn(words);
  const before = words.slice(0, found?.program);
  if (found === undefined || before.some((word) => !/^(?:npx(?:\.cmd)?|--no|--yes|-y|--no-install|--)$/i.test(word)))
    return undefined;
  if (words[found.program] !== "ampx") return undefined;
  for (const folder of here.folders) {
    const script = path.join(folder, AMPX);
    if (!(await isFileThere(script))) continue;
    const args = [script, ...words.slice(found.program + 1)];
    return { file: process.execPath, args, variables: await asByPackageManager(here) };
  }
  return undefined;
}

const LOCK_FILES = [
  ["pnpm-lock.yaml", "pnpm/10"],
  [".yarnrc.yml", "yarn/4"],
  ["yarn.lock", "yarn/1"],
  ["package-lock.json", "npm/11"],
] as const;

/** ampx refuses to work unless a package manager has started it, and asks no more of that than its name. */
async function asByPackageManager(here: Place): Promise<Readonly<Record<string, string>>> {
  if (here.env.npm_config_user_agent !== undefined) return {};
  for (const folder of here.folders) {
    for (const [file, agent] of LOCK_FILES) {
      if (await isFileThere(path.join(folder, file))) return { npm_config_user_agent: agent };
    }
  }
  return { npm_config_user_agent: "npm/11" };
}

async function windowsStart(word: string, args: readonly string[], here: Place): Promise<Start | undefined> {
  const file = await findProgram(word, here);
  if (file === undefined) return undefined;
  try {
    return await startOf(file, args, here);
  } catch {
    throw new OnboardError({
      kind: "invalid-input",
      message: `${quoted(word)} is a batch file, and no line end can be handed to one.`,
      remedy: "Leave the line end out of the argument, or put the text into a file.",
    });
  }
}
