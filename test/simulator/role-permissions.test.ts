import { describe, expect, it } from "vitest";
import { mayCall } from "../../src/simulator/role-permissions.ts";
import { services } from "../../src/simulator/services.ts";
import { emptyWorld } from "../../src/simulator/world/world.ts";

const arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef";

function may(
  policies: readonly string[],
  inlinePolicy: object | undefined,
  service: string,
  operation: string,
  who: object = {},
) {
  const world = emptyWorld("seed");
  world.permissionSets.set(arn, {
    arn,
    instanceArn: "",
    name: "set",
    sessionDuration: "PT1H",
    managedPolicies: policies.map((Name) => ({ Name, Arn: `arn:aws:iam::aws:policy/${Name}` })),
    customerManagedPolicies: [],
    tags: {},
    createdAt: 0,
    version: 1,
    ...(inlinePolicy && { inlinePolicy: JSON.stringify(inlinePolicy) }),
  });
  const caller = { accountId: "210987654321", arn: "", userId: "", permissionSetArn: arn, ...who };
  const [found] = services.filter(({ id }) => id === service);
  if (found === undefined) throw new Error(`no service ${service}`);
  return mayCall(world, caller, found, operation);
}
const statement = (Effect: string, Action: string | string[]) => ({ Effect, Action, Resource: "*" });

describe("a deny of one person", () => {
  const deniedTo = (Condition: object) => ({
    Version: "2012-10-17",
    Statement: [{ ...statement("Deny", "*"), Condition }],
  });
  const mayAna = (inline: object) => may(["AdministratorAccess"], inline, "amplify", "ListApps", ana);
  const ana = { userId: "AROASIM:ana", directoryUserId: "9067-ana", issuedAt: Date.parse("2027-01-01T10:00:00Z") };

  it.each([
    [{ StringEquals: { "identitystore:UserId": "9067-ana" } }, false],
    [{ StringEquals: { "identitystore:userId": ["9067-bo", "9067-ana"] } }, false],
    [{ StringEquals: { "identitystore:UserId": "9067-bo" } }, true],
    [{ StringLike: { "aws:UserId": "*:ana" } }, false],
    [
      {
        StringEquals: { "identitystore:UserId": "9067-ana" },
        DateLessThan: { "aws:TokenIssueTime": "2027-01-01T12:00:00Z" },
      },
      false,
    ],
    [
      {
        StringEquals: { "identitystore:UserId": "9067-ana" },
        DateLessThan: { "aws:TokenIssueTime": "2027-01-01T09:00:00Z" },
      },
      true,
    ],
    [{ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, true],
  ])("by %j", (Condition, allowed) => {
    expect(mayAna(deniedTo(Condition))).toBe(allowed);
  });
});

describe("what the role of a permission set may do", () => {
  it.each([
    ["AmplifyBackendDeployFullAccess", "amplify", "ListApps", true],
    ["AmplifyBackendDeployFullAccess", "ssm", "GetParameter", true],
    ["AmplifyBackendDeployFullAccess", "sso-admin", "ListInstances", false],
    ["AmplifyBackendDeployFullAccess", "cloudformation", "DescribeStacks", true],
    ["AmplifyBackendDeployFullAccess", "cloudformation", "CreateChangeSet", false],
    ["PowerUserAccess", "cloudformation", "CreateChangeSet", true],
    ["PowerUserAccess", "iam", "CreateRole", false],
    ["AdministratorAccess-Amplify", "amplify", "ListApps", true],
    ["AdministratorAccess-Amplify", "identitystore", "ListUsers", false],
    ["AdministratorAccess", "identitystore", "CreateUser", true],
    ["PowerUserAccess", "organizations", "ListAccounts", false],
    ["ReadOnlyAccess", "sso-admin", "ListInstances", true],
    ["ReadOnlyAccess", "identitystore", "CreateUser", false],
    ["AmazonS3FullAccess", "amplify", "ListApps", false],
  ])("with %s: %s %s %s", (policy, service, operation, allowed) => {
    expect(may([policy], undefined, service, operation)).toBe(allowed);
  });

  it("is nothing without a policy, but to ask who it is", () => {
    expect(may([], undefined, "amplify", "ListApps")).toBe(false);
    expect(may([], undefined, "sts", "GetCallerIdentity")).toBe(true);
  });

  it.each([
    [statement("Allow", "amplify:List*"), true],
    [statement("Allow", ["s3:*", "AMPLIFY:listapps"]), true],
    [statement("Allow", "amplify:GetApp"), false],
    [[statement("Allow", "*"), statement("Deny", "amplify:L?stApps")], false],
    [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }, false],
  ])("is what its inline policy %j says", (Statement, allowed) => {
    expect(may([], { Version: "2012-10-17", Statement }, "amplify", "ListApps")).toBe(allowed);
  });

  it("is nothing once the permission set is deleted", () => {
    const caller = { accountId: "1", arn: "", userId: "", permissionSetArn: arn };
    const [service] = services;
    expect(service && mayCall(emptyWorld("seed"), caller, service, "ListInstances")).toBe(false);
  });
});
