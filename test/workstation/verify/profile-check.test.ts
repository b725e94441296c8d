import { describe, expect, it } from "vitest";
import { isExpectedRole } from "../../../src/workstation/verify/profile-check.ts";

const expected = { accountId: "210987654321", permissionSet: "amplify-policy", region: "eu-west-1" };
const arn = (account: string, role: string) => `arn:aws:sts::${account}:assumed-role/${role}/ana@example.com`;

describe("the role of a permission set", () => {
  it.each([
    ["its own", arn("210987654321", "AWSReservedSSO_amplify-policy_0123456789abcdef"), true],
    ["in another account", arn("999999999999", "AWSReservedSSO_amplify-policy_0123456789abcdef"), false],
    [
      "of a set whose name only begins alike",
      arn("210987654321", "AWSReservedSSO_amplify-policy_x_0123456789abcdef"),
      false,
    ],
    ["of another set", arn("210987654321", "AWSReservedSSO_AdministratorAccess_0123456789abcdef"), false],
    ["a plain role", arn("210987654321", "amplify-policy"), false],
    ["a user", "arn:aws:iam::210987654321:user/ana", false],
    ["nothing", "", false],
  ])("%s", (_, one, is) => {
    expect(isExpectedRole(one, expected)).toBe(is);
  });
});
