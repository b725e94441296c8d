import { describe, expect, it } from "vitest";
import { nextAfterRun } from "../../../src/cli/apply/next-after-run.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import type { ChangeResult } from "../../../src/core/state/result.ts";
import { person, samplePlan } from "../sample-plan.ts";

const commands = { again: "again", status: "status", bootstrap: "bootstrap" };
const people = [person("ana@example.com")];
const plan = samplePlan(people);
const applied: readonly ChangeResult[] = plan.changes.map((change) => ({ outcome: "applied", change }));
const skipped: readonly ChangeResult[] = plan.changes.map((change) => ({
  outcome: "skipped",
  change,
  reason: "Ctrl-C",
}));
const unbootstrapped = samplePlan(people, {
  bootstraps: [{ accountId: "210987654321", region: "eu-west-1", answer: { kind: "missing" } }],
});

describe("the command after a run", () => {
  it("is the same again where something is not done, or nobody could look", () => {
    expect(nextAfterRun(reportOf(plan, skipped, null), commands)).toBe("again");
    expect(nextAfterRun(reportOf(plan, applied, null), commands)).toBe("again");
    expect(nextAfterRun(reportOf(plan, applied, false), commands)).toBe("again");
  });

  it("is the way out where all that is left cannot be done, and none where that is no command", () => {
    const stuckBy = (others: object) => {
      const blocked = { reason: "No.", remedy: "Do this first.", ...others };
      const changes = plan.changes.map((change) => ({ ...change, blocked }));
      const failed = changes.map((change) => ({ outcome: "failed", change, reason: "No.", remedy: "First." }) as const);
      return reportOf({ ...plan, changes }, failed, false);
    };
    expect(nextAfterRun(stuckBy({ command: "aws iam …" }), commands)).toBe("aws iam …");
    expect(nextAfterRun(stuckBy({}), commands)).toBeUndefined();
  });

  it("bootstraps what is missing, where that can be asked for", () => {
    const { status, again } = commands;
    expect(nextAfterRun(reportOf(unbootstrapped, applied, true), commands)).toBe("bootstrap");
    expect(nextAfterRun(reportOf(unbootstrapped, applied, true), { status, again })).toBe("status");
  });

  it("is a look at who can start, where all is done", () => {
    expect(nextAfterRun(reportOf(plan, applied, true), commands)).toBe("status");
  });
});
