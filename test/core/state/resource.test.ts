import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../src/core/state/all-provisioned-accounts.ts";
import { groupKey } from "../../../src/core/state/kinds/group.ts";
import { permissionSetKey } from "../../../src/core/state/kinds/permission-set.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { keyOf, stateOf } from "../../../src/core/state/kinds.ts";
import { assigned, permissionSet, user } from "../plan/sample-onboarding.ts";

describe("the key of a resource", () => {
  it("is the same for a user name in any case, as the directory tells users apart", () => {
    expect(keyOf(user("Ana@Example.com"))).toBe(keyOf(user("ana@example.com")));
    expect(userKey("ANA@example.com")).toBe(keyOf(user("ana@example.com")));
  });

  it("is the same for a group name in any case", () => {
    expect(groupKey("Developers")).toBe(keyOf({ kind: "Group", displayName: "developers" }));
  });

  it("minds the case of a permission set's name, as IAM roles do", () => {
    expect(permissionSetKey("amplify-policy")).toBe(keyOf(permissionSet()));
    expect(permissionSetKey("Amplify-Policy")).not.toBe(keyOf(permissionSet()));
  });

  it("tells a user's assignment from that of a group of the same name", () => {
    expect(keyOf(assigned("ana"))).not.toBe(keyOf(assigned("ana", undefined, "GROUP")));
  });

  it("tells one account's provisioning from that of all accounts", () => {
    const provisioning = { kind: "PermissionSetProvisioning", permissionSet: "amplify-policy" } as const;
    expect(keyOf({ ...provisioning, target: "210987654321" })).not.toBe(
      keyOf({ ...provisioning, target: ALL_PROVISIONED_ACCOUNTS }),
    );
  });

  it("never mixes up a membership's group and user, whatever characters their names have", () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "b", "|", "%", "7", "C", "2", "5"),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(name, name, name, name, (group, userName, otherGroup, otherUser) => {
        const same =
          group.toLowerCase() === otherGroup.toLowerCase() && userName.toLowerCase() === otherUser.toLowerCase();
        const one = keyOf({ kind: "GroupMembership", group, userName });
        const other = keyOf({ kind: "GroupMembership", group: otherGroup, userName: otherUser });
        expect(one === other).toBe(same);
      }),
    );
  });
});

describe("a state", () => {
  it("holds a resource that is named twice once, at its first place", () => {
    const state = stateOf([user("ana"), user("bo"), user("ANA")]);
    expect([...state.keys()]).toEqual([userKey("ana"), userKey("bo")]);
  });
});
