import { describe, expect, it } from "vitest";
import { explainAssignmentFailure } from "../../../../src/identity-center/kinds/account-assignment/explain-assignment.ts";
import { assigned, instance } from "../../../core/plan/sample-onboarding.ts";

const explained = (FailureReason?: string, accountId?: string) =>
  explainAssignmentFailure(
    assigned("ana", accountId),
    { Status: "FAILED", RequestId: "r-1", ...(FailureReason === undefined ? {} : { FailureReason }) },
    instance,
  );

describe("a failed assignment", () => {
  it("is told in AWS's own words, with the request id", () => {
    expect(explained("Something broke.")).toMatchObject({
      kind: "failed",
      message: "AWS could not assign amplify-policy in account 210987654321: Something broke.",
      aws: { name: "FAILED", requestId: "r-1", message: "Something broke." },
    });
  });

  it.each([
    ["Received a 403 status error: Access denied by IAM.", "service control policy"],
    ["Obtaining permissions to manage your AWS account '1' takes longer than usual.", "AWS Organizations"],
    ["Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000", "Service Quotas"],
    ["Never heard of it", "run the failed rows again"],
  ])("comes with what helps: %s", (reason, remedy) => {
    expect(explained(reason).remedy).toContain(remedy);
  });

  it("says when it was the management account, where the caller's own permissions count", () => {
    expect(explained("Received a 403 status error", instance.managementAccountId).message).toContain(
      "management account",
    );
  });

  it("says so when AWS gave no reason", () => {
    expect(explained().message).toBe(
      "AWS could not assign amplify-policy in account 210987654321: AWS gave no reason.",
    );
  });

  it("cannot send control characters to a terminal", () => {
    expect(explained("red\u001b[31m\nline").message).toContain("red<U+001B>[31m\\nline.");
  });
});
