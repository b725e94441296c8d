import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { readSettings } from "../../../src/core/settings/settings-file.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";

const template = (name: string) => readFileSync(new URL(`../../../templates/${name}`, import.meta.url));

describe("the templates", () => {
  it("have a team file that is right as it stands", () => {
    const { team, problems } = readTeam(template("team.csv"), { kind: "file", file: "team.csv" });
    expect(problems).toEqual([]);
    expect(team.members).toHaveLength(5);
    expect(team.members.every(({ email, namesDerived }) => email.endsWith("@example.com") && !namesDerived)).toBe(true);
  });

  it("have settings that say what holds without them", () => {
    const { settings, problems } = readSettings(template("onboard.json").toString("utf8"), {
      kind: "file",
      file: "onboard.json",
    });
    expect(problems).toEqual([]);
    expect(withDefaults(settings, "aws")).toEqual(withDefaults(NO_SETTINGS, "aws"));
  });
});
