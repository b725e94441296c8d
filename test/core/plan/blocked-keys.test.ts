import { describe, expect, it } from "vitest";
import { blockedKeys } from "../../../src/core/plan/blocked-keys.ts";
import { assigned, creation, deletion, permissionSet, south, user } from "./sample-onboarding.ts";

const blocked = { reason: "taken", remedy: "choose another" };

describe("changes that cannot be made", () => {
  it("are the blocked ones and all that need them, and nothing else", () => {
    const changes = [
      { ...creation(user("ana")), blocked },
      creation(user("bo")),
      creation(permissionSet()),
      creation(assigned("ana")),
      creation(assigned("bo")),
    ];
    expect([...blockedKeys(changes)]).toEqual([changes[0]?.key, changes[3]?.key]);
  });

  it("are all assignments where the permission set is blocked", () => {
    const changes = [{ ...creation(permissionSet()), blocked }, creation(user("ana")), creation(assigned("ana"))];
    expect(blockedKeys(changes).size).toBe(2);
  });

  it("are deletions of what somebody has who cannot get the new, and of nobody else's", () => {
    const changes = [
      { ...creation(user("ana")), blocked },
      creation(assigned("ana", south)),
      creation(assigned("bo", south)),
      deletion(assigned("ana")),
      deletion(assigned("bo")),
    ];
    expect([...blockedKeys(changes)]).toEqual([changes[0]?.key, changes[1]?.key, changes[3]?.key]);
  });

  it("are a user's deletion where something of theirs cannot be deleted", () => {
    const changes = [{ ...deletion(assigned("ana")), blocked }, deletion(user("ana"))];
    expect(blockedKeys(changes).size).toBe(2);
  });

  it("are none where what is needed is there already", () => {
    expect(blockedKeys([creation(assigned("ana"))]).size).toBe(0);
  });
});
