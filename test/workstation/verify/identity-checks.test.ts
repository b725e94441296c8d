import { describe, expect, it } from "vitest";
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
