import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { explain } from "../../../src/identity-center/calls/explain.ts";
import type { Site } from "../../../src/identity-center/calls/remedies.ts";
import { instance } from "../../core/plan/sample-onboarding.ts";

const answered = (name: string, message: string, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: "r-1" } });

describe("an error explained", () => {
  it.each([
    [
      "signed-out",
      answered("ExpiredTokenException", "expired"),
      "The AWS credentials expired while creating user ana.",
    ],
    [
      "signed-out",
      answered("InvalidClientTokenId", "invalid"),
      "AWS does not accept these credentials (InvalidClientTokenId) for creating user ana.",
    ],
    [
      "signed-out",
      Object.assign(new Error("none"), { name: "CredentialsProviderError" }),
      "No AWS credentials were found.",
    ],
    ["cannot-tell", answered("AccessDeniedException", "not you"), "AWS refused creating user ana: not you."],
    [
      "cannot-tell",
      answered("InternalServerException", "oops", 500),
      "AWS could not be reached, or failed, while creating user ana: oops.",
    ],
    [
      "failed",
      answered("ThrottlingException", "Rate exceeded"),
      "AWS kept throttling creating user ana: Rate exceeded.",
    ],
    [
      "cannot-tell",
      Object.assign(new Error("self-signed certificate"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      "The certificate that answered creating user ana is not one that this computer trusts: self-signed certificate.",
    ],
    ["failed", answered("ValidationException", "too long."), "AWS refused creating user ana: too long."],
  ])("is %s, with AWS's words and what to do next", (kind, error, message) => {
    const explained = explain(error, "creating user ana");
    expect(explained).toBeInstanceOf(OnboardError);
    expect(explained).toMatchObject({ kind, message, cause: error });
    expect((explained as OnboardError).remedy).not.toBe("");
  });

  it("is passed through when we explained it before", () => {
    const ours = new OnboardError({ kind: "invalid-input", message: "a", remedy: "b" });
    expect(explain(ours, "creating user ana")).toBe(ours);
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'timeout')"),
    new Error("no identifier is known for User|ana"),
    new Error("a duplicate network"),
  ])("is passed through when it is a bug of ours: %s", (bug) => {
    expect(explain(bug, "creating user ana")).toBe(bug);
  });

  it("makes an Error of anything else that is thrown", () => {
    expect(explain("text", "creating user ana")).toBeInstanceOf(Error);
    expect(explain(undefined, "creating user ana")).toBeInstanceOf(Error);
  });

  it("without a message keeps its name and request id, and without both says the status", () => {
    expect(explain(answered("ValidationException", ""), "creating user ana")).toMatchObject({
      message: "AWS refused creating user ana: ValidationException.",
      aws: { name: "ValidationException", status: 400, requestId: "r-1" },
    });
    for (const name of ["Error", "UnknownError", "418", ""]) {
      expect(explain(answered(name, "UnknownError", 418), "creating user ana")).toMatchObject({
        message: "AWS refused creating user ana: no words at all (HTTP 418).",
        aws: { name: "HTTP 418", status: 418, requestId: "r-1" },
      });
    }
  });

  it("keeps the reason that AWS adds to the name", () => {
    const error = Object.assign(answered("ValidationException", "no"), { Reason: "KMS_DISABLED" });
    expect(explain(error, "creating user ana")).toMatchObject({ aws: { code: "KMS_DISABLED" } });
  });
});

describe("a remedy", () => {
  const { managementAccountId, region } = instance;
  const delegated = { ...instance, callerAccountId: "222233334444" };
  const at = (others: Partial<Site> = {}): Site => ({ instance, place: {}, isInAccount: false, ...others });
  const lambda = "User: arn:aws:sts::222233334444:assumed-role/team/session is not authorized to perform:";
  const remedyOf = (error: unknown, site: Site) => explain(error, "creating user ana", site) as OnboardError;

  it("for the instance's key is the statement that helps, for the account of who calls", () => {
    const denied = Object.assign(answered("AccessDeniedException", "no"), { Reason: "KMS_ACCESS_DENIED" });
    const { remedy, message, failureCause } = remedyOf(denied, at({ instance: delegated }));
    expect(failureCause).toMatchObject({ kind: "kms-denied", place: {} });
    expect(message).toContain("customer managed KMS key");
    expect(JSON.parse(/\{.*\}(?= Your)/.exec(remedy)?.[0] ?? "")).toMatchObject({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222233334444:root" },
      Action: ["kms:Decrypt"],
    });
  });

  it.each(["KMS_DisabledException", "KMS_INVALID_STATE", "KMS_NotFoundException"])(
    "for a key that is %s is in KMS",
    (Reason) => {
      const error = Object.assign(answered("ValidationException", "no"), { Reason });
      expect(remedyOf(error, at())).toMatchObject({
        remedy: expect.stringContaining(`in KMS in ${region}`),
        failureCause: { kind: "kms-key", subject: Reason },
      });
    },
  );

  it("for a missing right names it and who lacks it", () => {
    const error = answered(
      "AccessDeniedException",
      `${lambda} sso:CreatePermissionSet because no identity-based policy allows the sso:CreatePermissionSet action`,
    );
    expect(remedyOf(error, at())).toMatchObject({
      remedy: expect.stringContaining("assumed-role/team/session sso:CreatePermissionSet"),
      failureCause: { kind: "not-allowed", subject: "sso:CreatePermissionSet", place: {} },
    });
  });

  it("for a delegated administrator says what only the management account may", () => {
    const error = answered("AccessDeniedException", "You do not have sufficient access to perform this action.");
    const place = { accountId: managementAccountId, permissionSet: "amplify-policy" };
    expect(remedyOf(error, at({ instance: delegated, place }))).toMatchObject({
      remedy: expect.stringContaining(`credentials of the management account ${managementAccountId}`),
      failureCause: { kind: "management-account", place: { accountId: managementAccountId } },
    });
    const elsewhere = { ...place, accountId: "210987654321" };
    expect(remedyOf(error, at({ instance: delegated, place: elsewhere })).remedy).toContain(
      `also provisioned in the management account ${managementAccountId}`,
    );
    expect(remedyOf(error, at({ place: elsewhere })).remedy).not.toContain("delegated administrator cannot");
  });

  it("for a service control policy is whose policy it is, and the account that none binds", () => {
    const error = answered(
      "AccessDeniedException",
      `${lambda} sso:CreatePermissionSet with an explicit deny in a service control policy`,
    );
    expect(remedyOf(error, at({ instance: delegated }))).toMatchObject({
      remedy: expect.stringContaining(`management account ${managementAccountId}, which no such policy binds`),
      failureCause: { kind: "organization-policy", subject: "sso:CreatePermissionSet", place: {} },
    });
  });

  it("for a quota of Identity Center says where it is raised", () => {
    expect(remedyOf(answered("ServiceQuotaExceededException", "no"), at())).toMatchObject({
      remedy: expect.stringContaining(`account ${managementAccountId} and ${region}`),
      failureCause: { kind: "quota" },
    });
  });

  it("for a conflict and for throttling is to wait", () => {
    expect(
      remedyOf(answered("ConflictException", "A conflict with a previous successful write was detected."), at()),
    ).toMatchObject({
      remedy: expect.stringContaining("at the same time"),
      failureCause: { kind: "conflict" },
    });
    expect(remedyOf(answered("ThrottlingException", "Rate exceeded"), at())).toMatchObject({
      remedy: expect.stringContaining("limits"),
      failureCause: { kind: "throttled" },
    });
  });
});
