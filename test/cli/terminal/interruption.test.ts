import { describe, expect, it } from "vitest";
import { onInterrupt } from "../../../src/cli/terminal/interruption.ts";

describe("a run's stop switch", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"] as const)(
    "is thrown by %s, on every system, until it is given back",
    (signal) => {
      const before = process.listenerCount(signal);
      const told: string[] = [];
      const { stop, release } = onInterrupt(() => told.push(signal));
      process.emit(signal, signal);
      release();
      expect(told).toEqual([signal]);
      expect(stop.signal.reason).toMatchObject({ kind: "interrupted" });
      expect(process.listenerCount(signal)).toBe(before);
    },
  );
});
