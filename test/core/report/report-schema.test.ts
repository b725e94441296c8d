import { describe, expect, it } from "vitest";
import { readinessDocument } from "../../../src/core/readiness/document.ts";
import { firstSignIn } from "../../../src/core/report/first-sign-in.ts";
import { readinessAfter, reportOf, stillMissing } from "../../../src/core/report/report.ts";
import { reportSchema } from "../../../src/core/report/report-schema.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { assigned, instance, permissionSet, person, planFor, user } from "../plan/sample-onboarding.ts";

const plan = planFor([user("ana"), user("bo"), permissionSet(), assigned("ana")], {
  people: [person("ana"), person("bo")],
});
const results = plan.changes.map((change, index): ChangeResult => {
  const kinds: readonly ChangeResult[] = [
    { outcome: "applied", change, requestId: "r-1" },
    failedResult(
      change,
      "AWS said no.",
      "Ask.",
      { name: "AccessDeniedException", message: "no", code: "KMS_ACCESS_DENIED", requestId: "r-2" },
      {
        kind: "kms-denied",
        place: { principal: { type: "USER", name: "ana" }, permissionSet: "amplify-policy", accountId: "210987654321" },
        subject: "kms:Decrypt",
      },
    ),
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
