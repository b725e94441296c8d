import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { writeOutputs } from "../../../src/cli/apply/outputs.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { emptyFolder } from "../../end-to-end/onboard.ts";
import { person, samplePlan } from "../sample-plan.ts";

let cwd: string;
const people = [person("ana@example.com"), person("bo@example.com")];
const { rows } = readTeam(Buffer.from("email,account\nana@example.com,Sandbox North\n"), {
  kind: "file",
  file: "team.csv",
});

function leave(results: readonly ChangeResult[], messagesFolder?: string) {
  const report = reportOf(samplePlan(people), results, true);
  return writeOutputs({
    cwd,
    report,
    rows,
    session: "amplify",
    handoverFile: "onboard.handover.json",
    ...(messagesFolder === undefined ? {} : { messagesFolder }),
  });
}

const applied = samplePlan(people).changes.map((change): ChangeResult => ({ outcome: "applied", change }));
const anaFailed = applied.map((result) =>
  result.change.key.includes("ana@") ? failedResult(result.change, "No.", "Ask.") : result,
);
const handover = async () => JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));

beforeEach(async () => {
  cwd = await emptyFolder();
});

describe("what a run leaves behind", () => {
  it("hands over only people who can sign in, and writes the rows of the others", async () => {
    expect(await leave(anaFailed)).toEqual({ failed: "failed.csv", handover: "onboard.handover.json" });
    expect((await handover()).people.map(({ email }: { email: string }) => email)).toEqual(["bo@example.com"]);
    expect(await readFile(path.join(cwd, "failed.csv"), "utf8")).toBe(
      "email,account,reason\nana@example.com,Sandbox North,Cannot sign in: No. Ask.\n",
    );
  });

  it("keeps the people of an earlier run in the handover", async () => {
    await leave(anaFailed);
    await leave(applied);
    expect((await handover()).people.map(({ email }: { email: string }) => email)).toEqual([
      "bo@example.com",
      "ana@example.com",
    ]);
  });

  it("writes failed.csv beside a file of that name that is not ours", async () => {
    await writeFile(path.join(cwd, "failed.csv"), "my,own,data\n");
    expect((await leave(anaFailed)).failed).toBe("onboard-failed.csv");
    expect(await readFile(path.join(cwd, "failed.csv"), "utf8")).toBe("my,own,data\n");
  });

  it("writes a message for each person who is ready", async () => {
    expect((await leave(applied, "mail")).messages).toEqual({ folder: "mail", count: 2 });
    const message = await readFile(path.join(cwd, "mail", "ana@example.com.md"), "utf8");
    expect(message).toContain("# Welcome, Person ana");
    expect(message).toContain("sso_account_id = 210987654321");
    expect(message).toContain("npx ampx sandbox --identifier ana --profile amplify");
    expect(await readFile(path.join(cwd, "mail", "ana@example.com.html"), "utf8")).toContain(
      "<h1>Welcome, Person ana</h1>",
    );
  });
});
