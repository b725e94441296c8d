import { describe, expect, it } from "vitest";
import { errorAnnotations, errorDocument } from "../../../src/cli/views/error/view.ts";
import { planAnnotations } from "../../../src/cli/views/plan/annotations.ts";
import { reportAnnotations } from "../../../src/cli/views/report/view.ts";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import type { Source } from "../../../src/core/errors/problem.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import { permissionSetKey } from "../../../src/core/state/kinds/permission-set.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { person, samplePlan } from "../sample-plan.ts";

const at = (line: number, one = person(`p${line}@example.com`)) => ({
  ...one,
  access: one.access.map((access) => ({ ...access, line })),
});
const people = [at(2), at(3), at(4)];

const file = { kind: "file", file: "team.csv" } as const;

describe("what there is to say about a plan", () => {
  it("is first what must be allowed, then whom it leaves out, then drift, then warnings", () => {
    const blocked = new Map([[userKey("p3@example.com"), { reason: "p3 is somebody else.", remedy: "Ask." }]]);
    const plan = {
      ...samplePlan(people, { blocked, warnings: ["Look."] }),
      dangers: [
        { name: "management-account", count: 1, message: "1 assignment is in the management account." },
      ] as const,
      drift: [
        { kind: "outdated", permissionSet: "amplify-policy", message: "1 account is behind.", accountIds: [] },
      ] as const,
    };
    expect(planAnnotations(plan, file)).toEqual([
      {
        level: "warning",
        check: "danger/management-account",
        title: "Danger: management-account",
        message: "1 assignment is in the management account. Allow it with --allow management-account, if it is meant.",
      },
      {
        level: "warning",
        check: "blocked",
        title: "Cannot be done",
        message: "Cannot sign in: p3 is somebody else. Ask.",
        file: "team.csv",
        line: 3,
      },
      { level: "warning", check: "drift/outdated", title: "Outdated in AWS", message: "1 account is behind." },
      { level: "notice", check: "warning", title: "Warning", message: "Look." },
    ]);
  });

  it("is said on every row when what they share is blocked, once a row", () => {
    const blocked = new Map([[permissionSetKey("amplify-policy"), { reason: "It is another's.", remedy: "Ask." }]]);
    const [two, ...others] = people;
    const team = [{ ...at(2), access: [...(two?.access ?? []), ...(two?.access ?? [])] }, ...others];
    expect(planAnnotations(samplePlan(team, { blocked }), file).map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it.each<Source>([{ kind: "stdin" }, { kind: "flag", flag: "--emails" }])(
    "has no place when the team came from a $kind",
    (source) => {
      const blocked = new Map([[userKey("p3@example.com"), { reason: "No.", remedy: "Ask." }]]);
      const [found] = planAnnotations(samplePlan(people, { blocked }), source);
      expect(found).toMatchObject({ check: "blocked" });
      expect(found).not.toHaveProperty("file");
      expect(found).not.toHaveProperty("line");
    },
  );
});

describe("what there is to say about a report", () => {
  it("is an error for each row that has no access, and a warning where AWS is still at it", () => {
    const plan = samplePlan(people);
    const results = plan.changes.map((change): ChangeResult => {
      if (change.after?.kind !== "AccountAssignment") return { outcome: "applied", change };
      const { name } = change.after.principal;
      if (name === "p2@example.com") return failedResult(change, "AWS said no.", "Ask.");
      return name === "p3@example.com"
        ? { outcome: "outstanding", change, reason: "In progress." }
        : { outcome: "applied", change };
    });
    expect(reportAnnotations(reportOf(plan, results, false), file)).toMatchObject([
      { level: "error", check: "failed", message: "Not assigned: AWS said no. Ask.", file: "team.csv", line: 2 },
      { level: "warning", check: "in-progress", message: expect.stringContaining("Unknown: In progress. "), line: 3 },
    ]);
  });
});

describe("what there is to say about an error", () => {
  const error = { kind: "invalid-input", message: "2 problems.", remedy: "Correct them." } as const;

  it("is each problem where it is, and the flag's name where it is about a flag", () => {
    const problems = [
      { place: { ...file, line: 2, column: 5 }, message: "Bad.", remedy: "Mend it." },
      { place: { kind: "flag", flag: "--region" } as const, message: "Bad.", remedy: "Mend it." },
    ];
    expect(errorAnnotations(errorDocument(new OnboardError({ ...error, problems })))).toMatchObject([
      { level: "error", message: "Bad. Mend it.", file: "team.csv", line: 2, column: 5 },
      { level: "error", message: "--region: Bad. Mend it." },
    ]);
  });

  it("is the error itself when there are no problems", () => {
    expect(errorAnnotations(errorDocument(new OnboardError({ ...error, kind: "cannot-tell" })))).toEqual([
      { level: "error", check: "cannot-tell", title: "onboard", message: "2 problems. Correct them." },
    ]);
  });
});
