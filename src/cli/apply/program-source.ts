import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CompleteSettings } from "../../core/settings/settings.ts";
import { PACKAGE_NAME } from "../../core/text/command-line.ts";
import {
  type CommandForOthers,
  commandForReader,
  type ProgramSource,
  programForReader,
} from "../../core/text/program-for-others.ts";
import { VERSION } from "../../core/text/version.ts";
import { packagedFile } from "../../files/packaged.ts";

/**
 * How the people of a team come by this program, as far as it can be known here; `unknown` where whoever writes to them has to bring it
 * along. What the settings say comes first, then the repository that one stands in, then npm for a release.
 */
export function programSource(cwd: string, { install }: Pick<CompleteSettings, "install">): ProgramSource {
  if (install.command !== undefined) return { kind: "company", command: install.command };
  if (isInRepository(cwd)) return { kind: "repository" };
  return isReleased() ? { kind: "npm", version: VERSION } : { kind: "unknown" };
}

/** How those people type commands, as far as it can be known here. */
export function commandForOthersFrom(
  cwd: string,
  settings: Pick<CompleteSettings, "install"> = { install: {} },
): CommandForOthers {
  const reader = programForReader(programSource(cwd, settings));
  return (...args) => commandForReader(reader, ...args);
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, unknown>>;
  readonly devDependencies?: Readonly<Record<string, unknown>>;
}

/** Whether the nearest package.json has the program and a script for it, as `init` writes it. */
function isInRepository(cwd: string): boolean {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, "package.json");
    if (existsSync(file)) {
      const { scripts, dependencies, devDependencies } = jsonOf<Manifest>(file);
      const isThere = { ...devDependencies, ...dependencies }[PACKAGE_NAME] !== undefined;
      return isThere && scripts?.onboard === "onboard";
    }
    if (path.dirname(folder) === folder) return false;
  }
}

/** Whether npm has this build: the release workflow says so of what it publishes. */
function isReleased(): boolean {
  return jsonOf<{ readonly released?: boolean }>(packagedFile("dist/build.json")).released === true;
}

function jsonOf<Shape extends object>(file: string): Partial<Shape> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<Shape>;
  } catch {
    return {};
  }
}
