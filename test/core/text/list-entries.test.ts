import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryValue, listEntries, listEntry } from "../../../src/core/text/list-entries.ts";

const valuesIn = (list: string) => listEntries(list).map(({ text }) => entryValue(text));

describe("a list in a cell", () => {
  it.each([
    ["Sandbox North", ["Sandbox North"]],
    [" a ;; b;", ["a", "b"]],
    ['"R&D; Labs"', ["R&D; Labs"]],
    ['a; "b;c" ;d', ["a", "b;c", "d"]],
    ['" Trailing "', [" Trailing "]],
    ['"say ""hi"";"', ['say "hi";']],
    ['Prod"Quote', ['Prod"Quote']],
    ['"open; end', ['"open', "end"]],
    ['"a" b; c', ['"a" b', "c"]],
    ['""', [""]],
    ["", []],
  ])("%s", (list, values) => {
    expect(valuesIn(list)).toEqual(values);
  });

  it("says where each entry begins", () => {
    expect(listEntries('a;  "b;c" ; d').map(({ offset }) => offset)).toEqual([0, 4, 12]);
  });

  it("holds any values, as they are written", () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(valuesIn(values.map(listEntry).join(";"))).toEqual(values);
      }),
    );
  });
});
