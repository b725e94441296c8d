import { describe, expect, it } from "vitest";
import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import { estimateSeconds } from "../../../src/core/plan/estimate.ts";
import { roleKey } from "../../../src/core/state/kinds/account-assignment.ts";
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
    expect(estimateSeconds(changes, AWS_LIMITS)).toBe(37);
  });

  it("is bound by the assignments in progress where people are assigned", () => {
    const changes = [creation(permissionSet()), ...names(150).map((name) => creation(assigned(name)))];
    expect(estimateSeconds(changes, AWS_LIMITS)).toBe(37);
    expect(estimateSeconds(changes, { ...AWS_LIMITS, outstandingAssignments: 30 })).toBe(21);
  });

  it("counts the last assignments as long as the first, and the one that makes the role before the others", () => {
    const one = (count: number) => names(count).map((name) => creation(assigned(name)));
    expect([1, 2, 16, 17].map((count) => estimateSeconds(one(count), AWS_LIMITS))).toEqual([6, 9, 9, 12]);
    const holders = new Map([[roleKey(assigned("ana")), 3]]);
    expect(estimateSeconds(one(15), AWS_LIMITS, { holders, provisioned: new Map() })).toBe(4);
    const provisioned = new Map([["amplify-policy", { accountIds: [assigned("ana").accountId], outdated: [] }]]);
    expect(estimateSeconds(one(15), AWS_LIMITS, { provisioned })).toBe(4);
  });

  it("counts the roles of one account after each other, and those of several together", () => {
    const inAccount = (accountId: string, permissionSet: string) =>
      creation({ ...assigned("ana", accountId), permissionSet });
    expect(
      estimateSeconds(
        ["a", "b", "c"].map((set) => inAccount("1", set)),
        AWS_LIMITS,
      ),
    ).toBe(16);
    expect(
      estimateSeconds(
        ["1", "2", "3"].map((account) => inAccount(account, "a")),
        AWS_LIMITS,
      ),
    ).toBe(6);
    const each = names(50).map((name, index) => creation(assigned(name, `${index}`)));
    expect(estimateSeconds(each, AWS_LIMITS)).toBe(21);
  });

  it("counts re-provisionings three at a time", () => {
    const changes = names(7).map((target) => {
      const after = { kind: "PermissionSetProvisioning", permissionSet: "amplify-policy", target } as const;
      return { action: "update", key: target, before: after, after } as const;
    });
    expect(estimateSeconds(changes, AWS_LIMITS)).toBe(15);
  });
});
