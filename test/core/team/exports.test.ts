import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { renderTeamRows } from "../../../src/core/team/render-team-rows.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { EXPORTS } from "./exports.ts";
import { bytes } from "./team-problems.ts";

const read = (file: string) => readTeam(bytes(file), { kind: "file", file: "team.csv" });

describe("what other systems export", () => {
  it.each(EXPORTS)("is understood: $product", ({ file, people, says = [] }) => {
    const { team, problems, remarks, columnsLine } = read(file);
    const told = [...problems.map(renderProblem), ...remarks.filter((remark) => remark !== columnsLine)];
    const found = team.members.map(({ email, givenName, familyName, username }) =>
      [email, givenName, familyName, ...(username === email ? [] : [username])].join(", "),
    );
    expect(found).toEqual(people);
    expect(told).toEqual(says.map((part) => expect.stringContaining(part)));
  });

  it("counts those who are suspended as well where access is looked at or taken away", () => {
    const file = "email,Status\nana.silva@example.com,Terminated\nbilal.haddad@example.com,Active\n";
    const { team, remarks } = readTeam(bytes(file), { kind: "file", file: "team.csv" }, { everybody: true });
    expect(team.members.map(({ email }) => email)).toEqual(["ana.silva@example.com", "bilal.haddad@example.com"]);
    expect(remarks).toEqual([
      'Columns: email. Not used: "Status".',
      '"Status" says of line 3 that they are still there, and of others that they are not: all count. Delete who is not meant.',
    ]);
  });

  it.each([
    ["whoever leaves is still there", "Active", "Active"],
    ["they are gone already", "Terminated", "Left"],
    ["some have no word", "Terminated", ""],
    ["the words are nobody's", "Terminated", "Blue"],
  ])("and says no more of a file of leavers where %s", (_, one, other) => {
    const file = `email,Status\nana.silva@example.com,${one}\nbilal.haddad@example.com,${other}\n`;
    const { remarks } = readTeam(bytes(file), { kind: "file", file: "team.csv" }, { everybody: true });
    expect(remarks).toEqual(['Columns: email. Not used: "Status".']);
  });

  it("of at least sixty kinds", () => {
    expect(new Set(EXPORTS.map(({ product }) => product)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(EXPORTS)("has no password in anything that is kept or said: $product", ({ file }) => {
    expect(JSON.stringify([read(file), renderTeamRows(read(file).rows)])).not.toMatch(/Xy12345|Geheim1|SSHA/);
  });
});
