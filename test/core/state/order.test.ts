import { describe, expect, it } from "vitest";
import { comparePlaces, prerequisitesOf } from "../../../src/core/state/order.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { assigned, creation, deletion, permissionSet, user } from "../plan/sample-onboarding.ts";

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

describe("the places of changes in a plan", () => {
  it("have deletions last, and what others rest on at the very end", () => {
    const changes = [...all.map(deletion), ...[assigned("bo"), user("bo")].map(creation)];
    expect(changes.sort(comparePlaces).map(({ action, key }) => `${action} ${key.split("|")[0]}`)).toEqual([
      "create User",
      "create AccountAssignment",
      "delete AccountAssignment",
      "delete GroupMembership",
      "delete PermissionSet",
      "delete Group",
      "delete User",
    ]);
  });
});
