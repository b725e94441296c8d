import { describe, expect, it } from "vitest";
import { rowsOfPlan } from "../../../src/core/plan/rows-of-plan.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import { renderTeamRows } from "../../../src/core/team/render-team-rows.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { savedPlan } from "./sample-saved-plan.ts";

describe("the rows that ask for what a plan does", () => {
  const { plan, desired } = savedPlan();
  const rows = rowsOfPlan(plan.people, stateOf(desired));

  it("are those of its people, with everything spelled out", () => {
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(rows[0]?.cells).toEqual({
      email: "ana@example.com",
      username: "ana",
      given_name: "Ana",
      family_name: "Silva",
      display_name: "Ana Silva",
      account: "210987654321",
      permission_set: "amplify-policy",
      group: "",
      region: "eu-west-1",
      profile: "amplify",
      until: "",
    });
  });

  it("make a team file that is read without a problem", () => {
    const text = renderTeamRows(rows.map(({ cells }) => ({ cells, reason: "AWS says no." })));
    const { problems, team } = readTeam(Buffer.from(text), { kind: "file", file: "failed.csv" });
    expect(problems).toEqual([]);
    expect(team.members.map(({ username }) => username)).toEqual(["ana", "bo"]);
  });
});
