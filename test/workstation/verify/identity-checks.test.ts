import { describe, expect, it } from "vitest";
import type { SignedInAs } from "../../../src/core/handover/signed-in-as.ts";
import { sdkCheck } from "../../../src/workstation/verify/identity-checks.ts";

const expected = { accountId: "210987654321", permissionSet: "amplify-policy", region: "eu-west-1" };
const failed = (error: string, message: string) => sdkCheck({ error, message }, expected);

describe("what keeps the SDK from a profile", () => {
  it.each([
    ["CredentialsProviderError", "ForbiddenException: No access", "has not assigned"],
    ["ForbiddenException", "No access", "has not assigned"],
  ])("is that nothing is assigned yet: %s, %s", (error, message, told) => {
    expect(failed(error, message).message).toContain(told);
  });

  it.each([
    ["CredentialsProviderError", "UnauthorizedException: Session token not found or invalid"],
    [
      "CredentialsProviderError",
      "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
    ],
    [
      "TokenProviderError",
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ],
    ["ExpiredToken", "The security token included in the request is expired"],
  ])("is a sign-in that is over: %s, %s", (error, message) => {
    expect(failed(error, message).remedy).toContain("Sign in again");
  });

  it.each([
    ["CredentialsProviderError", "Could not resolve credentials using profile: [expired-sso-token]"],
    ["TimeoutError", "connect ETIMEDOUT portal.sso.eu-west-1.amazonaws.com"],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND forbidden.example.com (No access)"],
  ])("is neither for a name or address that sounds like it: %s, %s", (error, message) => {
    const check = failed(error, message);
    expect(check.message).not.toContain("has not assigned");
    expect(check.remedy).toContain("Check the network");
  });
});

describe("a Region that does not know the account's credentials", () => {
  const unknown = (region: string) =>
    sdkCheck(
      { error: "InvalidClientTokenId", message: "The security token included in the request is invalid." },
      { ...expected, region },
    );

  it("may have to be enabled in the account first, and somebody can be asked to", () => {
    const check = unknown("ap-east-2");
    expect(check.message).toContain("of account 210987654321 in ap-east-2: the Region may not be enabled there");
    expect(check.remedy).toContain(
      "`aws account enable-region --region-name ap-east-2 --account-id 210987654321` from the management account",
    );
  });

  it("is on in every account where it is one of the first", () => {
    expect(unknown("eu-west-1").remedy).not.toContain("enable-region");
  });
});

describe("a role that the portal does not give", () => {
  const chosen = { person: { email: "ana@example.com", username: "ana@example.com" }, people: [] };
  const refused = (signedIn: SignedInAs) =>
    sdkCheck(
      { error: "CredentialsProviderError", message: "ForbiddenException: No access" },
      { ...expected, whose: { chosen, signedIn, remedy: "Sign out, then run: onboard local --sign-in-again" } },
    );

  it("is the administrator's to assign where it is the right person", () => {
    const { message, remedy } = refused({ kind: "chosen", userName: "ana@example.com" });
    expect(message).toContain("Your administrator has not assigned");
    expect(remedy).toContain("your row in the team file");
  });

  it("is not where it is somebody else", () => {
    const check = refused({ kind: "other", userName: "bo@example.com" });
    expect(check.message).toBe(
      "bo@example.com has no amplify-policy in account 210987654321: that is for ana@example.com.",
    );
    expect(JSON.stringify(check)).not.toContain("administrator");
  });

  it("may be either where nobody knows who it is", () => {
    const { message, remedy } = refused({ kind: "unknown" });
    expect(message).toContain("AWS does not say who that is");
    expect(remedy).toMatch(/If it is ana@example\.com, your administrator.*If it is not: .*--sign-in-again$/);
  });
});
