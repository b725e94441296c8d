import { describe, expect, it } from "vitest";
import { bootstrapCommand, otherQualifierOf } from "../../../src/core/aws/cdk-bootstrap.ts";
import { bootstrapCheck } from "../../../src/workstation/verify/identity-checks.ts";
import { person, statusFor } from "../readiness/statuses.ts";

const environment = { accountId: "210987654321", region: "eu-west-1" };
const expected = { ...environment, permissionSet: "amplify-policy" };

describe("the command that bootstraps", () => {
  it("is the one that a developer is told, with the profile of whoever runs it", () => {
    const { remedy } = bootstrapCheck({ error: "ParameterNotFound", message: "" }, expected);
    const command = bootstrapCommand(environment, { kind: "missing" });
    expect(command).toBe("npx aws-cdk@latest bootstrap aws://210987654321/eu-west-1 --profile NAME");
    expect(remedy).toContain(command.replace(" --profile NAME", ""));
  });

  it("gives the stack a name of its own beside one with another qualifier, which it would otherwise keep", () => {
    expect(bootstrapCommand(environment, { kind: "missing", otherQualifiers: ["acme"] })).toBe(
      "npx aws-cdk@latest bootstrap aws://210987654321/eu-west-1 --qualifier hnb659fds --toolkit-stack-name CDKToolkit-hnb659fds --profile NAME",
    );
  });
});

describe("the words for an account that is not bootstrapped", () => {
  const key = "210987654321/eu-west-1";

  it("are those that a developer reads", () => {
    const missing = statusFor([person("ana@example.com")], { bootstraps: { [key]: { kind: "missing" } } });
    const { message } = bootstrapCheck({ error: "ParameterNotFound", message: "" }, expected);
    expect(missing.environments[0]?.check).toMatchObject({ reason: message });
  });

  it("are those that a developer reads where the version is too old", () => {
    const old = statusFor([person("ana@example.com")], { bootstraps: { [key]: { kind: "version", version: 5 } } });
    const { message } = bootstrapCheck({ value: "5" }, expected);
    expect(old.environments[0]?.check).toMatchObject({ reason: message });
  });
});

it.each([
  ["/cdk-bootstrap/acme/version", "acme"],
  ["/cdk-bootstrap/hnb659fds/version", undefined],
  ["/cdk-bootstrap/acme/other", undefined],
  ["/cdk-bootstrap/\u001b[31m/version", undefined],
  ["/cdk-bootstrap/elevenchars1/version", undefined],
  ["/elsewhere/cdk-bootstrap/acme/version", undefined],
])("the other qualifier in %j is %s", (parameter, qualifier) => {
  expect(otherQualifierOf(parameter)).toBe(qualifier);
});
