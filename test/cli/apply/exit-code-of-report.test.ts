import { describe, expect, it } from "vitest";
import { exitCodeOfReport } from "../../../src/cli/apply/exit-code-of-report.ts";
import { type ErrorKind, OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { readinessAfter, reportOf } from "../../../src/core/report/report.ts";
import { resourceOf } from "../../../src/core/state/change.ts";
import { keyOf } from "../../../src/core/state/kinds.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { person, samplePlan } from "../sample-plan.ts";

const plan = samplePlan([person("ana@example.com"), person("bo@example.com")]);
const applied = plan.changes.map((change): ChangeResult => ({ outcome: "applied", change }));
const failing = (who: string) =>
  applied.map((result) =>
    result.change.key.includes(who) ? failedResult(result.change, "AWS says no.", "Ask.") : result,
  );
const trouble = (kind: ErrorKind) => new OnboardError({ kind, message: "stopped", remedy: "again" });

describe("the exit code of a run", () => {
  it.each([
    ["everything applied, and seen again", reportOf(plan, applied, true), 0],
    ["everything applied, but AWS does not show it", reportOf(plan, applied, false), 4],
    ["everything applied, but AWS could not be asked again", reportOf(plan, applied, null), 5],
    ["one person failed", reportOf(plan, failing("ana@"), false), 4],
    ["everything failed", reportOf(plan, failing("|"), false), 1],
  ])("when %s", (_, report, code) => {
    expect(exitCodeOfReport(report)).toBe(code);
  });

  it("is that of the interruption, whatever was done before", () => {
    expect(exitCodeOfReport(reportOf(plan, applied, null), trouble("interrupted"))).toBe(130);
  });

  it("says that it cannot tell when the credentials ended before anything was done", () => {
    expect(exitCodeOfReport(reportOf(plan, failing("|"), null), trouble("signed-out"))).toBe(5);
    expect(exitCodeOfReport(reportOf(plan, failing("ana@"), null), trouble("signed-out"))).toBe(4);
  });

  it("is success when the plan is done, though nobody can start for want of a bootstrap that it does not make", () => {
    const unbootstrapped = {
      ...plan,
      bootstraps: plan.bootstraps.map((one) => ({ ...one, answer: { kind: "missing" } as const })),
    };
    const report = reportOf(unbootstrapped, applied, true);
    expect(readinessAfter(report).map(({ state }) => state)).toEqual(["not-bootstrapped", "not-bootstrapped"]);
    expect(exitCodeOfReport(report)).toBe(0);
  });

  it("is partly applied when nothing was applied, and somebody can sign in whose account is not bootstrapped", () => {
    const people = [person("ana@example.com"), person("bo@example.com")];
    const there = plan.changes.map(resourceOf).filter((resource) => !keyOf(resource).includes("bo@"));
    const rest = samplePlan(people, { observed: there, bootstraps: [] });
    const results = rest.changes.map((change) => failedResult(change, "AWS says no.", "Ask."));
    expect(exitCodeOfReport(reportOf(rest, results, false))).toBe(4);
  });
});
