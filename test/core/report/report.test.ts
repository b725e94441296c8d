import { describe, expect, it } from "vitest";
import { reportOf } from "../../../src/core/report/report.ts";
import type { Change } from "../../../src/core/state/change.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { assigned, creation, person, planFor, user } from "../plan/sample-onboarding.ts";

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
