// Where the sources of the bundle are.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A file's path from the root, as esbuild writes it on every system. */
export function fromRoot(file) {
  return path.relative(ROOT, file).split(path.sep).join("/");
}
