import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import { reportSchema } from "../../../src/core/documents/report-schema.ts";
import { type ReadinessDocument, readinessDocument } from "../../../src/core/readiness/document.ts";
import type { FirstSignIn } from "../../../src/core/report/first-sign-in.ts";
import { firstSignIn } from "../../../src/core/report/first-sign-in.ts";
import { type Report, readinessAfter, reportOf, stillMissing } from "../../../src/core/report/report.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { assigned, instance, permissionSet, person, planFor, user } from "../plan/sample-onboarding.ts";

type Frozen<Value> = Value extends object ? { readonly [Member in keyof Value]: Frozen<Value[Member]> } : Value;
type Derived = "missingBootstraps" | "readiness";
type Written = Omit<z.infer<typeof reportSchema>, "$schema" | "files" | "firstSignIn" | Derived>;

const plan = planFor([user("ana"), user("bo"), permissionSet(), assigned("ana")], {
  people: [person("ana"), person("bo")],
});
const results = plan.changes.map((change, index): ChangeResult => {
  const kinds: readonly ChangeResult[] = [
    { outcome: "applied", change, requestId: "r-1" },
    failedResult(change, "AWS said no.", "Ask.", { name: "AccessDeniedException", message: "no", requestId: "r-2" }),
    { outcome: "skipped", change, reason: "What it needs is not there." },
    { outcome: "outstanding", change, reason: "AWS is still at it." },
  ];
  return kinds[index % kinds.length] ?? { outcome: "applied", change };
});
const report = reportOf(plan, results, null);
const document = {
  ...report,
  missingBootstraps: stillMissing(report),
  readiness: readinessDocument(readinessAfter(report)),
  firstSignIn: firstSignIn(instance, [{ userName: "ana", userId: "1234" }]),
  files: { handover: "onboard.handover.json", messages: { folder: "mail", count: 2 }, record: "run.jsonl" },
};

describe("the schema of a report", () => {
  it("is the type of a report and of what is printed beside it, both ways", () => {
    expectTypeOf<Frozen<Written>>().toExtend<Report>();
    expectTypeOf<Report>().toExtend<Frozen<Written>>();
    expectTypeOf<Frozen<z.infer<typeof reportSchema>["firstSignIn"]>>().toEqualTypeOf<Frozen<FirstSignIn>>();
    expectTypeOf<Frozen<z.infer<typeof reportSchema>["readiness"]>>().toExtend<ReadinessDocument>();
    expectTypeOf<ReadinessDocument>().toExtend<Frozen<z.infer<typeof reportSchema>["readiness"]>>();
  });

  it("takes a report in which changes ended in each way", () => {
    expect(new Set(results.map(({ outcome }) => outcome)).size).toBe(4);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it.each([
    { converged: "yes" },
    { kind: "plan" },
    { summary: { ...document.summary, applied: -1 } },
    { results: [{ outcome: "applied" }] },
    { files: { secret: "x" } },
  ])("refuses %j", (wrong) => {
    expect(reportSchema.safeParse({ ...document, ...wrong }).success).toBe(false);
  });
});
