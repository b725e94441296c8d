import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { writeOutputs } from "../../../src/cli/apply/outputs.ts";
import { parsePasteString } from "../../../src/core/handover/handover-paste-string.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import type { ProgramSource } from "../../../src/core/text/program-for-others.ts";
import { VERSION } from "../../../src/core/text/version.ts";
import { packProgram } from "../../../src/files/packed-program.ts";
import { emptyFolder } from "../../end-to-end/onboard.ts";
import { person, samplePlan } from "../sample-plan.ts";

let cwd: string;
const people = [person("ana@example.com"), person("bo@example.com")];
const { rows } = readTeam(Buffer.from("email,account\nana@example.com,Sandbox North\n"), {
  kind: "file",
  file: "team.csv",
});

function leave(
  results: readonly ChangeResult[],
  messagesFolder?: string,
  programSource: ProgramSource = { kind: "repository" },
) {
  const report = reportOf(samplePlan(people), results, true);
  return writeOutputs({
    cwd,
    report,
    rows,
    session: "amplify",
    handoverFile: "onboard.handover.json",
    programSource,
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
    expect((await leave(anaFailed)).files).toEqual({ failed: "failed.csv", handover: "onboard.handover.json" });
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
    expect((await leave(anaFailed)).files.failed).toBe("onboard-failed.csv");
    expect(await readFile(path.join(cwd, "failed.csv"), "utf8")).toBe("my,own,data\n");
  });

  it("writes a message for each person who is ready", async () => {
    const { files, setUp = [] } = await leave(applied, "mail");
    expect(files.messages).toEqual({ folder: "mail", count: 2 });
    const message = await readFile(path.join(cwd, "mail", "ana@example.com.md"), "utf8");
    expect(message).toContain("# Welcome, Person ana");
    expect(message).toContain("sso_account_id = 210987654321");
    expect(message).toContain("npx ampx sandbox --identifier ana --profile amplify");
    const page = await readFile(path.join(cwd, "mail", "ana@example.com.html"), "utf8");
    expect(page).toContain("<h1>Welcome, Person ana</h1>");
    // The report, the message and the page have the same line, and it is all that the person needs.
    const [ana, bo] = setUp.map(({ command }) => command);
    expect(ana).toMatch(/^npm run onboard -- local --handover eyZ[\w-]+ye$/);
    for (const sent of [message, page]) expect(sent).toContain(`npm ci\n${ana}`);
    const pasted = parsePasteString(bo?.split(" ").at(-1) ?? "");
    expect(pasted.problems).toEqual([]);
    expect(pasted.handover).toMatchObject({ people: [{ email: "bo@example.com", username: "bo@example.com" }] });
  });

  it("lays the program beside the messages where nobody could have it otherwise, and says how it is started", async () => {
    await leave(applied, "mail", { kind: "unknown" });
    const message = await readFile(path.join(cwd, "mail", "ana@example.com.md"), "utf8");
    expect(message).toContain(`npx ./amplify-onboard-${VERSION}.tgz local --handover eyZ`);
    const bytes = await readFile(path.join(cwd, "mail", `amplify-onboard-${VERSION}.tgz`));
    expect(bytes.equals((await packProgram()).bytes)).toBe(true);
  });

  it("says what the company's settings say, installing first or running at once", async () => {
    const install = "npm install --global https://packages.example.com/onboard.tgz";
    const installed = await leave(applied, "mail", { kind: "company", command: install });
    expect(installed.setUp?.[0]?.command).toMatch(/^onboard local --handover eyZ/);
    expect(await readFile(path.join(cwd, "mail", "bo@example.com.md"), "utf8")).toContain(
      `${install}\nonboard local --handover`,
    );
    const run = await leave(applied, "mail", { kind: "company", command: "npx @acme/onboard@1.2.3" });
    expect(run.setUp?.[0]?.command).toMatch(/^npx @acme\/onboard@1\.2\.3 local --handover eyZ/);
  });
});
