import { describe, expect, it } from "vitest";
import { planView } from "../../../../src/cli/views/plan/view.ts";
import type { Plan } from "../../../../src/core/plan/plan.ts";
import type { Change } from "../../../../src/core/state/change.ts";
import { person, samplePlan } from "../../sample-plan.ts";
import { asPage, asText, TEAM } from "../told.ts";

const view = planView(TEAM);
const policyOf = (...actions: readonly string[]) =>
  JSON.stringify({ Statement: [{ Action: actions, Effect: "Allow", Resource: "*" }], Version: "2012-10-17" });

/** A plan whose permission set gets this inline policy, and had another one where it is there already. */
function planWith(inlinePolicy: string, had?: string): Plan {
  const plan = samplePlan([person("ana@example.com")]);
  const changes = plan.changes.map((change): Change => {
    if (change.after?.kind !== "PermissionSet") return change;
    const after = { ...change.after, inlinePolicy };
    if (had === undefined) return { action: "create", key: change.key, before: null, after };
    return { action: "update", key: change.key, before: { ...after, description: "old", inlinePolicy: had }, after };
  });
  return { ...plan, changes };
}

describe("the inline policies of a plan", () => {
  it("are there as text", () => {
    const screen = asText(view, planWith(policyOf("s3:GetObject"))).join("\n");
    expect(screen).toContain(`
Inline policy of amplify-policy
  {
    "Statement": [
      {
        "Action": [
          "s3:GetObject"
        ],`);
    expect(screen).not.toContain("more lines");
  });

  it("are folded on a screen when they are long, and whole on a page", () => {
    const actions = Array.from({ length: 60 }, (_, index) => `s3:Get${index}`);
    const plan = planWith(policyOf(...actions));
    const screen = asText(view, plan).join("\n");
    expect(screen).toContain("… and 51 more lines");
    expect(screen).not.toContain("s3:Get59");
    const page = asPage(view, plan);
    expect(page).toContain("<details><summary>Inline policy of amplify-policy");
    for (const action of actions) expect(page).toContain(`"${action.replace(":", "&#58;")}"`);
  });

  it("are not told where they stay as they are", () => {
    const same = policyOf("s3:GetObject");
    expect(asText(view, planWith(same, same)).join("\n")).not.toContain("Inline policy of");
    expect(asText(view, planWith(same, policyOf("s3:PutObject"))).join("\n")).toContain("Inline policy of");
  });
});
