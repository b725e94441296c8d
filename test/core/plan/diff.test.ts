import { describe, expect, it } from "vitest";
import { diff } from "../../../src/core/plan/diff.ts";
import { changesRole } from "../../../src/core/state/kinds/permission-set.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { PermissionSet } from "../../../src/core/state/resource.ts";
import { assigned, permissionSet, user } from "./sample-onboarding.ts";

const changesOf = (before: PermissionSet, desired: PermissionSet) => diff(stateOf([before]), stateOf([desired]));

describe("the difference between observed and desired", () => {
  it("creates what is missing, in the order in which it is desired", () => {
    const changes = diff(stateOf([user("bo")]), stateOf([user("cy"), user("bo"), user("ana"), assigned("ana")]));
    expect(changes.map(({ action, key }) => `${action} ${key}`)).toEqual([
      "create User|cy",
      "create User|ana",
      "create AccountAssignment|210987654321|amplify-policy|USER|ana",
    ]);
  });

  it("removes nothing, whatever else is there", () => {
    expect(diff(stateOf([user("bo"), assigned("bo"), permissionSet()]), stateOf([]))).toEqual([]);
  });

  it("removes what is asked to be absent and is there, after everything that is missing is made", () => {
    const there = stateOf([user("bo", { displayName: "Bo B" }), assigned("bo"), assigned("cy")]);
    const changes = diff(there, stateOf([user("ana")]), stateOf([user("BO"), assigned("bo"), assigned("gone")]));
    expect(changes.map(({ action, key }) => `${action} ${key}`)).toEqual([
      "create User|ana",
      "delete User|bo",
      "delete AccountAssignment|210987654321|amplify-policy|USER|bo",
    ]);
    expect(changes[1]).toMatchObject({ before: { displayName: "Bo B" }, after: null });
  });

  it("keeps what is asked for both ways", () => {
    const wanted = stateOf([assigned("ana")]);
    expect(diff(wanted, wanted, wanted)).toEqual([]);
  });

  it("leaves a person's names as they are: the user is there, and that is all that was asked", () => {
    expect(diff(stateOf([user("ana", { givenName: "Anna" })]), stateOf([user("ANA")]))).toEqual([]);
  });

  it("marks a permission set that it creates as its own, unless the settings say otherwise", () => {
    const [made] = diff(stateOf([]), stateOf([permissionSet({ tags: { team: "web" } })]));
    expect(made?.after).toMatchObject({ tags: { "managed-by": "amplify-onboard", team: "web" } });
    const [named] = diff(stateOf([]), stateOf([permissionSet({ tags: { "managed-by": "us" } })]));
    expect(named?.after).toMatchObject({ tags: { "managed-by": "us" } });
  });
});

describe("a permission set that is there already", () => {
  it("is left alone when nothing that is desired is missing", () => {
    const rich = permissionSet({
      description: "ours",
      relayState: "https://example.com",
      inlinePolicy: "{}",
      tags: { a: "b" },
    });
    expect(changesOf(rich, permissionSet())).toEqual([]);
  });

  it.each([
    ["PT720M", "PT12H"],
    ["PT43200S", "PT12H"],
    ["P0DT12H", "PT12H"],
  ])("has the same session duration when it is written as %s instead of %s", (written, wanted) => {
    expect(changesOf(permissionSet({ sessionDuration: written }), permissionSet({ sessionDuration: wanted }))).toEqual(
      [],
    );
  });

  it("gets another session duration, and keeps relay state and description, which AWS would clear", () => {
    const before = permissionSet({ sessionDuration: "PT1H", description: "ours", relayState: "https://example.com" });
    const [change] = changesOf(before, permissionSet({ sessionDuration: "PT12H" }));
    expect(change).toMatchObject({
      action: "update",
      after: { sessionDuration: "PT12H", description: "ours", relayState: "https://example.com" },
    });
  });

  it("is updated when AWS has a duration that nobody can read", () => {
    expect(changesOf(permissionSet({ sessionDuration: "P1M" }), permissionSet())).toHaveLength(1);
  });

  it("keeps policies that nobody asked for, and gets those that are missing", () => {
    const before = permissionSet({
      managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      customerManagedPolicies: [{ name: "theirs", path: "/" }],
    });
    const desired = permissionSet({
      managedPolicies: ["arn:aws:iam::aws:policy/Aaa"],
      customerManagedPolicies: [
        { name: "theirs", path: "/" },
        { name: "theirs", path: "/team/" },
      ],
    });
    expect(changesOf(before, desired)[0]?.after).toMatchObject({
      managedPolicies: ["arn:aws:iam::aws:policy/Aaa", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
      customerManagedPolicies: [
        { name: "theirs", path: "/" },
        { name: "theirs", path: "/team/" },
      ],
    });
  });

  it("gets the desired inline policy, boundary and tags in the place of its own", () => {
    const before = permissionSet({ inlinePolicy: '{"old":1}', tags: { a: "1", b: "2" } });
    const desired = permissionSet({
      inlinePolicy: '{"new":1}',
      permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/Boundary" },
      tags: { b: "3" },
    });
    expect(changesOf(before, desired)[0]?.after).toMatchObject({
      inlinePolicy: '{"new":1}',
      permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/Boundary" },
      tags: { a: "1", b: "3" },
    });
  });

  it("is not marked as ours when it is adopted", () => {
    const [change] = changesOf(permissionSet({ sessionDuration: "PT1H" }), permissionSet());
    expect(change?.after).toMatchObject({ tags: {} });
  });

  it("changes what roles can do, except when only tags change", () => {
    const [tagged] = changesOf(permissionSet(), permissionSet({ tags: { team: "web" } }));
    const [longer] = changesOf(permissionSet({ sessionDuration: "PT1H" }), permissionSet());
    const [made] = diff(stateOf([]), stateOf([permissionSet()]));
    expect([tagged, longer, made].map((change) => change && changesRole(change))).toEqual([false, true, false]);
  });
});
