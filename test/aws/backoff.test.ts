import { describe, expect, it } from "vitest";
import { backoffMilliseconds, pause } from "../../src/aws/backoff.ts";

describe("backing off", () => {
  it("doubles from try to try, up to a cap", () => {
    const longest = [1, 2, 3, 4, 10].map((attempt) => backoffMilliseconds(attempt, 200, 8_000, () => 1));
    expect(longest).toEqual([200, 400, 800, 1_600, 8_000]);
  });

  it("has jitter over half of the wait, so that calls that failed together part", () => {
    expect(backoffMilliseconds(3, 200, 8_000, () => 0)).toBe(400);
    expect(backoffMilliseconds(3, 200, 8_000, () => 0.5)).toBe(600);
  });
});

describe("a pause", () => {
  it("ends with the interruption's reason", async () => {
    const stop = new AbortController();
    const reason = new Error("interrupted");
    const paused = pause(60_000, stop.signal);
    stop.abort(reason);
    await expect(paused).rejects.toBe(reason);
    await expect(pause(60_000, stop.signal)).rejects.toBe(reason);
  });

  it("ends by itself when nobody interrupts", async () => {
    await expect(pause(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});
