import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNameMeant } from "../../src/files/matching-files.ts";

describe("a pattern means a name", () => {
  it.each([
    ["*.csv", "web.csv", true],
    ["*.csv", ".csv", true],
    ["*.csv", "web.csv.bak", false],
    ["w?b.csv", "web.csv", true],
    ["w?b.csv", "wb.csv", false],
    ["w??.csv", "w\u{1f600}b.csv", true],
    ["*", "", true],
    ["?", "", false],
    ["**a**", "banana", true],
    ["a*b*c", "abcbc", true],
    ["a*b*c", "abcbcd", false],
    ["[a].csv", "a.csv", false],
    ["a+(b).csv", "a+(b).csv", true],
    ["*\n*", "a\nb", true],
  ])("%j, %j: %s", (pattern, name, isMeant) => {
    expect(isNameMeant(pattern, name)).toBe(isMeant);
  });

  it("as an expression would that stands for the same", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 7 });
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 }), (pattern, name) => {
        const same = new RegExp(`^${pattern.replace(/[*]+/g, "[^]*").replaceAll("?", "[^]")}$`, "u");
        expect(isNameMeant(pattern, name)).toBe(same.test(name));
      }),
      { numRuns: 2_000 },
    );
  });

  it("and one that is made to be tried in every way is told no, too", () => {
    expect(isNameMeant(`${"*a".repeat(60)}*b`, "a".repeat(255))).toBe(false);
  });
});
