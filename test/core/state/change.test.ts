import { describe, expect, it } from "vitest";
import { groupKey } from "../../../src/core/state/kinds/group.ts";
import { permissionSetKey } from "../../../src/core/state/kinds/permission-set.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { dependenciesOf } from "../../../src/core/state/kinds.ts";
import { assigned, north, permissionSet, user } from "../plan/sample-onboarding.ts";

describe("what a change waits for", () => {
  it("is nothing for a user, a group and a permission set", () => {
    expect(dependenciesOf(user("ana"))).toEqual([]);
    expect(dependenciesOf({ kind: "Group", displayName: "developers" })).toEqual([]);
    expect(dependenciesOf(permissionSet())).toEqual([]);
  });

  it("is the user and the group for a membership", () => {
    expect(dependenciesOf({ kind: "GroupMembership", group: "Developers", userName: "ana" })).toEqual([
      userKey("ana"),
      groupKey("developers"),
    ]);
  });

  it("is the principal and the permission set for an assignment", () => {
    expect(dependenciesOf(assigned("ana"))).toEqual([userKey("ana"), permissionSetKey("amplify-policy")]);
    expect(dependenciesOf(assigned("devs", north, "GROUP"))).toEqual([
      groupKey("devs"),
      permissionSetKey("amplify-policy"),
    ]);
  });

  it("is the permission set for a re-provisioning", () => {
    expect(
      dependenciesOf({ kind: "PermissionSetProvisioning", permissionSet: "amplify-policy", target: north }),
    ).toEqual([permissionSetKey("amplify-policy")]);
  });
});
