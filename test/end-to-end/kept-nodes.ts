import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { isFull } from "../how-much.ts";

const KEPT = path.join(homedir(), ".cache", "onboard-runtimes");

/** The Node that the tests run on, and in full runs the newest that `.ci/runtimes.mjs` has fetched here: version and program. */
export const NODES: readonly (readonly [version: string, program: string])[] = [
  [process.versions.node, process.execPath],
  ...(isFull ? newestKept() : []),
];

function newestKept(): readonly (readonly [string, string])[] {
  if (process.platform === "win32" || !existsSync(KEPT)) return [];
  const versions = readdirSync(KEPT).flatMap((name) => /^node-\w+-\w+-(\d+\.\d+\.\d+)$/.exec(name)?.[1] ?? []);
  const newest = versions.toSorted((one, other) => Number.parseInt(other, 10) - Number.parseInt(one, 10))[0];
  const folder = readdirSync(KEPT).find((name) => name.endsWith(`-${newest}`));
  if (newest === undefined || folder === undefined) return [];
  const program = path.join(KEPT, folder, "package", "bin", "node");
  return existsSync(program) && newest !== process.versions.node ? [[newest, program]] : [];
}
