import { describe, expect, it } from "vitest";
import type { PermissionSet } from "../../src/core/state/resource.ts";
import { permissionSet } from "../core/plan/sample-onboarding.ts";
import { organizationWith, policyArn, simulateTeam } from "./simulated-team.ts";

const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const inlinePolicy = '{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}';

const was: PermissionSet = {
  ...permissionSet(),
  managedPolicies: [readOnly],
  sessionDuration: "PT1H",
  tags: { team: "a" },
};
const more: PermissionSet = {
  ...was,
  description: "More",
  sessionDuration: "PT4H",
  managedPolicies: [policyArn],
  customerManagedPolicies: [{ name: "Extra", path: "/" }],
  inlinePolicy,
  permissionsBoundary: { managedPolicyArn: readOnly },
  tags: { stage: "b" },
};

describe.concurrent("a permission set that is brought back", () => {
  it("has just what it had: policies, boundary, inline policy, description and tags that came are taken out", async () => {
    const team = await simulateTeam({ organization: organizationWith({}) });
    const { relayState: _, ...first } = was;
    await team.bringTo({ state: [first] });
    const [before] = team.world().permissionSets;
    await team.bringTo({ state: [more] });
    const seen = await team.bringTo({ state: [first] }, { purpose: "undo" });
    expect(Object.values(seen.outcomes)).toEqual(["applied"]);
    expect(seen.converged).toBe(true);
    const [{ version: _now, ...after } = { version: 0 }] = team.world().permissionSets;
    const { version: _then, ...earlier } = before ?? { version: 0 };
    expect({ ...after, tags: undefined }).toEqual({ ...earlier, tags: undefined });
    const again = await team.bringTo({ state: [first] }, { purpose: "undo" });
    expect(again.plan.changes).toEqual([]);
  });

  it("is only added to by whoever onboards", async () => {
    const team = await simulateTeam({ organization: organizationWith({}) });
    await team.bringTo({ state: [more] });
    await team.bringTo({ state: [was] });
    const [set] = team.world().permissionSets;
    expect((set?.managedPolicies ?? []).map(({ Arn }) => Arn).sort()).toEqual([readOnly, policyArn].sort());
    expect(set?.inlinePolicy).not.toBe("");
  });
});
