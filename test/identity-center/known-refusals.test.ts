import { describe, expect, it } from "vitest";
import { accounts, type FaultRule, organizationWith, policyArn, simulateTeam } from "./simulated-team.ts";

const names = Array.from({ length: 30 }, (_, index) => `u${index}@example.com`);
const people = names.map((userName) => ({ userName, email: userName, givenName: "Ana", familyName: "Silva" }));
const csv = (...where: readonly string[]) =>
  `email,account\n${names.flatMap((name) => where.map((account) => `${name},${account}\n`)).join("")}`;
const assign = (rule: Omit<FaultRule, "operation">): FaultRule => ({ operation: "CreateAccountAssignment", ...rule });
const failing = (reason: string): FaultRule => assign({ fault: "failed-assignment", reason });
const inAccount = (fault: "access-denied", account: string) => assign({ fault, match: { TargetId: account } });

const onboarded = async (fault: FaultRule, table: string, withRole = false) => {
  const assignments = [{ account: accounts.north, user: "old@example.com" }];
  const old = { userName: "old@example.com", email: "old@example.com", givenName: "Old", familyName: "One" };
  const set = { name: "amplify-policy", sessionDuration: "PT12H", managedPolicies: [policyArn] };
  const team = await simulateTeam({
    organization: organizationWith({
      users: [...people, old],
      permissionSets: [{ ...set, ...(withRole ? { assignments } : {}) }],
    }),
    faults: [fault],
  });
  const { results } = await team.onboard(table);
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  const skipped = results.filter((result) => result.outcome === "skipped");
  return { team, results, skipped, failed: count("failed"), applied: count("applied") };
};

describe.concurrent("what AWS refuses for a cause that others would meet", () => {
  it.each([
    [
      "a policy that the account lacks",
      `Received a 404 status error: Policy arn:aws:iam::${accounts.north}:policy/Dev does not exist or is not attachable.`,
    ],
    [
      "a quota",
      "Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000 (Service: AmazonIdentityManagement; Status Code: 409; Error Code: LimitExceeded; Request ID: 0e6f403a-1111-2222-3333-444455556666)",
    ],
    [
      "a policy that IAM does not take",
      "Received a 400 status error: Syntax errors in policy. (Service: AmazonIdentityManagement; Status Code: 400; Error Code: MalformedPolicyDocument; Request ID: 0e6f403a-1111-2222-3333-444455556666)",
    ],
  ])("is tried once and told once: %s", async (_, reason) => {
    const { team, skipped, failed } = await onboarded(failing(reason), csv("Sandbox North"));
    expect(team.count("CreateAccountAssignment")).toBe(1);
    expect({ failed, skipped: skipped.length }).toEqual({ failed: 1, skipped: 29 });
    expect(new Set(skipped.map((result) => ("remedy" in result ? result.remedy : ""))).size).toBe(1);
    expect(skipped.every((result) => "cause" in result)).toBe(true);
  });

  it("is tried no more often than requests go out at a time, where the role is there", async () => {
    const { team, failed, skipped } = await onboarded(assign({ fault: "access-denied" }), csv("Sandbox North"), true);
    expect(team.count("CreateAccountAssignment")).toBeLessThanOrEqual(15);
    expect(failed + skipped.length).toBe(30);
    expect(skipped.length).toBeGreaterThanOrEqual(15);
  });

  it("does not stop the same elsewhere: rights and policies may be others in another account", async () => {
    const { applied, failed } = await onboarded(
      inAccount("access-denied", accounts.north),
      csv("Sandbox North", "Sandbox South"),
    );
    expect({ applied, failed }).toEqual({ applied: 30, failed: 1 });
  });

  it("does not stop others when it is one person's, or passes by itself", async () => {
    const { applied, failed, skipped } = await onboarded(
      assign({
        fault: "failed-assignment",
        reason:
          "Received a 404 status error: the USER assignee 9067a1b2c3-89faf090-9d87-43e0-8fe2-dc1e4df95515 was not found in directory d-9067a1b2c3",
        count: 6,
      }),
      csv("Sandbox North"),
    );
    expect({ applied: applied + failed, skipped: skipped.length }).toEqual({ applied: 30, skipped: 0 });
  });
});
