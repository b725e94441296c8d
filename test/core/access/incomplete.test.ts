import { describe, expect, it } from "vitest";
import { missingAccess } from "../../../src/core/access/incomplete.ts";
import { UNREAD_KIND_NAMES } from "../../../src/core/access/unread-kinds.ts";

describe("what could not be read", () => {
  it("leaves open who has what, but for names, units and what permission sets allow: by its kind, and never by its words", () => {
    const unread = UNREAD_KIND_NAMES.map((kind) => ({
      kind,
      what: "organizational units",
      reason: "no",
      remedy: "ask",
    }));
    expect(missingAccess(unread).map(({ kind }) => kind)).toEqual([
      "permission-sets",
      "accounts-of-permission-sets",
      "permission-sets-in-accounts",
      "assignments-in-accounts",
      "assignments-of-users",
      "assignments-of-groups",
      "who-is-meant",
      "users",
      "groups",
      "groups-of-users",
      "members-of-groups",
    ]);
  });
});
