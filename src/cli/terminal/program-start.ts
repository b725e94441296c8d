import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { PACKAGE_NAME } from "../../core/text/command-line.ts";
import type { ProgramStart } from "../../core/text/program-start.ts";
import { shellOf } from "../../core/text/shell-words.ts";
import { packagedFile } from "../../files/packaged.ts";

/** The process, as Node describes it. */
export type StartedProcess = Pick<NodeJS.Process, "argv" | "env" | "platform"> & { readonly cwd: string };

/** Looks up how this process was started, and which ways lead from where it was started to this very program. */
export function readProgramStart({ argv, env, platform, cwd }: StartedProcess): ProgramStart {
  const home = realpathSync(packagedFile("."));
  const script = argv[1] ?? packagedFile("dist/cli/main.js");
  const fetched = fetchedAs(script, cwd);
  return {
    script,
    cwd,
    env,
    shell: shellOf(platform, env),
    onSearchPath: leadsHere(searchPath(env), home, platform),
    inProject: isInProject(home, cwd),
    ...(fetched === undefined ? {} : { fetched }),
  };
}

/** The search path without the folders that npm puts before it for the programs it runs. */
function searchPath(env: NodeJS.ProcessEnv): readonly string[] {
  const folders = (env.PATH ?? env.Path ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const isNpms = (folder: string) => env.npm_command !== undefined && /node_modules[\\/]\.bin[\\/]?$/.test(folder);
  return folders.filter((folder) => !isNpms(folder));
}

/** The first `onboard` decides. On Windows it is a script beside the folder of the packages, which Node cannot follow. */
function leadsHere(folders: readonly string[], home: string, platform: string): boolean {
  const name = platform === "win32" ? "onboard.cmd" : "onboard";
  const folder = folders.find((each) => existsSync(path.join(each, name)));
  if (folder === undefined) return false;
  const target = platform === "win32" ? path.join(folder, "node_modules", PACKAGE_NAME) : path.join(folder, name);
  const real = realPath(target);
  return real === home || real === path.join(home, "dist", "cli", "main.js");
}

/** Where npx finds it: in the package itself, or in a package's dependencies here or above. */
function isInProject(home: string, cwd: string): boolean {
  const folders = foldersUp(cwd);
  const project = folders.find((folder) => existsSync(path.join(folder, "package.json")));
  if (project !== undefined && realPath(project) === home) return true;
  return folders.some((folder) => realPath(path.join(folder, "node_modules", PACKAGE_NAME)) === home);
}

/** What npx or another package manager's like fetched the program by. npx writes that down: https://docs.npmjs.com/cli/commands/npx */
function fetchedAs(script: string, cwd: string): string | undefined {
  if (/[\\/](dlx|xfs|bunx)-[^\\/]*[\\/]|[\\/]dlx[\\/]/.test(script)) return PACKAGE_NAME;
  const [cache] = /^.*[\\/]_npx[\\/][^\\/]+(?=[\\/])/.exec(script) ?? [];
  if (cache === undefined) return undefined;
  const manifest = npxManifest(path.join(cache, "package.json"));
  const spec = manifest.dependencies?.[PACKAGE_NAME];
  if (!spec?.startsWith("file:")) return manifest._npx?.packages?.[0] ?? PACKAGE_NAME;
  const file = path.resolve(cache, spec.slice(5));
  const fromHere = path.relative(cwd, file);
  return fromHere.startsWith("..") || path.isAbsolute(fromHere) ? file : `.${path.sep}${fromHere}`;
}

interface NpxManifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly _npx?: { readonly packages?: readonly string[] };
}

function npxManifest(file: string): NpxManifest {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as NpxManifest;
  } catch {
    return {};
  }
}

function foldersUp(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUp(parent)];
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
