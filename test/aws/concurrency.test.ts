import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mapConcurrently } from "../../src/aws/concurrency.ts";

it("never does more at once than it may, does everything once, and keeps the order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), async (delays, most) => {
      let [now, highest] = [0, 0];
      const results = await mapConcurrently([...delays.entries()], most, async ([index, delay]) => {
        now += 1;
        highest = Math.max(highest, now);
        await pause(delay);
        now -= 1;
        return index;
      });
      expect(results).toEqual(delays.map((_, index) => index));
      expect(highest).toBeLessThanOrEqual(Math.min(most, delays.length));
    }),
    { numRuns: 30 },
  );
});

it("uses all that it may: five things of the same length take the time of one", async () => {
  let highest = 0;
  let now = 0;
  await mapConcurrently([1, 2, 3, 4, 5, 6], 5, async () => {
    now += 1;
    highest = Math.max(highest, now);
    await pause(5);
    now -= 1;
  });
  expect(highest).toBe(5);
});

it("fails as soon as one fails, and starts nothing more on that worker", async () => {
  const started: number[] = [];
  const doing = async (item: number) => {
    started.push(item);
    if (item === 2) throw new Error("no");
  };
  await expect(mapConcurrently([1, 2, 3, 4], 1, doing)).rejects.toThrow("no");
  expect(started).toEqual([1, 2]);
});
