import { describe, expect, it } from "vitest";
import { accessSchema } from "../../../src/core/access/access-schema.ts";
import { sampleAccess, sampleFacts } from "./sample-access.ts";

describe("the document of who has what", () => {
  it("is taken as it is, whatever people are called", () => {
    const users = sampleFacts.users.map((user) => ({ ...user, userName: "=cmd|'/c calc'!A0\u202e</script>\n" }));
    const access = sampleAccess({ users });
    expect(accessSchema.parse(JSON.parse(JSON.stringify(access)))).toEqual(access);
  });

  it("counts people once, whatever ways they have, and orphans apart", () => {
    expect(sampleAccess().summary).toEqual({
      people: 3,
      accounts: 3,
      permissionSets: 2,
      groups: 1,
      assignments: 4,
      administrators: 1,
      disabledWithAccess: 1,
      orphans: 1,
    });
  });

  it("has the digest of its facts, whenever they were read", () => {
    const { digest } = sampleAccess();
    expect({ ...sampleAccess(), started: "2026-11-30T20:00:00.000Z" }.digest).toBe(digest);
    expect(sampleAccess({ assignments: sampleFacts.assignments.slice(1) }).digest).not.toBe(digest);
    expect(sampleAccess({ unread: [{ kind: "users", what: "a", reason: "b", remedy: "c" }] }).digest).not.toBe(digest);
  });
});
