import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPacer } from "../../../src/identity-center/calls/pacer.ts";

// No time passes but what the tests let pass.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When each of `count` turns came, in milliseconds after the first request for one. */
async function turnsOf(perSecond: number, count: number): Promise<readonly number[]> {
  const pacer = createPacer(perSecond);
  const start = performance.now();
  return inTime(
    Promise.all(Array.from({ length: count }, () => pacer.turn("write").then(() => performance.now() - start))),
  );
}

/** Lets as much time pass as a promise needs. */
async function inTime<Result>(promise: Promise<Result>): Promise<Result> {
  await vi.runAllTimersAsync();
  return promise;
}

describe("a pacer", () => {
  it("gives the first turn at once", async () => {
    const [first = 1_000] = await turnsOf(10, 1);
    expect(first).toBe(0);
  });

  it("spaces turns evenly: none comes before its time, the four apart that were saved up", async () => {
    const turns = await turnsOf(50, 11);
    for (const [index, at] of turns.entries()) expect(at).toBeGreaterThan((index - 5) * 20 - 2);
  });

  it("gives no burst after a rest: four turns are saved up, however long nobody took any", async () => {
    const pacer = createPacer(20);
    await inTime(pacer.turn("write"));
    await vi.advanceTimersByTimeAsync(300);
    const start = performance.now();
    const turns = await inTime(
      Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => pacer.turn("write").then(() => performance.now() - start))),
    );
    expect(turns).toEqual([0, 0, 0, 0, 0, 50, 100]);
  });

  it("lets writes go before reads, and reads before questions whether work has ended", async () => {
    const pacer = createPacer(1_000);
    const order: string[] = [];
    const turn = (priority: "write" | "read" | "poll") => pacer.turn(priority).then(() => order.push(priority));
    await inTime(Promise.all([turn("poll"), turn("read"), turn("write"), turn("poll"), turn("write")]));
    expect(order).toEqual(["write", "write", "read", "poll", "poll"]);
  });

  it("refuses a turn when the run is interrupted already", async () => {
    const reason = new Error("interrupted");
    await expect(createPacer(10).turn("write", AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("lets nobody wait on when the run is interrupted, and gives their turns to others", async () => {
    const pacer = createPacer(20);
    const stop = new AbortController();
    const reason = new Error("interrupted");
    await inTime(pacer.turn("write"));
    const waiting = [1, 2, 3].map(() => pacer.turn("write", stop.signal));
    const other = pacer.turn("poll");
    stop.abort(reason);
    for (const outcome of await Promise.allSettled(waiting))
      expect(outcome).toMatchObject({ status: "rejected", reason });
    const start = performance.now();
    await inTime(other);
    expect(performance.now() - start).toBeLessThanOrEqual(100);
  });
});
