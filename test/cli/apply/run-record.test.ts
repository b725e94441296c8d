import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { recordedKeys } from "../../../src/cli/apply/recorded-work.ts";
import { openRunRecord, recordOf, recordOfBeginning } from "../../../src/cli/apply/run-record.ts";
import { failedResult } from "../../../src/core/state/result.ts";
import { emptyFolder } from "../../end-to-end/onboard.ts";
import { person, samplePlan } from "../sample-plan.ts";

let cwd: string;
const plan = samplePlan([person("ana@example.com"), person("bo@example.com")]);
const [set, ana, bo, ...rest] = [...plan.changes].sort((a, b) => (a.key < b.key ? 1 : -1));

beforeEach(async () => {
  cwd = await emptyFolder();
});

async function recorded(fingerprint: string): Promise<string> {
  const record = await openRunRecord(cwd, new Date());
  record.write({ event: "start", fingerprint, instanceArn: "arn", caller: "arn" });
  if (set === undefined || ana === undefined || bo === undefined) throw new Error("no changes");
  record.write(recordOf({ outcome: "applied", change: set }));
  record.write(recordOf({ outcome: "outstanding", change: ana, reason: "in progress" }));
  record.write(recordOf(failedResult(bo, "No.", "Ask.")));
  record.close();
  return path.join(cwd, record.file);
}

describe("what runs of a plan have done", () => {
  it("is what their records say was applied or under way, and nothing of other plans", async () => {
    await recorded("a".repeat(64));
    expect(await recordedKeys(cwd, "a".repeat(64))).toEqual(new Set([set?.key, ana?.key]));
    expect(await recordedKeys(cwd, "b".repeat(64))).toEqual(new Set());
    expect(rest.length).toBeGreaterThan(0);
  });

  it("is also what was sent when the run was killed, unless AWS refused it", async () => {
    const record = await openRunRecord(cwd, new Date());
    record.write({ event: "start", fingerprint: "a".repeat(64), instanceArn: "arn", caller: "arn" });
    if (set === undefined || ana === undefined) throw new Error("no changes");
    record.write(recordOfBeginning(set));
    record.write(recordOfBeginning(ana));
    record.write(recordOf(failedResult(ana, "No.", "Ask.")));
    expect(await recordedKeys(cwd, "a".repeat(64))).toEqual(new Set([set.key]));
    record.close();
  });

  it("is found in the record of a run that was killed in the middle of a line", async () => {
    await appendFile(await recorded("a".repeat(64)), '{"event":"change","out');
    expect((await recordedKeys(cwd, "a".repeat(64))).size).toBe(2);
  });

  it("is nothing where no run was, or a record is something else", async () => {
    expect(await recordedKeys(cwd, "a".repeat(64))).toEqual(new Set());
    const file = await recorded("a".repeat(64));
    await writeFile(file, `"${"a".repeat(64)}"\n[]\n`);
    expect(await recordedKeys(cwd, "a".repeat(64))).toEqual(new Set());
  });
});
