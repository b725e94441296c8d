import { describe, expect, it } from "vitest";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { observed, planFor, user } from "./sample-onboarding.ts";

const membership = (userName: string, group: string): Resource => ({ kind: "GroupMembership", userName, group });
const leaver = (userName: string, external: boolean, externalGroups: readonly string[] = []) => ({
  userName,
  page: "https://a",
  external,
  externalGroups,
  held: [],
});

describe("what an external directory keeps of leavers", () => {
  it("is told of each user and group, whatever the directory holds besides", () => {
    const absent = [
      user("ana"),
      membership("ana", "own"),
      user("bo"),
      membership("bo", "own"),
      membership("bo", "Synced"),
    ];
    const leavers = [leaver("ana", true), leaver("bo", false, ["synced"])];
    for (const identitySource of ["external", "identity-center"] as const) {
      const observation = observed(absent, { identitySource });
      const { changes } = planFor([], { absent: stateOf(absent), observation, purpose: "leave", leavers });
      const blocked = changes.filter((change) => change.blocked !== undefined).map(({ key }) => key);
      expect(blocked.sort()).toEqual(["GroupMembership|own|ana", "GroupMembership|synced|bo", "User|ana"]);
    }
  });
});
