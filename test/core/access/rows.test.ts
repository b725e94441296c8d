import { describe, expect, it } from "vitest";
import { type AccessRow, accessRows } from "../../../src/core/access/rows.ts";
import { IDS, sampleFacts } from "./sample-access.ts";

const told = ({ user, account, permissionSet, way }: AccessRow) =>
  [user?.userName, account.name, permissionSet.name, way.by === "group" ? way.group.name : "direct"].join(" · ");

describe("the rows of an Access", () => {
  it("are one for each way by which somebody has a permission set in an account", () => {
    expect([...accessRows(sampleFacts)].map(told)).toEqual([
      "eve · Management · Admin · direct",
      "ana · Sandbox North · amplify-policy · direct",
      "ana · Sandbox North · amplify-policy · web-devs",
      "bo · Sandbox North · amplify-policy · web-devs",
      " · Sandbox South · Admin · direct",
    ]);
  });

  it("tell since when and by which run where a record knows", () => {
    expect([...accessRows(sampleFacts)][1]).toMatchObject({
      since: "2026-03-01T10:00:00.000Z",
      run: "2026-03-01T09-59-00-000Z-42.jsonl",
    });
  });

  it("tell of a way through a group only where both the assignment and the membership are known, the later of the two", () => {
    const [assignment] = sampleFacts.assignments.filter(({ principalType }) => principalType === "GROUP");
    const [group] = sampleFacts.groups;
    if (assignment === undefined || group === undefined) throw new Error("the sample has a group");
    const facts = {
      ...sampleFacts,
      assignments: [{ ...assignment, since: "2026-01-01T00:00:00.000Z", run: "first" }],
      groups: [{ ...group, joined: [{ userId: IDS.bo, since: "2026-02-01T00:00:00.000Z", run: "second" }] }],
    };
    const [ana, bo] = accessRows(facts);
    expect(ana).not.toHaveProperty("since");
    expect(bo).toMatchObject({ since: "2026-02-01T00:00:00.000Z", run: "second" });
  });

  it("hold a row without a person where nobody could read who is in a group, and none for an empty group", () => {
    const [group] = sampleFacts.groups;
    if (group === undefined) throw new Error("the sample has a group");
    const assignments = sampleFacts.assignments.filter(({ principalType }) => principalType === "GROUP");
    const rows = (members: object) => [
      ...accessRows({ ...sampleFacts, assignments, groups: [{ ...group, members: [], ...members }] }),
    ];
    expect(rows({})).toEqual([]);
    expect(rows({ membersUnread: true }).map(told)).toEqual([" · Sandbox North · amplify-policy · web-devs"]);
  });

  it("go by ids for what could not be read", () => {
    const rows = accessRows({ ...sampleFacts, users: [], accounts: [], permissionSets: [] });
    expect([...rows].map(told)[1]).toBe(`${IDS.ana} · ${IDS.north} · ${IDS.amplify} · direct`);
  });
});
