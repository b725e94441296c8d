import { describe, expect, it } from "vitest";
import { accessDifference } from "../../../src/core/access/difference.ts";
import { IDS, sampleAccess, sampleFacts } from "./sample-access.ts";

describe("what changed between two documents", () => {
  it("is nothing where only the time and the order are others", () => {
    const later = { ...sampleAccess({ users: [...sampleFacts.users].reverse() }), ended: "2026-12-01T00:00:00.000Z" };
    expect(accessDifference(sampleAccess(), later).entries).toEqual([]);
  });

  it("is told of people, assignments, memberships and permission sets, in names", () => {
    const [admin, amplify] = sampleFacts.permissionSets;
    const [group] = sampleFacts.groups;
    if (admin === undefined || amplify === undefined || group === undefined) throw new Error("the sample has them");
    const later = sampleAccess({
      users: sampleFacts.users.map((user) => (user.id === IDS.ana ? { ...user, status: "disabled" } : user)),
      groups: [{ ...group, members: [IDS.ana] }],
      permissionSets: [admin, { ...amplify, policies: ["AdministratorAccess"], administrator: "yes" }],
      assignments: sampleFacts.assignments.filter(({ principalId }) => principalId !== IDS.eve),
    });
    expect(accessDifference(sampleAccess(), later).entries).toEqual([
      { change: "changed", what: "person", person: "ana", detail: "enabled → disabled" },
      {
        change: "removed",
        what: "assignment",
        person: "eve",
        account: "Management",
        accountId: IDS.management,
        permissionSet: "Admin",
      },
      { change: "removed", what: "membership", person: "bo", group: "web-devs" },
      {
        change: "changed",
        what: "permission-set",
        permissionSet: "amplify-policy",
        detail: "what it gives is otherwise",
      },
    ]);
  });

  it("goes by ids: who is called otherwise is no other person", () => {
    const users = sampleFacts.users.map((user) => ({ ...user, userName: `${user.userName}-married` }));
    expect(accessDifference(sampleAccess(), sampleAccess({ users })).entries).toEqual([]);
  });
});
