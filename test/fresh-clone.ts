import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Clones this repository into a folder that is not there yet, with what is not committed here. */
export async function freshClone(folder: string): Promise<void> {
  execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, folder]);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\0");
  const changed = [
    ...git("diff", "--name-only", "-z", "HEAD"),
    ...git("ls-files", "-z", "--others", "--exclude-standard"),
  ];
  for (const file of changed.filter((one) => one !== "" && existsSync(path.join(ROOT, one)))) {
    await cp(path.join(ROOT, file), path.join(folder, file), { recursive: true });
  }
}
