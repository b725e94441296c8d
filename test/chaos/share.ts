import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { playAll } from "./play-all.ts";
import { drawSchedule } from "./schedule.ts";
import { renderSummary } from "./summary.ts";
import { add, newTally, type Tally } from "./tally.ts";

/** The schedules are dealt out to so many test files, which vitest runs in processes of their own. */
const SHARES = 2;
const AT_ONCE = Number(process.env.CHAOS_AT_ONCE ?? 45);

interface Part {
  readonly tally: Tally;
  readonly failed: readonly number[];
  readonly seconds: number;
}

/** Plays every schedule of one share; the share that ends last tells of all of them. */
export async function playShare(share: number): Promise<void> {
  const seeds = seedsOf(process.env).filter((_, index) => index % SHARES === share);
  const start = performance.now();
  const { failures, tally } = await playAll(seeds.map(drawSchedule), AT_ONCE, ({ told }) =>
    process.stderr.write(`\n${told}\n`),
  );
  const failed = failures.map(({ seed }) => seed);
  await handIn(share, { tally, failed, seconds: (performance.now() - start) / 1000 });
  expect(failed).toEqual([]);
}

/** `CHAOS_SEED` alone, or `CHAOS_SCHEDULES` of them from `CHAOS_FIRST` on. */
function seedsOf({ CHAOS_SEED, CHAOS_SCHEDULES = "2000", CHAOS_FIRST = "1" }: NodeJS.ProcessEnv): readonly number[] {
  if (CHAOS_SEED !== undefined) return [Number(CHAOS_SEED)];
  return Array.from({ length: Number(CHAOS_SCHEDULES) }, (_, index) => Number(CHAOS_FIRST) + index);
}

async function handIn(share: number, part: Part): Promise<void> {
  const folder = path.join(tmpdir(), `chaos-shares-${process.ppid}`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${share}.json`);
  await writeFile(`${file}.tmp`, JSON.stringify(part));
  await rename(`${file}.tmp`, file);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  if (names.length < SHARES) return;
  const parts = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8")) as Part),
  );
  await rm(folder, { recursive: true, force: true });
  const tally = newTally();
  for (const one of parts) add(tally, one.tally);
  const seconds = Math.max(...parts.map((one) => one.seconds));
  const summary = renderSummary({ tally, seconds, failed: parts.flatMap((one) => one.failed) });
  process.stdout.write(`\n${summary}`);
  if (process.env.CHAOS_SUMMARY !== undefined) await writeFile(process.env.CHAOS_SUMMARY, summary);
}
