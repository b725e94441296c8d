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

  it("keeps what AWS adds to the name, and the cause as data, so that equal ones can be told once", () => {
    const aws = { name: "FAILED", message: "no", code: "NoSuchEntity", status: 404 };
    const cause = { kind: "missing-policy", place: { accountId: "210987654321" }, subject: "ViewBilling" } as const;
    expect(failedResult(change, "why", "what next", aws, cause)).toMatchObject({ awsCode: "NoSuchEntity", cause });
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
