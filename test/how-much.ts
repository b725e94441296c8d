/** Whether all is tried that there is to try, as `.ci/run` and the nightly job do; `npm test` tries a slice of it. */
export const isFull = process.env.ONBOARD_TEST_FULL === "1";

/** How many of so many random inputs, kills and the like are tried. */
export function slice(all: number): number {
  return isFull ? all : Math.ceil(all / 10);
}

/** These cases, or a few of them that differ in everything they are made of: a table is walked along its diagonal. */
export function someOf<Case>(cases: readonly Case[], most: number): readonly Case[] {
  if (isFull || cases.length <= most) return cases;
  const step = Math.floor(cases.length / most) + 1;
  return Array.from({ length: most }, (_, index) => cases[(index * step) % cases.length] as Case);
}

/**
 * How many times the work of `run` there is for four times as much input: 4 when it grows as the input does, 16 when with
 * its square. Told by this process's own CPU time, the best of three, so that neither a slow nor a busy computer matters.
 */
export async function growth(run: (size: number) => unknown, size: number): Promise<number> {
  return (await leastWork(run, 4 * size)) / (await leastWork(run, size));
}

async function leastWork(run: (size: number) => unknown, size: number): Promise<number> {
  const works: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    await run(size);
    works.push(process.cpuUsage(before).user);
  }
  return Math.min(...works);
}
