import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../../src/core/text/json-text.ts";
import { hiddenCharacter } from "../../../src/core/text/visible-text.ts";

describe("JSON for a terminal or a file", () => {
  it("is what JSON.stringify writes where nothing is hidden", () => {
    const value = { a: [1, "é – “ü” 日本"], b: { c: null } };
    expect(jsonText(value)).toBe(JSON.stringify(value, undefined, 2));
    expect(jsonText(value, 0)).toBe(JSON.stringify(value));
  });

  it.each([
    ["a control sequence of one byte", "b\u009b31m", String.raw`"b\u009b31m"`],
    ["a direction override", "\u202egnp", String.raw`"\u202egnp"`],
    ["a line separator", "a\u2028b", String.raw`"a\u2028b"`],
    ["a tag beyond the first plane", "\u{e0041}", String.raw`"\udb40\udc41"`],
  ])("spells out %s", (_, value, text) => expect(jsonText(value)).toBe(text));

  it("holds nothing hidden but its own line breaks, and means the same", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const text = jsonText(value);
        expect(hiddenCharacter(text.replaceAll("\n", ""))).toBeUndefined();
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
