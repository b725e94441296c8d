import { describe, expect, it } from "vitest";
import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import { estimateSeconds } from "../../../src/core/plan/estimate.ts";
import { assigned, creation, deletion, permissionSet, user } from "./sample-onboarding.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `person${index}`);

describe("the estimate", () => {
  it("is nothing when there is nothing to do", () => {
    expect(estimateSeconds([], AWS_LIMITS)).toBe(0);
  });

  it("does not count what is blocked", () => {
    const blocked = { ...creation(user("ana")), blocked: { reason: "no", remedy: "yes" } };
    expect(estimateSeconds([blocked], AWS_LIMITS)).toBe(0);
  });

  it("is at least a second when there is anything to do", () => {
    expect(estimateSeconds([creation(user("ana"))], AWS_LIMITS)).toBe(1);
  });

  it("is bound by the calls a second where only users are made", () => {
    expect(
      estimateSeconds(
        names(200).map((name) => creation(user(name))),
        AWS_LIMITS,
      ),
    ).toBe(10);
  });

  it("counts deletions with what has the same limits", () => {
    expect(
      estimateSeconds(
        names(200).map((name) => deletion(user(name))),
        AWS_LIMITS,
      ),
    ).toBe(10);
    const changes = names(150).map((name, index) => (index < 75 ? creation : deletion)(assigned(name)));
    expect(estimateSeconds(changes, AWS_LIMITS)).toBe(44);
  });

  it("is bound by the assignments in progress where people are assigned", () => {
    const changes = [creation(permissionSet()), ...names(150).map((name) => creation(assigned(name)))];
    expect(estimateSeconds(changes, AWS_LIMITS)).toBe(44);
    expect(estimateSeconds(changes, { ...AWS_LIMITS, outstandingAssignments: 30 })).toBe(24);
  });

  it("counts re-provisionings three at a time", () => {
    const changes = names(7).map((target) => {
      const after = { kind: "PermissionSetProvisioning", permissionSet: "amplify-policy", target } as const;
      return { action: "update", key: target, before: after, after } as const;
    });
    expect(estimateSeconds(changes, AWS_LIMITS)).toBe(15);
  });
});
