import { readFile, writeFile } from "node:fs/promises";
import { lockCacheFile } from "../../../src/workstation/sign-in/cache-lock.ts";
import { systemClock } from "../../../src/workstation/sign-in/clock.ts";

/** Counts up in a file so clumsily that any other process doing the same at once spoils it. */
const [file, counter, times] = process.argv.slice(2);
const signal = AbortSignal.timeout(60_000);
// Waits are shortened so that a hundred turns take seconds.
const clock = { ...systemClock, wait: (_, aborted) => systemClock.wait(5, aborted) };

for (let turn = 0; turn < Number(times); turn += 1) {
  const lock = await lockCacheFile(file, { clock, signal, onWait: () => undefined });
  const count = Number(await readFile(counter, "utf8"));
  await systemClock.wait(2, signal);
  await writeFile(counter, String(count + 1));
  await lock.release();
}
