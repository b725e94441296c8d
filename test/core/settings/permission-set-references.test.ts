import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { checkReferences } from "../../../src/core/settings/permission-set-references.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { readSettings } from "../../../src/core/settings/settings-file.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { bytes } from "../team/team-problems.ts";

const team = (...sets: readonly string[]) =>
  readTeam(bytes(`email,permission_set\n${sets.map((set, index) => `p${index}@example.com,${set}`).join("\n")}`), {
    kind: "file",
    file: "team.csv",
  }).team;
const settings = { ...NO_SETTINGS, permissionSets: new Map([["read-only", {}]]) };

describe("permission sets that nobody described", () => {
  it("are those that neither the settings nor Amplify's default describe, each at its first place", () => {
    const undescribed = checkReferences(team("read-only", "amplify-policy", "", "raed-only", "raed-only"), settings, {
      kind: "file",
      file: "onboard.json",
    });
    expect(undescribed.map(({ name, problem }) => [name, renderProblem(problem)])).toEqual([
      [
        "raed-only",
        'team.csv:5:16: There is no permission set "raed-only": neither the settings nor AWS have it. Describe it under permissionSets in onboard.json, or correct the name. Did you mean "read-only"?',
      ],
    ]);
  });

  it("are also those that the settings leave as AWS has them", () => {
    const source = { kind: "file", file: "onboard.json" } as const;
    const { settings: left } = readSettings('{ "permissionSets": { "amplify-policy": null } }', source);
    expect(checkReferences(team("amplify-policy"), left, source).map(({ name }) => name)).toEqual(["amplify-policy"]);
    expect([...withDefaults(left, "aws").permissionSets.keys()]).toEqual([]);
  });

  it("may stand in the defaults", () => {
    const wrong = { ...settings, defaults: { account: [], permissionSet: "admin" } };
    expect(checkReferences(team(""), wrong, { kind: "file", file: "my.json" })).toMatchObject([
      { name: "admin", problem: { place: { file: "my.json" } } },
    ]);
  });
});
