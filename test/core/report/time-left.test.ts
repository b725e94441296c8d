import { describe, expect, it } from "vitest";
import { timeLeft } from "../../../src/core/report/time-left.ts";

describe("the time left", () => {
  it("is the estimate until a kind's rate is known", () => {
    expect(timeLeft(new Map([["User", { done: 0, total: 100 }]]), 2, 30)).toBe(28);
  });

  it("goes by the slowest kind, however fast the others are", () => {
    const progress = new Map([
      ["User", { done: 100, total: 100 }],
      ["AccountAssignment", { done: 20, total: 100 }],
    ] as const);
    expect(timeLeft(progress, 10, 60)).toBe(40);
  });

  it("never says that it is over while something is left", () => {
    expect(timeLeft(new Map([["PermissionSet", { done: 0, total: 1 }]]), 100, 10)).toBe(1);
    expect(timeLeft(new Map([["PermissionSet", { done: 1, total: 1 }]]), 100, 10)).toBe(0);
  });
});
