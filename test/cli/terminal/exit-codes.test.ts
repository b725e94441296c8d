import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../../src/cli/terminal/exit-codes.ts";

describe("the exit code of a trouble", () => {
  it.each([
    ["failed", 1],
    ["invalid-input", 3],
    ["cannot-tell", 5],
    ["signed-out", 5],
    ["interrupted", 130],
  ] as const)("%s is %i", (kind, code) => {
    expect(exitCodeOf(kind)).toBe(code);
  });
});
