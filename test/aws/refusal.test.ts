import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFailureReason } from "../../src/aws/failure-reason.ts";
import { refusalIn, refusalOf } from "../../src/aws/refusal.ts";

const DENIED_BY_IAM =
  "Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: ";

/** What stands after IAM's message in a FailureReason. */
const end = (status: number | string, code: string, id = "9fdfa470-1be7-4e20-9211-e8b2b83fec12") =>
  `(Service: AmazonIdentityManagement; Status Code: ${status}; Error Code: ${code}; Request ID: ${id}; Proxy: null)`;

/** FailureReasons in AWS's own words, with what AWS fills in; where they are from stands beside each. */
const REASONS: readonly {
  readonly kind: string | undefined;
  readonly reason: (fill: (usual: string) => string) => string;
}[] = [
  // fivexl/terraform-aws-sso-elevator#15
  {
    kind: "not-allowed",
    reason: (fill) =>
      `${DENIED_BY_IAM}User: arn:aws:sts::111122223333:assumed-role/${fill("access-requester")}/${fill("session")} is not authorized to perform: iam:UpdateSAMLProvider on resource: arn:aws:iam::111122223333:saml-provider/${fill("AWSSSO_02bd733d488a555c_DO_NOT_DELETE")} because no identity-based policy allows the iam:UpdateSAMLProvider action ${end(403, "AccessDenied", fill("1111"))}`,
  },
  // org-formation/aws-resource-providers#66
  {
    kind: "not-allowed",
    reason: (fill) =>
      `${DENIED_BY_IAM}User: arn:aws:sts::123456789012:assumed-role/${fill("role")}/1111 is not authorized to perform: iam:ListRolePolicies on resource: role ${fill("AWSReservedSSO_Viewer_1111")} ${end(403, "AccessDenied")}`,
  },
  { kind: "not-allowed", reason: () => "Received a 403 status error: Access denied by IAM." },
  // The end of IAM's sentence where an organization's policy denies.
  {
    kind: "organization-policy",
    reason: (fill) =>
      `${DENIED_BY_IAM}User: arn:aws:sts::210987654321:assumed-role/AWSServiceRoleForSSO/${fill("SSO")} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/${fill("AWSReservedSSO_x")} with an explicit deny in a service control policy ${end(403, "AccessDenied")}`,
  },
  // terraform-provider-aws, account_assignment_test.go
  {
    kind: "missing-policy",
    reason: (fill) =>
      `Received a 404 status error: Not supported policy arn:aws:iam::210987654321:policy/${fill("ViewBilling")}. ${fill("ViewBilling")} does not exist or is not attachable.`,
  },
  {
    kind: "missing-policy",
    reason: (fill) =>
      `Received a 404 status error: Policy arn:aws:iam::240312345678:policy/${fill("DevAccess")} does not exist or is not attachable. ${end(404, "NoSuchEntity", fill("r"))}`,
  },
  {
    kind: "missing-boundary",
    reason: (fill) =>
      `Received a 404 status error: Scope ARN: arn:aws:iam::240312345678:policy/${fill("Boundary")} does not exist or is not attachable. ${end(404, "NoSuchEntity")}`,
  },
  // terraform-provider-aws#19341
  {
    kind: "no-principal",
    reason: (fill) =>
      `Received a 404 status error: the USER assignee ${fill("9067a1b2c3-89faf090-9d87-43e0-8fe2-dc1e4df95515")} was not found in directory ${fill("d-9067a1b2c3")}`,
  },
  {
    kind: "no-principal",
    reason: (fill) =>
      `Received a 404 status error: the GROUP assignee ${fill("9067a1b2c3-89faf090")} was not found in directory ${fill("d-9067a1b2c3")}`,
  },
  // aws-samples/iam-identity-center-team#522 and IAM's messages for its quotas
  {
    kind: "quota",
    reason: (fill) =>
      `Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000 ${end(409, "LimitExceeded", fill("r"))}`,
  },
  { kind: "quota", reason: () => "Received a 409 status error: Cannot exceed quota for PoliciesPerRole: 10" },
  {
    kind: "quota",
    reason: (fill) =>
      `Received a 409 status error: Maximum policy size of 10240 bytes exceeded for role ${fill("AWSReservedSSO_x")} ${end(409, "LimitExceeded")}`,
  },
  {
    kind: "quota",
    reason: (fill) =>
      `Cannot exceed quota for PoliciesPerRole: 10 (Service: Iam, Status Code: 409, Request ID: ${fill("a42eda91")}) (SDK Attempt Count: 1)`,
  },
  {
    kind: "malformed-policy",
    reason: () =>
      `Received a 400 status error: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. ${end(400, "MalformedPolicyDocument")}`,
  },
  {
    kind: "unattachable-policy",
    reason: () =>
      `Received a 400 status error: Cannot attach a Service Role Policy to a Customer Role. ${end(400, "PolicyNotAttachable")}`,
  },
  {
    kind: "conflict",
    reason: (fill) =>
      `Received a 409 status error: Request was not processed because role ${fill("x")} is being modified. ${end(409, "ConcurrentModification")}`,
  },
  { kind: "throttled", reason: () => `Received a 400 status error: Rate exceeded ${end(400, "Throttling")}` },
  { kind: "aws-failed", reason: () => `Received a 500 status error: Internal error ${end(500, "ServiceFailure")}` },
  // pulumi/pulumi-aws#1927, aws/aws-cli#8356
  { kind: "aws-failed", reason: () => "An unexpected internal service exception was encountered" },
  // aws-identitycenter-codepipeline-auto-assignment#31, aws-sso-util#80
  {
    kind: "unreachable-account",
    reason: (fill) =>
      `AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '${fill("908012345671")}' takes longer than usual. Please try again in a few minutes. If this problem continues, contact AWS Support.`,
  },
  {
    kind: "unreachable-account",
    reason: (fill) =>
      `AWS SSO is unable to complete your request at this time. \nObtaining permissions to manage your AWS account '${fill("908012345671")}' is taking longer than usual.`,
  },
  { kind: undefined, reason: (fill) => `Received a 418 status error: Never heard of ${fill("it")}` },
  { kind: undefined, reason: (fill) => `Never heard of ${fill("it")}` },
  { kind: undefined, reason: () => "" },
  { kind: undefined, reason: () => `Received a 400 status error: odd ${end(400, "constructor")}` },
];

