import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationSeconds } from "../../../src/core/text/duration.ts";

describe("a duration", () => {
  it.each([
    ["PT12H", 43_200],
    ["PT1H", 3600],
    ["PT60M", 3600],
    ["PT3600S", 3600],
    ["PT1H30M5S", 5405],
    ["P1DT1H", 90_000],
    ["P1W", 604_800],
    ["PT0S", 0],
  ])("%s has %i seconds", (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });

  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "1H",
    "PT1",
    "PT1H1H",
    "PT30M1H",
    "pt1h",
    "P1M",
    "P1Y",
    "-PT1H",
    "PT1.5H",
    "PT1H ",
    "P1W1D",
  ])("%j is none", (text) => {
    expect(durationSeconds(text)).toBeUndefined();
  });

  it("is none beyond what can be counted", () => {
    expect(durationSeconds(`PT${"9".repeat(400)}H`)).toBeUndefined();
  });

  it("is the same however it is divided", () => {
    fc.assert(
      fc.property(fc.nat(11), fc.nat(59), fc.nat(59), (hours, minutes, seconds) => {
        const total = hours * 3600 + minutes * 60 + seconds;
        expect(durationSeconds(`PT${hours}H${minutes}M${seconds}S`)).toBe(total);
        expect(durationSeconds(`PT${total}S`)).toBe(total);
      }),
    );
  });
});
