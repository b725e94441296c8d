import { stat } from "node:fs/promises";

/** Whether something of that name is there, whatever it is. */
export function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}

/** Whether a plain file of that name is there. */
export function isFileThere(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
