import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { readSettings } from "../../../src/core/settings/settings-file.ts";
import { teamDefaults } from "../../../src/core/settings/team-defaults.ts";
import { mergeReadings, withFileDefaults } from "../../../src/core/team/several-files.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";

const read = (file: string, ...lines: readonly string[]) =>
  readTeam(Buffer.from(`${lines.join("\n")}\n`), { kind: "file", file });
const problemsOf = (...readings: readonly ReturnType<typeof read>[]) =>
  mergeReadings(readings).problems.map(renderProblem);
const HEADER = "email,given_name,account,region,until";

describe("several team files", () => {
  it("are one team: somebody in two of them is one person with the rows of both, each in its file", () => {
    const merged = mergeReadings([
      read("web.csv", "email,account", "ana@example.com,North", "bo@example.com,North"),
      read("data.csv", "email,account,given_name", "ana@example.com,South,Ana"),
    ]);
    expect(merged.problems).toEqual([]);
    expect(merged.team.source).toEqual({ kind: "files", files: ["web.csv", "data.csv"] });
    const [ana, bo] = merged.team.members;
    expect(ana).toMatchObject({ email: "ana@example.com", givenName: "Ana", line: 2, source: { file: "web.csv" } });
    expect(ana?.grants.map(({ source, line }) => [source, line])).toEqual([
      [{ kind: "file", file: "web.csv" }, 2],
      [{ kind: "file", file: "data.csv" }, 2],
    ]);
    expect(bo?.line).toBe(3);
    expect(merged.rows.map(({ source, cells }) => [source, cells.account])).toEqual([
      [{ kind: "file", file: "web.csv" }, "North"],
      [{ kind: "file", file: "web.csv" }, "North"],
      [{ kind: "file", file: "data.csv" }, "South"],
    ]);
  });

  it("may say the same twice, which is a mistake in one of them", () => {
    const web = read("web.csv", HEADER, "ana@example.com,Ana,North,,");
    expect(problemsOf(web, read("data.csv", HEADER, "ana@example.com,Ana,North,,"))).toEqual([]);
    const twice = read("data.csv", HEADER, "bo@example.com,Bo,North,,", "bo@example.com,Bo,North,,");
    expect(problemsOf(web, twice)).toEqual([
      'data.csv:3:19: This person has account "North" in line 2 already. Remove one of the two.',
    ]);
  });

  it("contradict each other with both lines: in names, in case, and in what the same access is like", () => {
    const web = read("web.csv", HEADER, "ana@example.com,Ana,North,eu-west-1,2027-03-31", "bo@example.com,Bo,,,");
    const data = read("data.csv", HEADER, "ana@example.com,Anna,North,eu-west-2,", "BO@example.com,Bo,South,,");
    expect(problemsOf(web, data)).toEqual([
      "data.csv:2:17: The given_name of this person is another one here than in web.csv:2. Write the same in both rows, or leave one empty.",
      'data.csv:2:22: This person has account "North" in web.csv:2 already, and there is another until. Write the same in both rows, or remove one.',
      'data.csv:2:28: This person has account "North" in web.csv:2 already, and there is another region. Write the same in both rows, or remove one.',
      "data.csv:3:1: This address differs only by case from the one in web.csv:3. Spell the address alike in all rows.",
    ]);
  });

  it("tell what is wrong file after file, whatever the lines", () => {
    const web = read("web.csv", "email", "ana@example.com", "nobody", "x");
    const data = read("data.csv", "email,username", "bo@example.com,ana@example.com", "y,");
    expect(problemsOf(web, data).map((text) => text.split(": ")[0])).toEqual([
      "web.csv:3:1",
      "web.csv:4:1",
      "data.csv:2:16",
      "data.csv:3:1",
    ]);
  });

  it("take from the settings what their rows leave open, with its place there; flags count above, rows most", () => {
    const text = `{ "teams": [{ "file": "web.csv", "account": ["North"],
      "permissionSet": "web", "group": "Web", "until": "2027-03-31" }] }`;
    const { settings, placeOf, problems } = readSettings(text, { kind: "file", file: "onboard.json" });
    expect(problems).toEqual([]);
    const [team] = settings.teams;
    if (team === undefined) throw new Error("no team");
    const web = read("web.csv", "email,account,group", "ana@example.com,,", "bo@example.com,South,Core");
    const { team: filled, rows } = withFileDefaults(web, teamDefaults(team, 0, placeOf, { group: "Flag" }));
    const [ana, bo] = filled.members.map(({ grants: [grant] }) => grant);
    const source = { kind: "file", file: "onboard.json" };
    expect(ana?.accounts).toEqual([{ text: "North", line: 1, column: 46, source }]);
    expect(ana?.permissionSet).toEqual({ text: "web", line: 2, column: 24, source });
    expect([ana?.group, bo?.group?.text]).toEqual([undefined, "Core"]);
    expect([ana?.until?.text, bo?.accounts.map((cell) => cell.text)]).toEqual(["2027-03-31", ["South"]]);
    expect(rows[0]?.cells).toMatchObject({ account: "North", permission_set: "web", until: "2027-03-31" });
    expect(rows[1]?.cells).toMatchObject({ account: "South", group: "Core", permission_set: "web" });
  });

  it("are 50 of 1,000 rows as well", () => {
    const files = Array.from({ length: 50 }, (_, file) =>
      read(
        `${file}.csv`,
        "email,account",
        ...Array.from({ length: 1000 }, (_, row) => `p${file * 500 + row}@example.com,North`),
      ),
    );
    const { team, problems } = mergeReadings(files);
    expect([team.members.length, problems.length]).toEqual([25_500, 0]);
  });
});
