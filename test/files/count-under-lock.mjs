import { readFile, writeFile } from "node:fs/promises";
import { pause } from "../../src/aws/backoff.ts";
import { takeLock } from "../../src/files/lock.ts";

/** Counts up in a file so clumsily that any other process doing the same at once spoils it. */
const [file, counter, times] = process.argv.slice(2);
const signal = AbortSignal.timeout(60_000);

for (let turn = 0; turn < Number(times); turn += 1) {
  // Waits are shortened so that a hundred turns take seconds.
  const lock = await takeLock(`${file}.lock`, { wait: () => pause(5, signal) });
  const count = Number(await readFile(counter, "utf8"));
  await pause(2, signal);
  await writeFile(counter, String(count + 1));
  await lock.release();
}
