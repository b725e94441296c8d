import { readPlainFile } from "../../files/read-file.ts";

/** More of a file is not looked at while somebody waits for a key. */
const MOST_BYTES = 1024 * 1024;

/** The bytes of a file; nothing where there is none, or it is no such file, or a large one. */
export function readStart(file: string): Promise<Buffer | undefined> {
  return readPlainFile(file, MOST_BYTES).then(
    ({ bytes, size }) => (size > MOST_BYTES ? undefined : bytes),
    () => undefined,
  );
}
