import { describe, expect, it } from "vitest";
import { someOf } from "../../how-much.ts";
import { AMPLIFY_POLICY, BO, csv, enter, withInstance } from "./situation.ts";

const bob = csv("email,account", ["bob@example.com", "Sandbox North"]);

/** What AWS adds to IAM's sentences. */
const ofIam = (status: number, code: string) =>
  ` (Service: AmazonIdentityManagement; Status Code: ${status}; Error Code: ${code}; Request ID: 40340940-LimitExceeded-403; Proxy: null)`;

/** What the only request that fails is said to have failed of. */
async function failed(situation: {
  readonly reason: string;
  readonly operation?: "CreateAccountAssignment" | "ProvisionPermissionSet";
  readonly team?: string;
  readonly organization?: object;
}) {
  const { reason, operation = "CreateAccountAssignment", team = bob, organization = {} } = situation;
  const scene = await enter({ team, organization, faults: [{ operation, fault: "failed-assignment", reason }] });
  const { code, document, asked } = await scene.team("--yes");
  expect([0, 130]).not.toContain(code);
  const [result, ...others] = document.results?.filter(({ outcome }) => outcome === "failed") ?? [];
  expect(others).toEqual([]);
  expect(result?.reason, "AWS's own words are kept").toContain(reason.slice(0, 60));
  return { ...result, asked };
}

describe("an assignment that AWS ends with a reason", () => {
  it("names the policy that the account lacks, whatever digits its id has", async () => {
    const { remedy, cause } = await failed({
      reason:
        "Received a 404 status error: Policy arn:aws:iam::240312345678:policy/DevAccess does not exist or is not attachable.",
      organization: { accounts: [{ id: "240312345678", name: "Dev" }] },
      team: csv("email,account", ["bob@example.com", "240312345678"]),
    });
    expect(cause?.place).toMatchObject({ accountId: "240312345678" });
    expect(remedy).toContain("credentials of account 240312345678: `aws iam create-policy --policy-name DevAccess");
    expect(remedy).not.toMatch(/not allowed|Access denied/i);
  });

  it("names it in AWS's other sentence, too", async () => {
    const { remedy } = await failed({
      reason:
        "Received a 404 status error: Not supported policy arn:aws:iam::210987654321:policy/ViewBilling. ViewBilling does not exist or is not attachable.",
    });
    expect(remedy).toContain("--policy-name ViewBilling");
  });

  it("waits for somebody who was just made, and says that they are there", async () => {
    const { remedy, asked, cause } = await failed({
      reason:
        "Received a 404 status error: the USER assignee 9067a1b2c3-89faf090-9d87-43e0-8fe2-dc1e4df95515 was not found in directory d-9067a1b2c3",
    });
    expect(asked.filter((name) => name === "CreateAccountAssignment").length).toBeGreaterThan(1);
    expect(cause?.kind).toBe("no-principal");
    expect(remedy).toContain("Run the same command again in some minutes");
  });

  const reasons = [
    [
      `Received a 409 status error: Cannot exceed quota for PoliciesPerRole: 10${ofIam(409, "LimitExceeded")}`,
      "quota",
      "L-0DA4ABF3",
    ],
    [
      `Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000${ofIam(409, "LimitExceeded")}`,
      "quota",
      "L-FE177D64",
    ],
    [
      `Received a 400 status error: Syntax errors in policy.${ofIam(400, "MalformedPolicyDocument")}`,
      "malformed-policy",
      "validate-policy",
    ],
    [
      `Received a 403 status error: User: x is not authorized to perform: iam:CreateRole with an explicit deny in a service control policy${ofIam(403, "AccessDenied")}`,
      "organization-policy",
      "AWS Organizations",
    ],
    [
      "Received a 403 status error: Access denied by IAM. Please check your policy",
      "not-allowed",
      "AWSServiceRoleForSSO",
    ],
    [
      "AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '210987654321' takes longer than usual. Please try again in a few minutes. If this problem continues, contact AWS Support.",
      "unreachable-account",
      "describe-account --account-id 210987654321",
    ],
  ] as const;

  it.each(someOf(reasons, 2))("has a remedy of its own: %s", async (reason, kind, remedy) => {
    const result = await failed({ reason });
    expect(result.cause?.kind).toBe(kind);
    expect(result.remedy).toContain(remedy);
  });

  it.each(someOf(reasons, 1))("has the same where a set is provisioned: %s", async (reason, kind) => {
    const assignments = [{ account: "Sandbox North", user: BO.userName }];
    const set = { ...AMPLIFY_POLICY, sessionDuration: "PT1H", assignments };
    const { cause } = await failed({
      reason,
      operation: "ProvisionPermissionSet",
      team: csv("email,account", [BO.email, "Sandbox North"]),
      organization: withInstance({ users: [BO], permissionSets: [set] }),
    });
    expect(cause?.kind).toBe(kind);
  });

  it("is not explained by numbers and words that mean something elsewhere", async () => {
    const { cause, remedy } = await failed({
      reason: "Something odd 403 409 LimitExceeded-looking 404 happened to kms:Decrypt",
    });
    expect(cause).toBeUndefined();
    expect(remedy).toBe("Once the cause is gone, run the failed rows again.");
  });
});
