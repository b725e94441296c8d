import { expect, it } from "vitest";
import { invalidInput } from "../../../src/core/errors/invalid-input.ts";
import type { Source } from "../../../src/core/errors/problem.ts";

const team: Source = { kind: "file", file: "team.csv" };
const settings: Source = { kind: "file", file: "onboard.json" };

it.each<[readonly Source[], string]>([
  [[settings, settings, settings], "3 problems in onboard.json"],
  [[team, settings, team], "2 problems in team.csv and 1 problem in onboard.json"],
  [
    [
      { kind: "flag", flag: "--account" },
      { kind: "flag", flag: "--group" },
      { kind: "stdin" },
      { kind: "url", url: "https://example.com/h.json" },
      { kind: "environment", variable: "AWS_PROFILE" },
    ],
    "2 problems in the flags, 1 problem in standard input, 1 problem in https://example.com/h.json, and 1 problem in the environment",
  ],
])("problems are counted in what they are in", (sources, counts) => {
  const problems = sources.map((place) => ({ place, message: "This is wrong.", remedy: "Correct it." }));
  expect(invalidInput(problems).message).toBe(`${counts}. Nothing was changed.`);
});
