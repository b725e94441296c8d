import { describe, expect, it } from "vitest";
import { readTemplate } from "../../../src/simulator/cloudformation/template.ts";
import { cdkTemplate, cdkVersion } from "./ask-cloudformation.ts";

describe("a template", () => {
  it("of the CDK is read as it is: what is made, from which parameters, in which version", () => {
    const template = readTemplate(cdkTemplate);
    expect(template?.bootstrapVersion).toBe(`${cdkVersion}`);
    expect(cdkVersion).toBeGreaterThan(6);
    expect(template?.description).toBe(
      "This stack includes resources needed to deploy AWS CDK apps into this environment",
    );
    expect(template?.parameters.Qualifier).toEqual({ default: "hnb659fds", pattern: "[A-Za-z0-9_-]{1,10}" });
    expect(template?.parameters.TrustedAccounts).toEqual({ default: "" });
    expect(template?.resources.map(({ type }) => type.replace("AWS::", ""))).toEqual([
      "S3::Bucket",
      "S3::BucketPolicy",
      "ECR::Repository",
      "IAM::Role",
      "IAM::Role",
      "IAM::Role",
      "IAM::Policy",
      "IAM::Policy",
      "IAM::Role",
      "IAM::Role",
      "SSM::Parameter",
    ]);
  });

  it("can be JSON", () => {
    const body = JSON.stringify({
      Parameters: { Qualifier: { Default: "acme", AllowedPattern: "[a-z]+" } },
      Resources: {
        Key: { Type: "AWS::KMS::Key", Condition: "Never" },
        CdkBootstrapVersion: { Type: "AWS::SSM::Parameter", Properties: { Value: "7" } },
      },
    });
    expect(readTemplate(body)).toMatchObject({
      parameters: { Qualifier: { default: "acme", pattern: "[a-z]+" } },
      resources: [{ logicalId: "CdkBootstrapVersion", type: "AWS::SSM::Parameter" }],
      bootstrapVersion: "7",
    });
  });

  it.each(["", "{", "{}", "Resources:\n", "[]", "null"])("is not %j", (body) => {
    expect(readTemplate(body)).toBeUndefined();
  });
});
