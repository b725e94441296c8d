import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PageRequest, paginate } from "../../src/simulator/paginate.ts";

const keyOf = (item: number) => `${item}`;

describe("pages", () => {
  it("together hold every item once and in order, whatever their size", () => {
    fc.assert(
      fc.property(fc.nat({ max: 250 }), fc.integer({ min: 1, max: 100 }), (count, size) => {
        const items = Array.from({ length: count }, (_, index) => index);
        const seen: number[] = [];
        let request: PageRequest = { MaxResults: size };
        for (;;) {
          const page = paginate(items, keyOf, request);
          expect(page.items.length).toBeLessThanOrEqual(size);
          seen.push(...page.items);
          if (page.nextToken === undefined) break;
          expect(page.nextToken).toMatch(/^[-a-zA-Z0-9+=/:_]*$/);
          request = { MaxResults: size, NextToken: page.nextToken };
        }
        expect(seen).toEqual(items);
      }),
    );
  });

  it.each([
    ["the last item that was answered is deleted", [1, 3, 4, 5]],
    ["every item that was answered is deleted", [3, 4, 5]],
    ["an item is added at the front", [0, 1, 2, 3, 4, 5]],
  ])("lose no item when %s", (_, left) => {
    const { nextToken = "" } = paginate([1, 2, 3, 4, 5], keyOf, { MaxResults: 2 });
    expect(paginate(left, keyOf, { NextToken: nextToken }).items).toEqual([3, 4, 5]);
  });

  it("go on after an item that was deleted before its turn", () => {
    const { nextToken = "" } = paginate([1, 2, 3, 4, 5], keyOf, { MaxResults: 2 });
    expect(paginate([1, 2, 4, 5], keyOf, { NextToken: nextToken }).items).toEqual([4, 5]);
  });

  it.each(["", "AAAA", "W10", Buffer.from('["a",-1]').toString("base64url")])("refuse the token %j", (NextToken) => {
    expect(() => paginate([1], keyOf, { NextToken })).toThrow("The provided NextToken is not valid.");
  });
});
