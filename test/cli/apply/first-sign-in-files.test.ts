import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { writeFirstSignIn } from "../../../src/cli/apply/first-sign-in-files.ts";
import { recordedUsers } from "../../../src/cli/apply/recorded-work.ts";
import { openRunRecord, recordOfBeginning } from "../../../src/cli/apply/run-record.ts";
import { firstSignIn } from "../../../src/core/report/first-sign-in.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { emptyFolder } from "../../end-to-end/onboard.ts";
import { person, samplePlan } from "../sample-plan.ts";

const HOSTILE = [
  "=cmd|' /C calc'!A0",
  "+okta@example.com",
  "-1+1",
  "@SUM(A1)",
  "<script>\"&'@example.com",
  "a,b@example.com",
];
const { instance, changes } = samplePlan([person("ana@example.com")]);
const users = HOSTILE.map((userName, index) => ({ userName, userId: `9067-${index}` }));
const help = firstSignIn(instance, users);
const letIn = { help, all: help.users.map((user) => ({ ...user, time: "2026-01-02T03:04:05.000Z" })) };

let cwd: string;
const text = (name: string) => readFile(path.join(cwd, name), "utf8");

beforeEach(async () => {
  cwd = await emptyFolder();
});

describe("the files for the first sign-in", () => {
  it("have everybody with their page, for their owner only", async () => {
    expect(await writeFirstSignIn(cwd, letIn, { instance })).toEqual({
      html: "first-sign-in.html",
      csv: "first-sign-in.csv",
      count: HOSTILE.length,
    });
    for (const name of ["first-sign-in.html", "first-sign-in.csv"]) {
      expect((await stat(path.join(cwd, name))).mode & 0o777).toBe(0o600);
      expect((await text(name)).match(/user-details/g)).toHaveLength(HOSTILE.length);
    }
  });

  it("load nothing, run nothing, and are no formulas, whatever people are called", async () => {
    await writeFirstSignIn(cwd, letIn, { instance });
    const page = await text("first-sign-in.html");
    expect(page).toContain("Content-Security-Policy\" content=\"default-src 'none'");
    expect(page).not.toMatch(/<script|<img|<link|src=/);
    for (const line of (await text("first-sign-in.csv")).trimEnd().split("\n"))
      expect(line).not.toMatch(/(^|,)"?[+@-]|(^|,)=[^"]/);
  });

  it("leave alone what is not theirs, and of a simulation what is about AWS", async () => {
    await writeFile(path.join(cwd, "first-sign-in.csv"), "mine\n");
    expect((await writeFirstSignIn(cwd, letIn, { instance })).csv).toBe("onboard-first-sign-in.csv");
    expect(await text("first-sign-in.csv")).toBe("mine\n");
    const real = await text("first-sign-in.html");
    expect((await writeFirstSignIn(cwd, letIn, { instance, simulated: true })).html).toBe("onboard-first-sign-in.html");
    expect(await text("first-sign-in.html")).toBe(real);
    expect(await text("onboard-first-sign-in.html")).toContain("Simulation, not AWS");
  });
});

describe("users whom runs in a folder have made", () => {
  const start = {
    event: "start",
    fingerprint: "a".repeat(64),
    instanceArn: instance.instanceArn,
    caller: "arn",
  } as const;
  const made = (userName: string) =>
    ({ event: "first-sign-in", userName, page: `https://e.example/${userName}` }) as const;
  const run = async (
    second: number,
    ...entries: readonly Parameters<Awaited<ReturnType<typeof openRunRecord>>["write"]>[0][]
  ) => {
    const record = await openRunRecord(cwd, new Date(Date.UTC(2026, 0, 1, 0, 0, second)));
    for (const entry of [start, ...entries]) record.write(entry);
    record.close();
  };
  const end = { event: "end", summary: {}, converged: true } as const;
  const names = (all: readonly { readonly userName: string }[]) => all.map(({ userName }) => userName);

  it("are told until a run has come to its end, after interruptions and after a kill", async () => {
    await run(1, made("old"), end);
    await run(2, made("ana"), { ...end, interrupted: true });
    await run(3, made("bo"));
    const { all, untold } = await recordedUsers(cwd, instance.instanceArn, false);
    expect([names(all), names(untold)]).toEqual([
      ["old", "ana", "bo"],
      ["ana", "bo"],
    ]);
    await run(4, end);
    expect((await recordedUsers(cwd, instance.instanceArn, false)).untold).toEqual([]);
  });

  it("may be there where their making has no end, and are of this Identity Center and this world only", async () => {
    const creation = changes.find(({ key }) => key === userKey("ana@example.com"));
    await run(1, ...(creation === undefined ? [] : [recordOfBeginning(creation)]));
    expect((await recordedUsers(cwd, instance.instanceArn, false)).begun).toEqual([userKey("ana@example.com")]);
    expect((await recordedUsers(cwd, instance.instanceArn, true)).begun).toEqual([]);
    expect((await recordedUsers(cwd, "arn:other", false)).begun).toEqual([]);
  });
});
