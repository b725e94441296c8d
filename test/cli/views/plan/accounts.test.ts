import { describe, expect, it } from "vitest";
import { planView } from "../../../../src/cli/views/plan/view.ts";
import type { Plan } from "../../../../src/core/plan/plan.ts";
import { keyOf } from "../../../../src/core/state/kinds.ts";
import type { Account } from "../../../../src/core/state/resource.ts";
import { samplePlan } from "../../sample-plan.ts";
import { asText, TEAM } from "../told.ts";

const account = (name: string, more: Partial<Account> = {}): Account => ({
  kind: "Account",
  reference: `new:${name}`,
  name,
  email: `aws+${name}@example.com`,
  organizationalUnit: "Workloads/Sandboxes",
  accessRole: "OrganizationAccountAccessRole",
  tags: {},
  ...more,
});

/** The part of a plan that is about new accounts: its title, and the lines below it. */
function partOf(plan: Plan): readonly string[] {
  const lines = asText(planView(TEAM), plan, 60);
  const title = lines.findIndex((line) => line.startsWith("New accounts"));
  return title < 0 ? [] : lines.slice(title, lines.indexOf("", title));
}

function planOf(accounts: readonly Account[], blocked?: Plan["changes"][number]["blocked"]): Plan {
  const changes = accounts.map((after) => ({
    action: "create" as const,
    key: keyOf(after),
    before: null,
    after,
    ...(blocked === undefined ? {} : { blocked }),
  }));
  return { ...samplePlan([]), changes };
}

describe("the accounts that a plan makes", () => {
  it("stand in one column with their addresses in another, under the unit they go to", () => {
    const plan = planOf([account("ana"), account("bartholomew")]);
    expect(partOf(plan)).toEqual([
      "New accounts and their root addresses, in ou:Workloads/Sandboxes",
      "  + ana          aws+ana@example.com",
      "  + bartholomew  aws+bartholomew@example.com",
    ]);
  });

  it("say once why none of them can be made, however many there are", () => {
    const plan = planOf([account("ana"), account("bo")], { reason: "Not from here.", remedy: "Go elsewhere." });
    expect(partOf(plan).slice(1)).toEqual([
      "  ! ana  aws+ana@example.com",
      "  ! bo   aws+bo@example.com",
      "      Not from here. Go elsewhere.",
    ]);
  });

  it("show what AWS or a plan file calls them without its control characters, and keep to the width", () => {
    const [, line = ""] = partOf(planOf([account("a\u001b[2J", { email: `${"x".repeat(90)}@example.com` })]));
    expect(line).not.toContain("\u001b");
    expect(line.length).toBeLessThanOrEqual(60);
  });

  it("are no lines where there are none", () => expect(partOf(planOf([]))).toEqual([]));
});
