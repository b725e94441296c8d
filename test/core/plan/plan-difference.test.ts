import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/core/plan/plan.ts";
import { planDifference } from "../../../src/core/plan/plan-difference.ts";
import { assigned, deletion, permissionSet, user } from "./sample-onboarding.ts";
import { savedPlan } from "./sample-saved-plan.ts";

const none = { gone: [], added: [], changed: [] };
const plan = savedPlan().plan;
const blocked = (of: Plan): Plan => ({
  ...of,
  changes: of.changes.map((change, index) =>
    index === 0 ? { ...change, blocked: { reason: "Another user has this address.", remedy: "Ask." } } : change,
  ),
});

describe("what has become of a plan", () => {
  it("is nothing when the same would be done, in whatever order", () => {
    expect(planDifference(plan, { ...plan, changes: [...plan.changes].reverse(), estimateSeconds: 99 })).toEqual(none);
  });

  it("names what is there already", () => {
    expect(planDifference(plan, savedPlan([user("ana"), assigned("ana")]).plan)).toEqual({
      ...none,
      gone: [
        "User ana is there already; the plan would create it.",
        "The assignment of amplify-policy in account 210987654321 for ana is there already; the plan would create it.",
      ],
    });
  });

  it("names what would be needed too", () => {
    expect(planDifference(savedPlan([user("ana")]).plan, plan)).toEqual({
      ...none,
      added: ["Creating user ana would be needed too; the plan does not have it."],
    });
  });

  it("tells what differs of a permission set that somebody changed", () => {
    const then = savedPlan([permissionSet({ sessionDuration: "PT8H" })]).plan;
    const now = savedPlan([permissionSet({ sessionDuration: "PT1H" })]).plan;
    expect(planDifference(then, now).changed).toEqual([
      'Permission set amplify-policy is not as it was when planned: sessionDuration is "PT1H", was "PT8H".',
    ]);
  });

  it("tells that somebody made it meanwhile, otherwise than wanted", () => {
    const now = savedPlan([permissionSet({ sessionDuration: "PT1H" })]).plan;
    expect(planDifference(plan, now).changed).toEqual([
      "Permission set amplify-policy is there now and would be updated; the plan would create it.",
    ]);
    expect(planDifference(now, plan).changed).toEqual([
      "Permission set amplify-policy is gone and would be created; the plan would update it.",
    ]);
  });

  it("tells what can no longer be done, and what can be by now", () => {
    expect(planDifference(plan, blocked(plan)).changed).toEqual([
      "User ana cannot be done now: Another user has this address.",
    ]);
    expect(planDifference(blocked(plan), plan).changed).toEqual([
      "User ana can be done now; when planned it could not.",
    ]);
  });

  it("tells of deletions like of other changes", () => {
    const deleting = { ...plan, changes: [deletion(user("ana")), deletion(assigned("ana"))] };
    expect(planDifference(deleting, { ...plan, changes: [deletion(user("bo"))] })).toEqual({
      ...none,
      gone: [
        "User ana is gone already; the plan would delete it.",
        "The assignment of amplify-policy in account 210987654321 for ana is gone already; the plan would delete it.",
      ],
      added: ["Deleting user bo would be needed too; the plan does not have it."],
    });
    expect(planDifference(plan, deleting).changed).toContain("User ana would be deleted; the plan would create it.");
    expect(planDifference(deleting, plan).changed).toContain(
      "User ana is gone and would be created; the plan would delete it.",
    );
  });
});
