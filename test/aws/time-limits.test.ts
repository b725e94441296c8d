import { describe, expect, it } from "vitest";
import { timeLimits } from "../../src/aws/time-limits.ts";

describe("the time that a call may take", () => {
  it("is a minute, half of it until the answer begins, where nobody says otherwise", () => {
    const usual = { connection: 5_000, firstByte: 30_000, total: 60_000, allTries: 240_000 };
    expect(timeLimits({})).toEqual(usual);
    expect(timeLimits({ ONBOARD_CALL_SECONDS: "" })).toEqual(usual);
  });

  it("follows ONBOARD_CALL_SECONDS, and a connection never takes longer than the beginning of an answer", () => {
    expect(timeLimits({ ONBOARD_CALL_SECONDS: "0.5" })).toEqual({
      connection: 250,
      firstByte: 250,
      total: 500,
      allTries: 2_000,
    });
    expect(timeLimits({ ONBOARD_CALL_SECONDS: "120" })).toMatchObject({ connection: 5_000, total: 120_000 });
  });

  it.each(["0", "-1", "soon", "Infinity", "601", "0.01", "1e9"])("is never %s", (given) => {
    try {
      timeLimits({ ONBOARD_CALL_SECONDS: given });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        kind: "invalid-input",
        message: "1 problem in the environment. Nothing was changed.",
        problems: [{ place: { kind: "environment", variable: "ONBOARD_CALL_SECONDS" } }],
      });
    }
  });
});
