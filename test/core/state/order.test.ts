import { describe, expect, it } from "vitest";
import type { Change } from "../../../src/core/state/change.ts";
import { comparePlaces, obstaclesToTaking, prerequisitesOf } from "../../../src/core/state/order.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { assigned, creation, deletion, permissionSet, south, user } from "../plan/sample-onboarding.ts";

const group: Resource = { kind: "Group", displayName: "devs" };
const membership: Resource = { kind: "GroupMembership", group: "devs", userName: "ana" };
const all: readonly Resource[] = [user("ana"), group, permissionSet(), membership, assigned("ana")];

describe("what comes before a change", () => {
  const prerequisites = (changes: Parameters<typeof prerequisitesOf>[0]) =>
    [...prerequisitesOf(changes)].map(([{ key }, others]) => [key.split("|")[0], others.map((one) => one.key)]);

  it("is what a thing rests on, when it is made", () => {
    expect(prerequisites(all.map(creation))).toEqual([
      ["User", []],
      ["Group", []],
      ["PermissionSet", []],
      ["GroupMembership", ["User|ana", "Group|devs"]],
      ["AccountAssignment", ["User|ana", "PermissionSet|amplify-policy"]],
    ]);
  });

  it("is everything that rests on a thing, when it is deleted", () => {
    const assignment = "AccountAssignment|210987654321|amplify-policy|USER|ana";
    expect(prerequisites(all.map(deletion))).toEqual([
      ["User", ["GroupMembership|devs|ana", assignment]],
      ["Group", ["GroupMembership|devs|ana"]],
      ["PermissionSet", [assignment]],
      ["GroupMembership", []],
      ["AccountAssignment", []],
    ]);
  });

  it("is nothing that is only deleted where something else is made", () => {
    expect(prerequisites([creation(user("ana")), deletion(assigned("ana"))])).toEqual([
      ["User", []],
      ["AccountAssignment", []],
    ]);
  });
});

describe("what stands in the way of a deletion", () => {
  const obstacle = (deleted: Resource, ...missing: readonly Resource[]) => {
    const changes = [...missing.map(creation), deletion(deleted)];
    return obstaclesToTaking(changes, ({ action }) => action === "create")(changes[missing.length] as Change)?.key;
  };

  it("is what the same person was to get", () => {
    expect(obstacle(assigned("ana"), assigned("bo"), assigned("ana", south))).toMatch(/345678901234.*ana/);
    expect(obstacle(membership, user("ana"))).toBe("User|ana");
    expect(obstacle(assigned("ana"), assigned("bo", south))).toBeUndefined();
  });

  it("is what a group was to get, since anybody may be in it", () => {
    expect(obstacle(assigned("ana"), assigned("devs", south, "GROUP"))).toMatch(/GROUP.devs/);
    expect(obstacle(assigned("devs", south, "GROUP"), assigned("ana"))).toMatch(/USER.ana/);
  });

  it("is nothing by which nobody gets in", () => {
    expect(obstacle(assigned("ana"), permissionSet(), group)).toBeUndefined();
    expect(obstacle(permissionSet(), assigned("ana"))).toBeUndefined();
  });
});

describe("the places of changes in a plan", () => {
  it("have deletions last: what lets people in, then who is let in, then what lets in", () => {
    const changes = [...all.map(deletion), ...[assigned("bo"), user("bo")].map(creation)];
    expect(changes.sort(comparePlaces).map(({ action, key }) => `${action} ${key.split("|")[0]}`)).toEqual([
      "create User",
      "create AccountAssignment",
      "delete GroupMembership",
      "delete AccountAssignment",
      "delete User",
      "delete Group",
      "delete PermissionSet",
    ]);
  });
});
