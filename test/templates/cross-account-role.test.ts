import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const file = new URL("../../templates/cross-account-role.yaml", import.meta.url);
const template = parse(readFileSync(file, "utf8"), { logLevel: "silent" });
const [statement] = template.Resources.Role.Properties.AssumeRolePolicyDocument.Statement;

/** Whether the role trusts a principal, as IAM reads `ArnLike`: `*` is any characters and `?` any one, `/` among them. */
function trusts(permissionSet: string, principal: string): boolean {
  const values: Readonly<Record<string, string>> = {
    "AWS::Partition": "aws",
    TrustedAccountId: "210987654321",
    TrustedPermissionSet: permissionSet,
  };
  const patterns: readonly string[] = [statement.Condition.ArnLike["aws:PrincipalArn"]].flat();
  return patterns
    .map((pattern) => pattern.replace(/\$\{([\w:]+)\}/g, (_, name: string) => values[name] ?? "MISSING"))
    .map((pattern) =>
      pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", "."),
    )
    .some((pattern) => new RegExp(`^${pattern}$`).test(principal));
}

const role = (name: string, path = "") =>
  `arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${name}`;
const DIGITS = "0123456789abcdef";

describe("the role for a contractor", () => {
  it.each(["", "eu-west-1/", "us-gov-west-1/"])("trusts the permission set that is named, at /%s", (path) => {
    expect(trusts("amplify-policy", role(`amplify-policy_${DIGITS}`, path))).toBe(true);
  });

  it.each([
    ["one whose name begins with it", role(`amplify-policy_extra_${DIGITS}`)],
    ["one whose name begins with it, by a letter", role(`amplify-policy_x_${DIGITS}`, "eu-west-1/")],
    ["one whose name ends with it", role(`my-amplify-policy_${DIGITS}`)],
    ["one that is named like its role", role(`AWSReservedSSO_amplify-policy_${DIGITS}`)],
    ["one that is named like its role, elsewhere", role(`AWSReservedSSO_amplify-policy_${DIGITS}`, "eu-west-1/")],
    ["an administrator's", role(`AdministratorAccess_${DIGITS}`)],
    ["a role that somebody named so", `arn:aws:iam::210987654321:role/AWSReservedSSO_amplify-policy_${DIGITS}`],
    ["the same in another account", role(`amplify-policy_${DIGITS}`).replace("210987654321", "123456789012")],
  ])("does not trust %s", (_, principal) => {
    expect(trusts("amplify-policy", principal)).toBe(false);
  });

  it("takes no name that has a wildcard", () => {
    const { AllowedPattern } = template.Parameters.TrustedPermissionSet;
    for (const name of ["*", "amplify-*", "amplify-polic?"]) expect(name).not.toMatch(new RegExp(AllowedPattern));
  });
});
