import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SET_ASIDE } from "./set-aside.ts";

describe("what is set aside on Windows", () => {
  it("is there: no entry outlives its test", () => {
    const gone = SET_ASIDE.flatMap(({ file, tests = [] }) => {
      const place = new URL(`../${file}`, import.meta.url);
      if (!existsSync(place)) return [file];
      const text = readFileSync(place, "utf8");
      return tests.filter((test) => !new RegExp(`["\`]${literal(test)}`).test(text)).map((test) => `${file}: ${test}`);
    });
    expect(gone).toEqual([]);
  });
});

/** A title as it stands in the source, where `it.each` puts values in. */
function literal(test: string): string {
  const [before = ""] = test.split('"');
  return before.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
