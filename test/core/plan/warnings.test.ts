import { describe, expect, it } from "vitest";
import { adoptionWarnings, existingGroupWarnings, sharedGroupWarnings } from "../../../src/core/plan/warnings.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import { access, assigned, creation, north, permissionSet, person, south } from "./sample-onboarding.ts";

describe("an adopted permission set", () => {
  it("is said to have everything that the settings do not name", () => {
    const present = permissionSet({
      managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess", ...permissionSet().managedPolicies],
      customerManagedPolicies: [{ name: "theirs", path: "/team/" }],
      inlinePolicy: "{}",
      permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/Boundary" },
    });
    const extras = adoptionWarnings(stateOf([present]), stateOf([permissionSet()]));
    expect(extras.map((warning) => /also has (.*), which/.exec(warning)?.[1])).toEqual([
      "the policy arn:aws:iam::aws:policy/ReadOnlyAccess",
      "the customer managed policy /team/theirs",
      "an inline policy",
      "a permissions boundary",
    ]);
  });

  it("gives no cause for a warning when it has what was asked for, or is not there yet", () => {
    expect(adoptionWarnings(stateOf([permissionSet()]), stateOf([permissionSet()]))).toEqual([]);
    expect(adoptionWarnings(stateOf([]), stateOf([permissionSet()]))).toEqual([]);
  });
});

describe("a group that people with different accounts share", () => {
  const inNorth = access({ group: "devs" });
  const inSouth = access({ group: "devs", accountId: south, accountName: "Sandbox South" });

  it("opens more to some of them than their rows say, which is told", () => {
    const people = [person("ana", inNorth, inSouth), person("bo", inNorth), person("cy", inSouth)];
    expect(sharedGroupWarnings(people)).toEqual([
      "Group devs is assigned in Sandbox North, Sandbox South: 2 people in it will reach more accounts than their rows name.",
    ]);
  });

  it("is recognized whatever the case of its name", () => {
    const people = [person("ana", inNorth), person("bo", { ...inSouth, group: "Devs" })];
    expect(sharedGroupWarnings(people)).toHaveLength(1);
  });

  it("gives no cause for a warning when all have the same accounts, or no group", () => {
    expect(sharedGroupWarnings([person("ana", inNorth), person("bo", inNorth)])).toEqual([]);
    expect(sharedGroupWarnings([person("ana", access()), person("bo", access({ accountId: south }))])).toEqual([]);
    expect(sharedGroupWarnings([])).toEqual([]);
  });
});

describe("a group that was there before", () => {
  const devs = { kind: "Group", displayName: "devs" } as const;
  const changes = [creation(assigned("devs", north, "GROUP")), creation(assigned("devs", south, "GROUP"))];

  it("is said to open the new accounts to everybody in it", () => {
    const [warning, ...others] = existingGroupWarnings(stateOf([devs]), changes);
    expect(warning).toContain("everybody who is in it now gets into 2 accounts too");
    expect(others).toEqual([]);
  });

  it("gives no cause for a warning when it is new, or assigned already", () => {
    expect(existingGroupWarnings(stateOf([]), changes)).toEqual([]);
    expect(existingGroupWarnings(stateOf([devs]), [])).toEqual([]);
  });
});
