import { writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { readTeam } from "../../src/core/team/team-file.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder } from "./onboard.ts";

const ENVIRONMENT = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "simulator",
  AWS_SECRET_ACCESS_KEY: "simulator",
  AWS_EC2_METADATA_DISABLED: "true",
};

let cwd: string;
let simulator: RunningSimulator;
let requests: string[];

/** Rows that are right, rows that are wrong, and rows that only AWS can tell are wrong. */
const row = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40).map((n) => `dev${n}@example.com,Sandbox North`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "dev@example,Sandbox North",
      "=cmd|' /C calc'!A0,Sandbox North",
      "dev 1@example.com,Sandbox North",
      "dev1@example.com,\u001b[2J",
      "dev2@example.com,Sandbox North,too,many",
      '"dev3@example.com,Sandbox North',
      "DEV4@example.com,1.23457E+11",
      ",Sandbox North",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom("dev50@example.com,Sandbx North", "dev51@example.com,999999999999") },
);

beforeAll(async () => {
  cwd = await emptyFolder();
  requests = [];
  simulator = await startSimulator({
    speed: 10_000,
    onRequest: ({ operation }) => requests.push(operation),
  });
  await writeFile(
    path.join(cwd, "onboard.json"),
    JSON.stringify({ limits: { ssoAdminPerSecond: 1000, identityStorePerSecond: 1000 } }),
  );
  // The SDK reads these from the process; what the program is given says nothing about keys.
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL: simulator.url });
});

afterAll(async () => {
  for (const name of [...Object.keys(ENVIRONMENT), "AWS_ENDPOINT_URL"]) delete process.env[name];
  await simulator.close();
});

describe("a team file with a bad row", () => {
  it("never changes anything in AWS, whatever else is in it, and never crashes", async () => {
    let bad = 0;
    let good = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const text = `email,account\n${rows.join("\n")}\n`;
        await writeFile(path.join(cwd, "team.csv"), text);
        requests.length = 0;
        const { problems } = readTeam(Buffer.from(text), { kind: "file", file: "team.csv" });
        // A bad file is refused before AWS is asked: there nobody would answer.
        process.env.AWS_ENDPOINT_URL = problems.length > 0 ? "http://127.0.0.1:9" : simulator.url;

        const { code, stderr } = await onboardHere("--emails", "team.csv", "--yes");

        const writes = requests.filter((operation) => /^(Create|Update|Put|Attach|Provision|Tag)/.test(operation));
        const unknownAccount = rows.some((one) => /Sandbx|999999999999/.test(one));
        expect(stderr).not.toContain("This is a bug");
        if (problems.length === 0 && !unknownAccount) {
          good += 1;
          expect(code, stderr).toBe(0);
          return;
        }
        bad += 1;
        expect(code).toBe(3);
        expect(writes).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(bad).toBeGreaterThan(12);
    expect(good).toBeGreaterThan(2);
  });
});

async function onboardHere(...args: readonly string[]): Promise<{ code: number; stderr: string }> {
  const stderr = new PassThrough();
  let told = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    told += text;
  });
  const code = await run(args, {
    stdin: new PassThrough(),
    stdout: new PassThrough().resume(),
    stderr,
    env: {},
    cwd,
  });
  return { code, stderr: told };
}
