import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRate } from "../../../src/identity-center/calls/rate.ts";

describe("a rate", () => {
  it("is AWS's limit until AWS throttles", () => {
    const rate = createRate(20);
    expect([0, 1, 1e9].map(rate.at)).toEqual([20, 20, 20]);
  });

  it("falls by a third when AWS throttles, and is the limit again after some seconds", () => {
    const rate = createRate(20);
    rate.reduce(900, 1_000);
    expect(rate.at(1_000)).toBeCloseTo(14);
    expect(rate.at(3_000)).toBeCloseTo(16);
    expect(rate.at(7_001)).toBe(20);
  });

  it("falls once for all calls that were on their way", () => {
    const rate = createRate(20);
    rate.reduce(900, 1_000);
    rate.reduce(950, 1_050);
    rate.reduce(999, 1_200);
    expect(rate.at(1_000)).toBeCloseTo(14);
    rate.reduce(1_001, 1_300);
    expect(rate.at(1_300)).toBeLessThan(11);
  });

  it("never stops, and never passes the limit, whatever happens", () => {
    const steps = fc.array(fc.tuple(fc.nat(3_000), fc.nat(5_000)));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), steps, (limit, throttled) => {
        const rate = createRate(limit);
        let now = 0;
        for (const [after, ago] of throttled) {
          now += after;
          rate.reduce(now - ago, now);
          expect(rate.at(now)).toBeGreaterThanOrEqual(limit * 0.05 - 1e-9);
          expect(rate.at(now)).toBeLessThanOrEqual(limit);
        }
        expect(rate.at(now + 20_000)).toBe(limit);
      }),
    );
  });
});
