import { describe, expect, it } from "vitest";
import { hiddenCharacter, quoted, visibleText } from "../../../src/core/text/visible-text.ts";

describe("visible text", () => {
  it.each([
    ["Ana Silva", "Ana Silva"],
    ["Zoë 林 😀 e\u0301", "Zoë 林 😀 e\u0301"],
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u001B[2J\u0007", "<U+001B>[2J<U+0007>"],
    ["\u202Eevil\u2066", "<U+202E>evil<U+2066>"],
    ["a\u200Bb\uFEFF\u00AD", "a<U+200B>b<U+FEFF><U+00AD>"],
    ["\u2028\u3164\u{E0041}", "<U+2028><U+3164><U+E0041>"],
    ["\u0085\u009B", "<U+0085><U+009B>"],
    ["\uD83D", "<U+D83D>"],
  ])("%j is shown as %s", (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(hiddenCharacter(text) === undefined).toBe(text === shown);
  });

  it("is quoted, and cut between characters when it is long", () => {
    expect(quoted("Ana")).toBe('"Ana"');
    expect(quoted("😀".repeat(61))).toBe(`"${"😀".repeat(59)}…"`);
    expect(quoted("\n".repeat(5), 3)).toBe('"\\n\\n…"');
  });
});
