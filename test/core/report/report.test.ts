import { describe, expect, it } from "vitest";
import { accessOutcomes, reasonOf, reportOf } from "../../../src/core/report/report.ts";
import type { Change } from "../../../src/core/state/change.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { access, assigned, creation, permissionSet, person, planFor, south, user } from "../plan/sample-onboarding.ts";

const applied = (change: Change): ChangeResult => ({ outcome: "applied", change });
const skipped = (change: Change): ChangeResult => ({ outcome: "skipped", change, reason: "it needs user ana: failed" });

describe("a report", () => {
  it("counts what became of each change and says whether AWS shows it", () => {
    const plan = planFor([user("ana"), user("bo"), assigned("ana")], { people: [person("ana")] });
    const results = [
      failedResult(creation(user("ana")), "taken", "choose"),
      applied(creation(user("bo"))),
      skipped(creation(assigned("ana"))),
    ];
    const report = reportOf(plan, results, false);
    expect(report.kind).toBe("report");
    expect(report.summary).toEqual({ applied: 1, failed: 1, skipped: 1, outstanding: 0, unchanged: 0 });
    expect(report.converged).toBe(false);
    expect(report.fingerprint).toBe(plan.fingerprint);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe("a person's way into an account", () => {
  const ana = person("ana", access(), access({ accountId: south, accountName: "Sandbox South" }));

  it("is complete when everything behind it was applied or was there already", () => {
    const outcomes = accessOutcomes([ana], [applied(creation(user("ana"))), applied(creation(assigned("ana")))]);
    expect(outcomes.map(reasonOf)).toEqual([undefined, undefined]);
  });

  it("names the cause first, not what was skipped because of it", () => {
    const results = [skipped(creation(assigned("ana"))), failedResult(creation(user("ana")), "Taken.", "Choose.")];
    const [outcome] = accessOutcomes([ana], results);
    expect(outcome?.obstacles.map((obstacle) => obstacle.outcome)).toEqual(["failed", "skipped"]);
    expect(outcome && reasonOf(outcome)).toBe("Taken. Choose.");
  });

  it("fails in one account and is complete in the other", () => {
    const results = [applied(creation(user("ana"))), failedResult(creation(assigned("ana", south)), "No.", "Wait.")];
    expect(accessOutcomes([ana], results).map(reasonOf)).toEqual([undefined, "No. Wait."]);
  });

  it("is missing for everybody when the permission set could not be made", () => {
    const results = [failedResult(creation(permissionSet()), "Denied.", "Ask.")];
    expect(accessOutcomes([ana, person("bo")], results).map(reasonOf)).toEqual(Array(3).fill("Denied. Ask."));
  });

  it("is still being made when AWS had not finished it", () => {
    const change = creation(assigned("ana"));
    const results: ChangeResult[] = [{ outcome: "outstanding", change, reason: "in progress", requestId: "r-1" }];
    expect(accessOutcomes([person("ana")], results).map(reasonOf)).toEqual(["in progress"]);
  });
});
