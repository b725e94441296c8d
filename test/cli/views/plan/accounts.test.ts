import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { newAccountLines, newAccountsTitle } from "../../../../src/cli/views/plan/accounts.ts";
import type { Plan } from "../../../../src/core/plan/plan.ts";
import { keyOf } from "../../../../src/core/state/kinds.ts";
import type { Account } from "../../../../src/core/state/resource.ts";

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
const options = { width: 60, colors: createColors(false) };

function planOf(accounts: readonly Account[], blocked?: Plan["changes"][number]["blocked"]): Plan {
  const changes = accounts.map((after) => ({
    action: "create" as const,
    key: keyOf(after),
    before: null,
    after,
    ...(blocked === undefined ? {} : { blocked }),
  }));
  return { changes, people: [] } as unknown as Plan;
}

describe("the accounts that a plan makes", () => {
  it("stand in one column with their addresses in another, under the unit they go to", () => {
    const plan = planOf([account("ana"), account("bartholomew")]);
    expect(newAccountsTitle(plan)).toBe("New accounts and their root addresses, in ou:Workloads/Sandboxes");
    expect(newAccountLines(plan, options)).toEqual([
      "  + ana          aws+ana@example.com",
      "  + bartholomew  aws+bartholomew@example.com",
    ]);
  });

  it("say once why none of them can be made, however many there are", () => {
    const plan = planOf([account("ana"), account("bo")], { reason: "Not from here.", remedy: "Go elsewhere." });
    expect(newAccountLines(plan, options)).toEqual([
      "  ! ana  aws+ana@example.com",
      "  ! bo   aws+bo@example.com",
      "      Not from here. Go elsewhere.",
    ]);
  });

  it("show what AWS or a plan file calls them without its control characters, and keep to the width", () => {
    const [line = ""] = newAccountLines(
      planOf([account("a\u001b[2J", { email: `${"x".repeat(90)}@example.com` })]),
      options,
    );
    expect(line).not.toContain("\u001b");
    expect(line.length).toBeLessThanOrEqual(60);
  });

  it("are no lines where there are none", () => expect(newAccountLines(planOf([]), options)).toEqual([]));
});
