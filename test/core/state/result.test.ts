import { describe, expect, it } from "vitest";
import { failedResult } from "../../../src/core/state/result.ts";
import { creation, user } from "../plan/sample-onboarding.ts";

describe("a failed change", () => {
  const change = creation(user("ana"));

  it("keeps AWS's name for the error and the request id for a support case", () => {
    expect(failedResult(change, "why", "what next", { name: "Denied", message: "no", requestId: "r-1" })).toEqual({
      outcome: "failed",
      change,
      reason: "why",
      remedy: "what next",
      awsError: "Denied",
      requestId: "r-1",
    });
  });

  it("has neither when AWS was not asked", () => {
    expect(failedResult(change, "why", "what next")).toEqual({
      outcome: "failed",
      change,
      reason: "why",
      remedy: "what next",
    });
  });
});
