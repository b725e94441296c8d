import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { readSettings } from "../../../src/core/settings/settings-file.ts";

const NBSP = "\u00A0";
const problemsOf = (json: string) =>
  readSettings(json, { kind: "file", file: "onboard.json" }).problems.map(renderProblem);
const withSet = (members: string) => `{"permissionSets":{"x":{\n${members}\n}}}`;
const withStatement = (members: string) =>
  withSet(`"inlinePolicy":{"Version":"2012-10-17","Statement":[{\n${members}\n}]}`);

describe("characters that AWS refuses", () => {
  it("are told of an inline policy where they stand, by code point, all at once", () => {
    const problems = problemsOf(
      withStatement(
        `"Effect":"Allow",\n"Action":["s3:Get${NBSP}Object","s3:List\u200B*"],\n"Resource":"arn:aws:s3:::a\u2013b\u2013c"`,
      ),
    );
    expect(problems.map((text) => /^onboard\.json:(\d+)/.exec(text)?.[1])).toEqual(["4", "4", "5"]);
    expect(problems[0]).toContain("U+00A0 (character 7)");
    expect(problems[1]).toContain("U+200B (character 8)");
    expect(problems[2]).toContain('"\u2013" U+2013 (character 15) and "\u2013" U+2013 (character 17)');
  });

  it("are told of the names of members, too", () => {
    const [problem, ...others] = problemsOf(withStatement(`"Effect":"Allow",\n"Action${NBSP}":"s3:*","Resource":"*"`));
    expect(others).toEqual([]);
    expect(problem).toContain("U+00A0 (character 7)");
  });

  it("do not include what AWS takes: accents in a condition, and blanks in a description", () => {
    const condition = `"Condition":{"StringEquals":{"aws:RequestTag/Gr\u00F6\u00DFe":"M\u00FCnchen"}}`;
    expect(problemsOf(withStatement(`"Effect":"Allow","Action":"s3:*","Resource":"*",${condition}`))).toEqual([]);
    expect(problemsOf(withSet('"description":"F\u00FCr alle"'))).toEqual([]);
  });

  it("are told of JSON itself, outside of its texts, and not twice over by what follows from them", () => {
    const problems = problemsOf(`{\n${NBSP}${NBSP}"session": \u201Camplify\u201D\n}`);
    expect(problems.map((text) => /^onboard\.json:(\d+:\d+)/.exec(text)?.[1])).toEqual(["2:1", "2:2", "2:14", "2:22"]);
    for (const point of ["U+00A0", "U+201C", "U+201D"]) expect(problems.join()).toContain(point);
    expect(
      problemsOf('{ // f\u00FCr alle\n "session": "amplify", "defaults": { "group": "\u201CDevs\u201D" } }'),
    ).toEqual([]);
  });

  it.each([
    ["description", `"description":"a${NBSP}b${NBSP}c"`, ["U+00A0 (character 2)", "U+00A0 (character 4)"]],
    ["relay state", `"relayState":"https://x\u2026"`, ['"\u2026" U+2026 (character 10)']],
    ["policy name", `"customerManagedPolicies":[{"name":"my\u2013policy"}]`, ['"\u2013" U+2013 (character 3)']],
    ["tag", `"tags":{"team":"a#b"}`, ['"#" U+0023 (character 2)']],
  ])("are told of a %s", (_, members, words) => {
    const problems = problemsOf(withSet(members));
    expect(problems).toHaveLength(1);
    for (const word of words) expect(problems[0]).toContain(word);
  });

  it("are bounded", () => {
    const [problem, ...others] = problemsOf(withSet(`"description":"${"\u2013".repeat(500)}"`));
    expect(others).toEqual([]);
    expect(problem).toContain("and 492 more");
    expect(problemsOf(`{${NBSP.repeat(500)}}`)).toHaveLength(20);
    const actions = Array.from({ length: 50 }, () => `"s3:${NBSP}"`).join();
    expect(problemsOf(withStatement(`"Effect":"Allow","Action":[${actions}],"Resource":"*"`))).toHaveLength(20);
  });
});
