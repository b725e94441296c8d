import { describe, expect, it } from "vitest";
import { optionProblems, type TeamOptions } from "../../../src/cli/input/team-options.ts";
import { sourceName } from "../../../src/core/errors/problem.ts";

const problemsWith = (options: Partial<TeamOptions>) =>
  optionProblems({ emails: "team.csv", handover: "onboard.handover.json", ...options }).map(({ place }) =>
    sourceName(place),
  );

describe("flags that belong together", () => {
  it.each<readonly [Partial<TeamOptions>, readonly string[]]>([
    [{ dryRun: true, offline: true }, []],
    [{ dryRun: true, out: "plan.json", detailedExitcode: true, simulate: true }, []],
    [{ offline: true }, ["--offline"]],
    [{ out: "plan.json" }, ["--out"]],
    [{ detailedExitcode: true }, ["--detailed-exitcode"]],
    [{ dryRun: true, offline: true, out: "plan.json", simulate: true }, ["--out", "--simulate"]],
    [{ dryRun: true, offline: true, detailedExitcode: true }, ["--detailed-exitcode"]],
    [{ account: ["12345678901", "Sandbox North"], allow: ["everything"] }, ["--account", "--allow"]],
  ])("%j: what is wrong is told of %j", (options, flags) => {
    expect(problemsWith(options)).toEqual(flags);
  });
});
