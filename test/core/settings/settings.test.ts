import { describe, expect, it } from "vitest";
import { amplifyPolicyArn, NO_SETTINGS, permissionSetOf, withDefaults } from "../../../src/core/settings/settings.ts";

describe("settings without a file", () => {
  it("are what Amplify's documentation has people create", () => {
    const { permissionSets, defaults, session } = withDefaults(NO_SETTINGS, "aws");
    expect([...permissionSets.values()]).toEqual([
      {
        kind: "PermissionSet",
        name: "amplify-policy",
        sessionDuration: "PT12H",
        managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
        customerManagedPolicies: [],
        tags: {},
      },
    ]);
    expect(defaults).toEqual({ account: [], permissionSet: "amplify-policy", profile: "amplify" });
    expect(session).toBe("amplify");
  });

  it("have AWS's published limits", () => {
    expect(withDefaults(NO_SETTINGS, "aws").limits).toEqual({
      ssoAdminPerSecond: 20,
      identityStorePerSecond: 20,
      outstandingAssignments: 15,
      outstandingProvisionings: 3,
      outstandingAccounts: 5,
      organizationsPerSecond: 10,
    });
  });

  it.each(["aws", "aws-us-gov", "aws-cn", "aws-eusc"])("name the policy of the partition %s", (partition) => {
    expect(amplifyPolicyArn(partition)).toBe(
      `arn:${partition}:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess`,
    );
  });
});

describe("a permission set in the settings", () => {
  it("keeps what is written and leaves the rest to the defaults", () => {
    const settings = { ...NO_SETTINGS, permissionSets: new Map([["amplify-policy", { sessionDuration: "PT1H" }]]) };
    expect(withDefaults(settings, "aws").permissionSets.get("amplify-policy")).toMatchObject({
      sessionDuration: "PT1H",
      managedPolicies: [amplifyPolicyArn("aws")],
    });
  });

  it("has no policy that nobody wrote down, unless it is amplify-policy", () => {
    expect(permissionSetOf("read-only", {}, "aws").managedPolicies).toEqual([]);
    expect(permissionSetOf("amplify-policy", { managedPolicies: [] }, "aws").managedPolicies).toEqual([]);
  });

  it("has its policies in order, so that writing them otherwise changes nothing", () => {
    const managedPolicies = ["arn:aws:iam::aws:policy/B", "arn:aws:iam::aws:policy/A"];
    expect(permissionSetOf("x", { managedPolicies }, "aws").managedPolicies).toEqual([...managedPolicies].reverse());
  });
});
