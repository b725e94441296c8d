import { describe, expect, it } from "vitest";
import {
  type AssignmentSite,
  explainAssignmentFailure,
} from "../../../../src/identity-center/kinds/account-assignment/explain-assignment.ts";
import { assigned, instance } from "../../../core/plan/sample-onboarding.ts";

const explained = (FailureReason?: string, accountId?: string, site: Partial<AssignmentSite> = {}) =>
  explainAssignmentFailure(
    assigned("ana", accountId),
    { Status: "FAILED", RequestId: "r-1", ...(FailureReason === undefined ? {} : { FailureReason }) },
    { instance, ...site },
  );

const end = (status: number, code: string) =>
  `(Service: AmazonIdentityManagement; Status Code: ${status}; Error Code: ${code}; Request ID: 9fdfa470-1be7; Proxy: null)`;
const denied =
  "Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: User: arn:aws:sts::111122223333:assumed-role/team/session is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x because no identity-based policy allows the iam:CreateRole action";
const missing = "does not exist or is not attachable.";

describe("a failed assignment", () => {
  it("is told in AWS's own words, with the request id", () => {
    expect(explained("Something broke.")).toMatchObject({
      kind: "failed",
      message: "AWS could not assign amplify-policy in account 210987654321: Something broke.",
      aws: { name: "FAILED", requestId: "r-1", message: "Something broke." },
    });
  });

  it.each([
    ["Received a 403 status error: Access denied by IAM.", "service control policy"],
    ["Received a 429 status error: Slow down", "some minutes"],
    ["Obtaining permissions to manage your AWS account '1' takes longer than usual.", "AWS Organizations"],
    ["Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000", "Service Quotas"],
    ["Never heard of it", "run the failed rows again"],
  ])("comes with what helps: %s", (reason, remedy) => {
    expect(explained(reason).remedy).toContain(remedy);
  });

  it.each([
    [
      `Received a 404 status error: Not supported policy arn:aws:iam::210987654321:policy/teams/ViewBilling. ViewBilling ${missing}`,
      {
        kind: "missing-policy",
        place: { accountId: "210987654321", permissionSet: "amplify-policy" },
        subject: "arn:aws:iam::210987654321:policy/teams/ViewBilling",
      },
      ["aws iam create-policy --policy-name ViewBilling --path /teams/", "credentials of account 210987654321"],
    ],
    [
      `Received a 404 status error: Scope ARN: arn:aws:iam::210987654321:policy/Boundary ${missing} ${end(404, "NoSuchEntity")}`,
      {
        kind: "missing-boundary",
        place: { accountId: "210987654321", permissionSet: "amplify-policy" },
        subject: "arn:aws:iam::210987654321:policy/Boundary",
      },
      ["--policy-name Boundary", "permissions boundary out of the permission set"],
    ],
    [
      `Received a 404 status error: Policy arn:aws:iam::aws:policy/Gone ${missing}`,
      { kind: "missing-policy", place: { permissionSet: "amplify-policy" }, subject: "arn:aws:iam::aws:policy/Gone" },
      ["AWS has no managed policy arn:aws:iam::aws:policy/Gone"],
    ],
    [
      `Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000 ${end(409, "LimitExceeded")}`,
      { kind: "quota", place: { accountId: "210987654321" }, subject: "RolesPerAccount" },
      ["“Roles per account”", "--quota-code L-FE177D64", "--region us-east-1"],
    ],
    [
      `Received a 409 status error: Cannot exceed quota for PoliciesPerRole: 10 ${end(409, "LimitExceeded")}`,
      { kind: "quota", place: { accountId: "210987654321" }, subject: "PoliciesPerRole" },
      ["“Managed policies per role”", "--quota-code L-0DA4ABF3"],
    ],
    [
      `Received a 409 status error: Maximum policy size of 10240 bytes exceeded for role AWSReservedSSO_x ${end(409, "LimitExceeded")}`,
      { kind: "quota", place: { permissionSet: "amplify-policy" }, subject: "policy size" },
      ["cannot be raised", "inlinePolicy"],
    ],
    [
      `Received a 400 status error: Policy statement must contain resources. ${end(400, "MalformedPolicyDocument")}`,
      { kind: "malformed-policy", place: { permissionSet: "amplify-policy" } },
      ["correct inlinePolicy", "aws accessanalyzer validate-policy"],
    ],
    [
      `${denied} ${end(403, "AccessDenied")}`,
      { kind: "not-allowed", place: { accountId: "210987654321" }, subject: "iam:CreateRole" },
      ["AWSServiceRoleForSSO", "account 210987654321", "CloudTrail"],
    ],
    [
      "Received a 403 status error: User: arn:aws:sts::210987654321:assumed-role/AWSServiceRoleForSSO/SSO is not authorized to perform: iam:CreateRole with an explicit deny in a service control policy",
      { kind: "organization-policy", place: { accountId: "210987654321" }, subject: "iam:CreateRole" },
      ["looks after AWS Organizations", "do iam:CreateRole"],
    ],
    [
      "Received a 404 status error: the USER assignee 9067a1b2c3-89faf090 was not found in directory d-9067a1b2c3",
      { kind: "no-principal", place: { principal: { type: "USER", name: "ana" } }, subject: "9067a1b2c3-89faf090" },
      ["in some minutes"],
    ],
    [
      `Received a 409 status error: busy ${end(409, "ConcurrentModification")}`,
      {
        kind: "conflict",
        place: { accountId: "210987654321", permissionSet: "amplify-policy" },
      },
      ["another run, a pipeline, the console"],
    ],
    [
      "An unexpected internal service exception was encountered",
      { kind: "aws-failed", place: expect.any(Object) },
      ["ask AWS Support"],
    ],
  ] as const)("has a cause, and a remedy of its own: %s", (reason, cause, remedies) => {
    const error = explained(reason);
    expect(error.failureCause).toEqual(cause);
    expect(error.message).toContain(reason.replace(/\.?$/, "."));
    for (const remedy of remedies) expect(error.remedy).toContain(remedy);
  });

  it("keeps IAM's code and status beside Identity Center's request id", () => {
    expect(explained(`Received a 409 status error: no ${end(409, "LimitExceeded")}`).aws).toMatchObject({
      name: "FAILED",
      code: "LimitExceeded",
      status: 409,
      requestId: "r-1",
    });
  });

  it("of a quota that has a name of its own calls it as IAM does", () => {
    for (const name of ["SAMLProvidersPerAccount", "constructor"])
      expect(explained(`Received a 409 status error: Cannot exceed quota for ${name}: 100`).remedy).toContain(
        `IAM's quota “${name}”`,
      );
  });

  it("has no cause, and the general remedy, where nothing but AWS's words is known", () => {
    const error = explained("Account 403404409429 (LimitExceeded, suspended): not authorized");
    expect(error.failureCause).toBeUndefined();
    expect(error.remedy).toBe("Once the cause is gone, run the failed rows again.");
  });

  it("of somebody who was deleted does not ask to wait", () => {
    const reason = "Received a 404 status error: the USER assignee 1 was not found in directory d-1";
    expect(explained(reason, undefined, { isPrincipalThere: false })).toMatchObject({
      message: expect.stringContaining("ana was deleted"),
      remedy: expect.stringContaining("plans anew"),
    });
    expect(explained(reason, undefined, { isPrincipalThere: true }).message).toContain("ana is in the directory");
  });

  it("in the management account names the caller's own rights, and for a delegated administrator the way out", () => {
    const { managementAccountId } = instance;
    const own = explained(`${denied} ${end(403, "AccessDenied")}`, managementAccountId);
    expect(own.failureCause).toMatchObject({ kind: "not-allowed", subject: "iam:CreateRole" });
    expect(own.remedy).toContain("policy --for apply --management-account");
    const delegated = { ...instance, callerAccountId: "222233334444" };
    const others = explained(`${denied} ${end(403, "AccessDenied")}`, managementAccountId, { instance: delegated });
    expect(others.failureCause).toMatchObject({
      kind: "management-account",
      place: { accountId: managementAccountId },
    });
    expect(others.remedy).toContain(`credentials of the management account ${managementAccountId}`);
  });

  it("says when it was the management account, where the caller's own permissions count", () => {
    expect(explained("Received a 403 status error", instance.managementAccountId).message).toContain(
      "management account",
    );
  });

  it("says so when AWS gave no reason", () => {
    expect(explained().message).toBe(
      "AWS could not assign amplify-policy in account 210987654321: AWS gave no reason.",
    );
  });

  it("cannot send control characters to a terminal", () => {
    expect(explained("red\u001b[31m\nline").message).toContain("red<U+001B>[31m\\nline.");
  });
});
