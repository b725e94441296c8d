import { describe, expect, it } from "vitest";
import { externalIdFault, mfaSerialFault, roleArnFault, roleOf } from "../../../src/core/aws/role-rules.ts";

describe("what a handover may say of a role", () => {
  it.each([
    "arn:aws:iam::123456789012:role/AmplifyContractor",
    "arn:aws-us-gov:iam::123456789012:role/team/web/Deploy",
    "arn:aws:iam::123456789012:role/a+b=c,d.e@f-g_h",
  ])("%s is a role", (arn) => {
    expect(roleArnFault(arn)).toBeUndefined();
  });

  it.each([
    "arn:aws:iam::123456789012:user/ana",
    "arn:aws:iam::12345:role/x",
    "arn:aws:iam::123456789012:role/",
    "arn:aws:iam::123456789012:role/a b",
    "arn:aws:iam::123456789012:role/x\n[profile evil]",
    "arn:evil:iam::123456789012:role/x",
    `arn:aws:iam::123456789012:role/${"x".repeat(65)}`,
  ])("%j is none", (arn) => {
    expect(roleArnFault(arn)?.message).toContain("is not a role's ARN");
  });

  it("is an external id of AWS's characters", () => {
    expect(["ab", "9f:8/x-1", "a".repeat(1224)].map(externalIdFault)).toEqual([undefined, undefined, undefined]);
    for (const bad of ["a", "a b", "a\n", "a;b", "a".repeat(1225)]) expect(externalIdFault(bad)).toBeDefined();
  });

  it("is an MFA device by ARN or by serial number", () => {
    expect(["arn:aws:iam::123456789012:mfa/ana", "GAHT12345678"].map(mfaSerialFault)).toEqual([undefined, undefined]);
    for (const bad of ["arn:aws:iam::123456789012:user/ana", "x", "GAHT 123456", "a\nb"])
      expect(mfaSerialFault(bad)).toBeDefined();
  });

  it("is the account and the name, whatever path the role has", () => {
    expect(roleOf("arn:aws:iam::123456789012:role/team/web/Deploy")).toEqual({
      accountId: "123456789012",
      name: "Deploy",
    });
  });
});