const kindOf = (reason: string) => refusalIn(parseFailureReason(reason))?.kind;
const usual = (text: string) => text;

describe("a FailureReason of Identity Center", () => {
  it.each(REASONS.map(({ kind, reason }) => [kind, reason(usual)] as const))("is %s: %s", (kind, reason) => {
    expect(kindOf(reason)).toBe(kind);
  });

  it("means the same whatever ids, names and request ids are in it", () => {
    const tricks = [
      "403", "404", "409", "LimitExceeded", "quota", "AccessDenied", "suspended", "closed", "maximum",
      "not-authorized", "kms:Decrypt", "arn:aws:iam::403404409429:role/x", "service-control-policy", "a.b", "5xx",
    ]; // biome-ignore format: a list of words
    const name = fc.oneof(
      fc.constantFrom(...tricks),
      fc.stringMatching(/^[A-Za-z0-9_+=,@-]{1,40}$/),
      fc.tuple(fc.constantFrom(...tricks), fc.stringMatching(/^[\w+=,@-]{1,10}$/)).map(([one, two]) => `${two}${one}`),
    );
    fc.assert(
      fc.property(fc.constantFrom(...REASONS), fc.array(name, { minLength: 4, maxLength: 4 }), (known, names) => {
        let next = 0;
        const filled = known.reason(() => names[next++ % names.length] ?? "x");
        expect(kindOf(filled)).toBe(known.kind);
      }),
      { numRuns: 500 },
    );
  });

  it("names what is missing, used up or denied", () => {
    const subjectOf = (reason: string) => refusalIn(parseFailureReason(reason))?.subject;
    const [, , , , policy] = REASONS;
    expect(subjectOf(policy?.reason(usual) ?? "")).toBe("arn:aws:iam::210987654321:policy/ViewBilling");
    expect(
      subjectOf(
        "Received a 404 status error: Policy arn:aws:iam::240312345678:policy/a/b/Dot. does not exist or is not attachable.",
      ),
    ).toBe("arn:aws:iam::240312345678:policy/a/b/Dot.");
    expect(
      subjectOf(
        `Received a 409 status error: Cannot exceed quota for RolesPerAccount: 1000 ${end(409, "LimitExceeded")}`,
      ),
    ).toBe("RolesPerAccount");
    expect(subjectOf(REASONS[0]?.reason(usual) ?? "")).toBe("iam:UpdateSAMLProvider");
  });

  it("has IAM's status, code and request id where AWS puts them, and nowhere else", () => {
    expect(parseFailureReason(`Received a 409 status error: no ${end(409, "LimitExceeded", "r-1")}`)).toEqual({
      said: "no",
      status: 409,
      code: "LimitExceeded",
      requestId: "r-1",
    });
    expect(parseFailureReason(`Policy ${end(409, "LimitExceeded")} is not known`)).toEqual({
      said: `Policy ${end(409, "LimitExceeded")} is not known`,
    });
  });
});

