import path from "node:path";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { readIfThere } from "../../files/read-file.ts";

/**
 * Writes a file that only its owner reads, and returns its name. What stands there is replaced when it is ours; else the file gets
 * another name, `onboard-…`, and what stands there is left alone.
 */
export async function putOwnFile(
  folder: string,
  name: string,
  text: string,
  isOurs: (present: string) => boolean,
): Promise<string> {
  const present = await readIfThere(path.join(folder, name));
  const file = `${present === undefined || isOurs(present) ? "" : "onboard-"}${name}`;
  await writeFileAtomically(path.join(folder, file), text, { mode: 0o600, folderMode: 0o700 });
  return file;
}
