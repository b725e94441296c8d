import { describe, expect, it } from "vitest";
import {
  amplifyPolicyArn,
  NO_SETTINGS,
  permissionSetOf,
  type Settings,
  withDefaults,
} from "../../../src/core/settings/settings.ts";

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

describe("gen1Migration", () => {
  const NAME = "amplify-gen1-migration";
  const setOf = (settings: Partial<Settings>) =>
    withDefaults({ ...NO_SETTINGS, ...settings }, "aws").permissionSets.get(NAME);

  it("describes a permission set with both generations' policies and what the migration needs beyond them", () => {
    const set = setOf({ gen1Migration: true });
    expect(set).toMatchObject({
      managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess-Amplify", amplifyPolicyArn("aws")],
      sessionDuration: "PT4H",
    });
    const [statement] = JSON.parse(set?.inlinePolicy ?? "").Statement;
    expect(statement.Action).toEqual(
      expect.arrayContaining(["cloudformation:ExecuteStackRefactor", "s3:GetBucketVersioning"]),
    );
    expect(statement.Action).toHaveLength(9);
    expect(setOf({})).toBeUndefined();
  });

  it("leaves what is written of it above what is ours", () => {
    const written = { sessionDuration: "PT1H" };
    expect(setOf({ gen1Migration: true, permissionSets: new Map([[NAME, written]]) })).toMatchObject({
      ...written,
      managedPolicies: expect.arrayContaining([amplifyPolicyArn("aws")]),
      inlinePolicy: expect.stringContaining("CreateStackRefactor"),
    });
    expect(setOf({ gen1Migration: true, permissionSets: new Map([[NAME, null]]) })).toBeUndefined();
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
