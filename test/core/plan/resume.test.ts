import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/core/plan/plan.ts";
import { planDifference } from "../../../src/core/plan/plan-difference.ts";
import { resumedPlan } from "../../../src/core/plan/resume.ts";
import type { Change } from "../../../src/core/state/change.ts";
import { keyOf } from "../../../src/core/state/kinds.ts";
import type { Account, PermissionSet, Resource } from "../../../src/core/state/resource.ts";
import { permissionSet, user } from "./sample-onboarding.ts";

const account: Account = {
  kind: "Account",
  reference: "new:ana",
  name: "ana",
  email: "aws+ana@example.com",
  organizationalUnit: "Sandboxes",
  accessRole: "OrganizationAccountAccessRole",
  tags: {},
};
const { organizationalUnit: _, ...inRoot } = account;
const create = (after: Resource): Change => ({ action: "create", key: keyOf(after), before: null, after });
const update = (before: Resource, after: Resource): Change => ({ action: "update", key: keyOf(after), before, after });
const planOf = (...changes: readonly Change[]) => ({ changes }) as unknown as Plan;
const differences = (approved: Plan, now: Plan, begun: readonly string[]) =>
  Object.values(planDifference(resumedPlan(approved, now, new Set(begun)), now)).flat();

describe("what is left of an approved plan", () => {
  const made = create(user("ana"));
  const approved = planOf(create(account), made);

  it("is what an interrupted run has not done", () => {
    expect(differences(approved, planOf(create(account)), [made.key])).toEqual([]);
    expect(differences(approved, planOf(create(account)), [])).toHaveLength(1);
  });

  it("is the rest of what it had begun: an account that AWS has made meanwhile is still to be moved", () => {
    const rest = planOf(update(inRoot, account), made);
    expect(differences(approved, rest, [keyOf(account)])).toEqual([]);
    expect(differences(approved, rest, [])).toEqual([
      "Account ana is there now and would be updated; the plan would create it.",
    ]);
  });

  it("is not what leads elsewhere, though it was begun", () => {
    const elsewhere = { ...account, organizationalUnit: "Production" };
    expect(differences(approved, planOf(update(inRoot, elsewhere), made), [keyOf(account)])).toHaveLength(1);
    const set = permissionSet();
    const half: PermissionSet = { ...set, managedPolicies: [] };
    const widened = {
      ...set,
      managedPolicies: [...set.managedPolicies, "arn:aws:iam::aws:policy/AdministratorAccess"],
    };
    const begun = [keyOf(set)];
    expect(differences(planOf(create(set)), planOf(update(half, set)), begun)).toEqual([]);
    expect(differences(planOf(create(set)), planOf(update(half, widened)), begun)).toHaveLength(1);
  });

  it("is not what cannot be done any more", () => {
    const blocked: Change = { ...update(inRoot, account), blocked: { reason: "No.", remedy: "Ask." } };
    expect(differences(approved, planOf(blocked, made), [keyOf(account)])).toHaveLength(1);
  });
});