describe("an error of AWS", () => {
  const answered = (name: string, message = "", others: object = {}, httpStatusCode = 400) =>
    Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: "r-1" }, ...others });
  const lambda = "User: arn:aws:sts::222233334444:assumed-role/team/session is not authorized to perform:";

  it.each([
    ["kms-denied", answered("AccessDeniedException", "", { Reason: "KMS_AccessDeniedException" })],
    ["kms-denied", answered("AccessDeniedException", "", { Reason: "KMS_ACCESS_DENIED" })],
    // aws-samples/iam-identity-center-team#500
    [
      "kms-denied",
      answered(
        "AccessDeniedException",
        `${lambda} kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1234 because no resource-based policy allows the kms:Decrypt action`,
      ),
    ],
    ["kms-key", answered("ValidationException", "", { Reason: "KMS_DisabledException" })],
    ["kms-key", answered("ValidationException", "", { Reason: "KMS_INVALID_STATE" })],
    ["kms-key", answered("ResourceNotFoundException", "", { Reason: "KMS_NotFoundException" })],
    ["kms-throttled", answered("ThrottlingException", "", { Reason: "KMS_THROTTLING" })],
    ["quota", answered("ServiceQuotaExceededException")],
    // LBHackney-IT/Data-Platform#2789
    [
      "quota",
      answered(
        "ValidationException",
        "Current size of the non-whitespace characters present in the InlinePolicy Document is 10405 bytes which has exceeded the maximum limit of 10240 bytes",
      ),
    ],
    ["malformed-policy", answered("ValidationException", "Invalid PermissionsPolicy Document {}.")],
    [
      "missing-policy",
      answered("ResourceNotFoundException", "Policy does not exist with ARN: arn:aws:iam::aws:policy/Gone"),
    ],
    [undefined, answered("ResourceNotFoundException", "PermissionSet with id Policy-does-not-exist not found")],
    ["not-allowed", answered("AccessDeniedException", `${lambda} sso:CreateAccountAssignment`)],
    ["not-allowed", answered("AccessDeniedException", "You do not have sufficient access to perform this action.")],
    [
      "organization-policy",
      answered(
        "AccessDeniedException",
        `${lambda} sso:ListInstances on resource: arn:aws:sso:::instance/* with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1`,
      ),
    ],
    ["conflict", answered("ConflictException", "A conflict with a previous successful write was detected.")],
    ["throttled", answered("ThrottlingException", "Rate exceeded")],
    [undefined, answered("ValidationException", "AccessDenied kms:Decrypt quota 403")],
    [undefined, answered("InternalServerException", "kms", {}, 500)],
  ])("has the cause %s by its name, its reason and its status", (kind, error) => {
    expect(refusalOf(error)?.kind).toBe(kind);
  });
});
