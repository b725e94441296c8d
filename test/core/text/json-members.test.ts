import { describe, expect, it } from "vitest";
import { readSettings } from "../../../src/core/settings/settings-file.ts";
import { nestingDepth } from "../../../src/core/text/json-members.ts";

describe("how deep JSON is nested", () => {
  it.each([
    ["1", 0],
    ["[]", 1],
    ['{"a":[{"b":[]}],"c":[]}', 4],
    ['"[[[["', 0],
    ["[[[", 3],
    ["]]]", 0],
    ["[},},},[", 2],
  ])("of %s is %i", (json, depth) => {
    expect(nestingDepth(json)).toBe(depth);
  });

  it("is not hidden by brackets that close nothing, which would let a parser run out of stack", () => {
    const json = `[${"},".repeat(100_000)}${"[".repeat(100_000)}`;
    expect(readSettings(json, { kind: "file", file: "onboard.json" }).problems).toHaveLength(1);
  });
});
