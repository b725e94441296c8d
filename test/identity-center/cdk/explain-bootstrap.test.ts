import { describe, expect, it } from "vitest";
import { explainBootstrap } from "../../../src/identity-center/cdk/explain-bootstrap.ts";

const environment = { accountId: "210987654321", region: "eu-west-1" };
const remedyOf = (reason: string) => explainBootstrap({ environment, stack: "CDKToolkit", reason }).remedy;
const role = (name: string) => `arn:aws:sts::210987654321:assumed-role/${name}/session`;

describe("a bootstrap that failed", () => {
  it.each(["ETIMEDOUT-breakers", "EconnResetters", "ServiceControlPolicyAdmins", "AccessDeniedReview"])(
    "is explained by what is said, whatever the role %s is called",
    (name) => {
      expect(remedyOf(`User: ${role(name)} is not authorized to perform: ssm:PutParameter`)).toContain(
        "AdministratorAccess",
      );
      expect(remedyOf(`${role(name)} has seen something new`)).toContain("Look at stack CDKToolkit");
    },
  );

  it.each([
    ["connect ETIMEDOUT 10.0.0.1:443", "HTTPS_PROXY"],
    [
      `${role("x")} is not authorized to perform: s3:x with an explicit deny in a service control policy`,
      "service control policy",
    ],
  ])("has the remedy of its cause: %s", (reason, remedy) => {
    expect(remedyOf(reason)).toContain(remedy);
  });
});
