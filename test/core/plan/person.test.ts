import { describe, expect, it } from "vitest";
import { assignmentOf, keysBehind } from "../../../src/core/plan/person.ts";
import { access, person } from "./sample-onboarding.ts";

describe("a person's access", () => {
  it("rests on an assignment of their own", () => {
    const ana = person("ana");
    expect(assignmentOf(ana, access())).toMatchObject({ principal: { type: "USER", name: "ana" } });
    expect(keysBehind(ana, access())).toEqual([
      "User|ana",
      "PermissionSet|amplify-policy",
      "AccountAssignment|210987654321|amplify-policy|USER|ana",
      "Bootstrap|210987654321|eu-west-1",
    ]);
  });

  it("rests on the group, the membership and the group's assignment where a group gives it", () => {
    const ana = person("ana");
    expect(keysBehind(ana, access({ group: "Devs" }))).toEqual([
      "User|ana",
      "PermissionSet|amplify-policy",
      "Group|devs",
      "GroupMembership|devs|ana",
      "AccountAssignment|210987654321|amplify-policy|GROUP|devs",
      "Bootstrap|210987654321|eu-west-1",
    ]);
  });
});
