import { lstat, realpath } from "node:fs/promises";
import path from "node:path";

/**
 * Whether a file, there or still to be written, lies inside a folder once all symbolic links are followed. A link that
 * leads nowhere counts as leading out: whatever is written through it would be made where it points.
 */
export async function liesInside(folder: string, file: string): Promise<boolean> {
  const root = await realpath(folder).catch(() => path.resolve(folder));
  const place = await realPlace(path.resolve(folder, file));
  if (place === undefined) return false;
  const way = path.relative(root, place);
  return way !== "" && !way.startsWith(`..${path.sep}`) && way !== ".." && !path.isAbsolute(way);
}

/** Where a path leads: its nearest part that is there, followed, with the rest behind it. */
async function realPlace(file: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let there = file; ; there = path.dirname(there)) {
    const real = await realpath(there).catch(() => undefined);
    if (real !== undefined) return path.join(real, ...missing);
    if (await isLink(there)) return undefined;
    missing.unshift(path.basename(there));
  }
}

function isLink(file: string): Promise<boolean> {
  return lstat(file).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}
