import { describe, expect, it } from "vitest";
import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import { planOnboarding } from "../../../src/core/plan/plan.ts";
import { readPlanFile } from "../../../src/core/plan/plan-file.ts";
import { type SavedPlan, savedPlanOf } from "../../../src/core/plan/saved-plan.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { canonicalJson, fingerprintOf } from "../../../src/core/text/canonical-json.ts";
import { newAccount } from "./sample-new-account.ts";
import { access, assigned, instance, observed, permissionSet, person, user } from "./sample-onboarding.ts";
import { resealed } from "./sample-saved-plan.ts";

const people = [
  { ...person("ana", access({ accountId: "new:ana", accountName: "sandbox-ana" })), email: "ana@example.com" },
];
const desired: readonly Resource[] = [
  newAccount("ana", { organizationalUnit: "Workloads/Sandboxes" }),
  permissionSet(),
  user("ana"),
  assigned("ana", "new:ana"),
];

function saved(): SavedPlan {
  const state = stateOf(desired);
  const plan = planOnboarding({
    instance,
    people,
    desired: state,
    observation: observed(),
    limits: AWS_LIMITS,
    safety: { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 },
    managementAccountOnly: false,
    warnings: [],
  });
  return savedPlanOf(plan, { state, absent: new Map(), people, ends: [] }, withDefaults(NO_SETTINGS, "aws"), []);
}

/** Faults of a plan in which somebody has replaced a text everywhere, or changed what is desired, with fingerprints that fit. */
function faultsOf(change: (text: string) => string): readonly string[] {
  const document = JSON.parse(change(canonicalJson(saved()))) as SavedPlan;
  const { purpose, instance: where, people: who, changes } = document.plan;
  const fingerprint = fingerprintOf({ purpose, instance: where, people: who, changes });
  const text = resealed({ ...document, plan: { ...document.plan, fingerprint } });
  return readPlanFile(Buffer.from(text), { kind: "file", file: "plan.json" }).problems.map(({ message }) => message);
}

function desiring(...resources: readonly Resource[]) {
  return (text: string) => JSON.stringify({ ...(JSON.parse(text) as SavedPlan), desired: resources });
}

describe("a saved plan that makes an account", () => {
  it("is read as it was written", () => {
    const { saved: read, problems } = readPlanFile(Buffer.from(`${canonicalJson(saved())}\n`), {
      kind: "file",
      file: "plan.json",
    });
    expect(problems).toEqual([]);
    expect(read).toEqual(JSON.parse(canonicalJson(saved())));
  });

  it("may be sealed anew: what follows is found by what it says", () => {
    expect(faultsOf((text) => text)).toEqual([]);
  });

  it.each([
    ["new:ana", "new:"],
    ["new:ana", "old:ana"],
    ["new:ana", "New:ana"],
    ["new:ana", "new:a\\u0007na"],
    ["new:ana", "new:a\\u202ena"],
    ["new:ana", `new:${"a".repeat(129)}`],
    ["new:ana", "12345678901"],
    ["aws+ana@example.com", "ana at example.com"],
    ["aws+ana@example.com", `${"a".repeat(60)}@example.com`],
    ["sandbox-ana", "sandbox-\\u0430na"],
    ["sandbox-ana", "s".repeat(51)],
    ["Workloads/Sandboxes", "Workloads//Sandboxes"],
    ["OrganizationAccountAccessRole", "a role"],
  ])("is refused with %j replaced by %j", (was, is) => {
    expect(faultsOf((text) => text.replaceAll(was, is))).not.toEqual([]);
  });

  it("is refused when it puts somebody into an account that nobody asks for", () => {
    const faults = faultsOf((text) =>
      text.replaceAll('"accountId":"new:ana"', '"accountId":"new:bo"').replaceAll("|new:ana|", "|new:bo|"),
    );
    expect(faults.join()).toContain("Account|new:bo");
    expect(faultsOf(desiring(...desired, assigned("ana", "new:ghost"))).join()).toContain("Account|new:ghost");
  });

  it("is refused when two accounts have one root address, or one reference", () => {
    const other = newAccount("bo", { email: "AWS+Ana@example.com" });
    expect(faultsOf(desiring(...desired, other)).join()).toContain("is the root address of another account");
    expect(faultsOf(desiring(...desired, newAccount("ANA", { email: "aws+x@example.com" }))).join()).toContain(
      "is desired twice",
    );
  });
});
