import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startReadingProgress } from "../../../src/cli/terminal/reading-progress.ts";

let told: string;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  told = "";
});
afterEach(() => {
  vi.useRealTimers();
});

function progress() {
  const stderr = new PassThrough();
  stderr.on("data", (text) => {
    told += text;
  });
  return startReadingProgress({ stderr, env: {} });
}

it("tells the time that is left by what these lists took, from its first line on", () => {
  const { update } = progress();
  vi.advanceTimersByTime(60_000);
  update(100, 1000);
  expect(told).toBe("");
  vi.advanceTimersByTime(1_000);
  update(100, 1000);
  expect(told).toBe("");
  update(150, 1000);
  expect(told).toBe("150/1,000 read, 17 s left\n");
  vi.advanceTimersByTime(1_000);
  update(200, 1000);
  expect(told.split("\n")).toHaveLength(2);
  vi.advanceTimersByTime(9_000);
  update(650, 1000);
  expect(told.split("\n")[1]).toBe("650/1,000 read, 7 s left");
});
