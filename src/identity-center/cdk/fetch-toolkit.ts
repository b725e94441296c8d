import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Ended, type Program, runProcess } from "./toolkit-process.ts";

/** The toolkit that is fetched where none is installed: the one that the tests run, and its hash as npm's registry has it. */
const PINNED = {
  name: "aws-cdk",
  version: "2.1148.1",
  integrity: "sha512-K3d02L17IwmAuiBWNuX1DzYhKUs9GrKYI7bZnGJfJ1bKz9ymXFxfudBOL3rUb8JAusDNSULiQU2fsJH7kyY2XA==",
} as const;

/** `aws-cdk@2.1148.1` */
export const PINNED_PACKAGE = `${PINNED.name}@${PINNED.version}`;

/** Milliseconds; it depends on the network. */
const LONGEST_WAIT = 300_000;

/** The toolkit in a folder that is there as long as this process, or how npm ended where it did not fetch exactly that. */
export type Fetched = { readonly program: Program } | { readonly ended: Ended };

/**
 * Fetches the pinned toolkit with npm, from the registry that it is set up for. `npm ci` takes what the lock file says, checks
 * the hash, and runs nothing of what it fetches: https://docs.npmjs.com/cli/commands/npm-ci
 */
export async function fetchToolkit(npm: string, env: Readonly<Record<string, string>>): Promise<Fetched> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-toolkit-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const { name, version, integrity } = PINNED;
  const project = { name: "toolkit", version: "1.0.0", private: true, dependencies: { [name]: version } };
  const packages = { "": project, [`node_modules/${name}`]: { version, integrity, bin: { cdk: "bin/cdk" } } };
  const lock = { name: project.name, version: project.version, lockfileVersion: 3, requires: true, packages };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(project));
  await writeFile(path.join(folder, "package-lock.json"), JSON.stringify(lock));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const ended = await runProcess({ program: { file: npm, args: [] }, args, env, folder, longestWait: LONGEST_WAIT });
  const file = path.join(folder, "node_modules", ".bin", process.platform === "win32" ? "cdk.cmd" : "cdk");
  return ended.code === 0 ? { program: { file, args: [] } } : { ended };
}
