import { describe, expect, it } from "vitest";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../src/core/state/all-provisioned-accounts.ts";
import { describeChange, describeResource } from "../../../src/core/state/describe.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { assigned, creation, deletion, north, permissionSet, user } from "../plan/sample-onboarding.ts";

const provisioning = (target: string): Resource => ({
  kind: "PermissionSetProvisioning",
  permissionSet: "amplify-policy",
  target,
});

describe("a resource in words", () => {
  it.each([
    [user("ana"), "user ana"],
    [{ kind: "Group", displayName: "devs" } as const, "group devs"],
    [{ kind: "GroupMembership", group: "devs", userName: "ana" } as const, "ana in group devs"],
    [permissionSet(), "permission set amplify-policy"],
    [assigned("ana"), "amplify-policy in account 210987654321 for ana"],
    [provisioning(north), "amplify-policy in account 210987654321"],
    [provisioning(ALL_PROVISIONED_ACCOUNTS), "amplify-policy in all accounts that have it"],
  ])("is short and names it", (resource, words) => {
    expect(describeResource(resource)).toBe(words);
  });
});

describe("a change in words", () => {
  it.each([
    [creation(user("ana")), "creating user ana"],
    [creation({ kind: "GroupMembership", group: "devs", userName: "ana" }), "putting ana in group devs"],
    [creation(assigned("ana")), "assigning amplify-policy in account 210987654321 for ana"],
    [
      { action: "update", key: "x", before: permissionSet(), after: permissionSet() } as const,
      "updating permission set amplify-policy",
    ],
    [
      { action: "update", key: "x", before: provisioning(north), after: provisioning(north) } as const,
      "provisioning amplify-policy in account 210987654321",
    ],
    [deletion(user("ana")), "deleting user ana"],
    [deletion({ kind: "Group", displayName: "devs" }), "deleting group devs"],
    [deletion({ kind: "GroupMembership", group: "devs", userName: "ana" }), "taking ana out of group devs"],
    [deletion(permissionSet()), "deleting permission set amplify-policy"],
    [deletion(assigned("ana")), "removing amplify-policy in account 210987654321 for ana"],
  ])("says what is being done", (change, words) => {
    expect(describeChange(change)).toBe(words);
  });
});
