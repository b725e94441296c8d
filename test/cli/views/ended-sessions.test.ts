import { describe, expect, it } from "vitest";
import { accessView } from "../../../src/cli/views/access/view.ts";
import { planView } from "../../../src/cli/views/plan/view.ts";
import { accessPageFacts } from "../../../src/core/access/page-facts.ts";
import { leftOutOf } from "../../../src/core/export/left-out.ts";
import { endingStatement } from "../../../src/core/state/ended-sessions.ts";
import type { PermissionSet } from "../../../src/core/state/resource.ts";
import { IDS, sampleAccess, sampleFacts } from "../../core/access/sample-access.ts";
import { permissionSet } from "../../core/plan/sample-onboarding.ts";
import { samplePlan } from "../sample-plan.ts";
import { asText, TEAM } from "./told.ts";

const ended = { until: "2026-12-01T00:00:00Z", userIds: ["9067-ana", "9067-bo"] };
const words = "ends sessions of 2 people until 2026-12-01 00:00 UTC";

describe("sessions that a permission set ends", () => {
  const { kind: _, ...content } = permissionSet({ endedSessions: [ended] });
  const { permissionSets } = sampleFacts;
  const access = sampleAccess({
    permissionSets: permissionSets.map((set) => (set.arn === IDS.amplify ? { ...set, content } : set)),
  });

  it("are told by access on every screen and page, until the time that it is for", () => {
    expect(asText(accessView(), access, 120).join("\n")).toContain(`permission set amplify-policy ${words}`);
    expect(accessPageFacts(access).permissionSets.map(([, , , , notes]) => notes)).toEqual([[], [words]]);
    expect(leftOutOf(access).join()).toContain(`That amplify-policy ${words}: code that is applied earlier`);
  });

  const change = (before: PermissionSet, after: PermissionSet) => {
    const key = "PermissionSet|amplify-policy";
    return { ...samplePlan([]), changes: [{ action: "update", key, before, after } as const] };
  };

  it("are told by the plan that ends them with the text of the policy, and by the one that stops", () => {
    const [before, after] = [permissionSet(), permissionSet({ endedSessions: [ended] })];
    const text = asText(planView(TEAM), change(before, after), 120).join("\n");
    expect(text).toContain(`~ permission set amplify-policy: ${words}`);
    expect(text).toContain('"Sid": "OnboardEndsSessionsUntil20261201T000000Z"');
    const over = asText(planView(TEAM), change(after, before), 120).join("\n");
    expect(over).toContain("~ permission set amplify-policy: no longer ends sessions of 2 people");
    expect(over).not.toContain("Inline policy of");
  });

  it("and those that are not ended are told with why, the policy that does it, and where that does nothing", () => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [endingStatement(ended)] }, undefined, 2);
    const sessionsGoOn = {
      until: ended.until,
      permissionSets: [{ name: "Theirs", reason: "onboard did not make it" }],
      policy,
    };
    const text = asText(planView(TEAM), { ...samplePlan([]), sessionsGoOn }, 120).join("\n");
    expect(text).toContain("Sessions that are not ended here, and may go on until 2026-12-01 00:00 UTC");
    expect(text).toContain("! Theirs");
    expect(text).toContain("spare the management account");
    expect(text).toContain('"identitystore:UserId": [');
  });
});
