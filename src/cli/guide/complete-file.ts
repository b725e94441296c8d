import { readdirSync } from "node:fs";
import path from "node:path";
import type { Completion } from "../terminal/question-desk.ts";

/** What Tab makes of the beginning of a path: folders and files of tables, as a shell completes them. */
export function completeFile(typed: string, cwd: string): Completion {
  const slash = Math.max(typed.lastIndexOf("/"), typed.lastIndexOf(path.sep));
  const folder = typed.slice(0, slash + 1);
  const begun = typed.slice(slash + 1);
  const candidates = entriesOf(path.resolve(cwd, folder)).filter((name) => name.startsWith(begun));
  const [first = ""] = candidates;
  const common = candidates.reduce((shared, name) => commonStart(shared, name), first);
  return { added: common.slice(begun.length), candidates };
}

/** The team files that a folder may have. */
export function tablesIn(folder: string): readonly string[] {
  return entriesOf(folder).filter((name) => TABLE.test(name));
}

const TABLE = /\.(csv|tsv|txt)$/i;
/** Names that a terminal shows as they are. */
const PLAIN = /^[^\p{C}.][^\p{C}]*$/u;

/** By name; a folder ends in a slash. A folder that cannot be read has nothing. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? [`${entry.name}/`] : TABLE.test(entry.name) ? [entry.name] : []))
      .filter((name) => PLAIN.test(name) && name !== "node_modules/")
      .sort();
  } catch {
    return [];
  }
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
