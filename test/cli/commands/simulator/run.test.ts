import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SimulatorFlags } from "../../../../src/cli/commands/simulator/flags.ts";
import { runSimulator } from "../../../../src/cli/commands/simulator/run.ts";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-command-"));
});
afterEach(() => rm(folder, { recursive: true }));

function run(flags: SimulatorFlags) {
  const [stdout, stderr, controller] = [new PassThrough(), new PassThrough(), new AbortController()];
  const ended = runSimulator(flags, { stdout, stderr, signal: controller.signal });
  const printed = () => `${(stdout.read() as Buffer | null) ?? ""}`;
  return { ended, printed, ready: () => once(stdout, ended), stop: () => controller.abort() };
}

async function once(stdout: PassThrough, ended: Promise<void>): Promise<void> {
  await Promise.race([new Promise((resolve) => stdout.once("readable", resolve)), ended]);
}

async function refusalOf(flags: SimulatorFlags): Promise<OnboardError> {
  const error = await run(flags).ended.catch((reason: unknown) => reason);
  if (error instanceof OnboardError) return error;
  throw new Error(`expected an OnboardError, got ${String(error)}`);
}

function occupy(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

describe("onboard simulator", () => {
  it("says where it listens and what to export, answers, and ends when it is told to", async () => {
    const state = join(folder, "state.json");
    const simulator = run({ state, speed: 10 });
    await simulator.ready();
    const lines = simulator.printed().trimEnd().split("\n");
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines[0] ?? "")?.[1];
    expect(lines.slice(1)).toEqual([
      `export AWS_ENDPOINT_URL=${url}`,
      "export AWS_REGION=us-east-1",
      "export AWS_DEFAULT_REGION=us-east-1",
      "export AWS_ACCESS_KEY_ID=simulator",
      "export AWS_SECRET_ACCESS_KEY=simulator",
    ]);
    expect((await fetch(url ?? "", { method: "POST" })).status).toBe(404);
    simulator.stop();
    await simulator.ended;
    await expect(fetch(url ?? "")).rejects.toThrow();
    expect(JSON.parse(await readFile(state, "utf8"))).toMatchObject({ version: 1 });
  });

  it("names a port that is in use", async () => {
    const server = await occupy();
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const error = await refusalOf({ port });
    expect(error).toMatchObject({ kind: "failed", message: `Port ${port} is in use by another program.` });
    expect(error.remedy).toContain("--port");
    server.close();
  });

  it.each(["org", "faults", "state"] as const)("refuses a broken --%s file and names it", async (flag) => {
    const file = join(folder, `${flag}.json`);
    await writeFile(file, '{"broken": ');
    const error = await refusalOf({ [flag]: file });
    expect(error.kind).toBe("invalid-input");
    expect(error.message).toContain(file);
  });

  it.each([
    [{ port: 70_000 }, "70000 is not a port."],
    [{ speed: 0 }, "speed must be a number above 0"],
    [{ speed: Number.NaN }, "speed must be a number above 0"],
  ])("refuses %o", async (flags, message) => {
    expect(await refusalOf(flags)).toMatchObject({ kind: "invalid-input", message: expect.stringContaining(message) });
  });

  it("refuses a --log that cannot be written", async () => {
    const error = await refusalOf({ log: join(folder, "nowhere", "log.jsonl") });
    expect(error.remedy).toContain("log.jsonl");
  });

  it("prints the Region where Identity Center lives", async () => {
    const org = join(folder, "org.json");
    await writeFile(org, JSON.stringify({ instances: [{ region: "eu-central-1" }] }));
    const simulator = run({ org });
    await simulator.ready();
    expect(simulator.printed()).toContain("export AWS_REGION=eu-central-1\n");
    simulator.stop();
    await simulator.ended;
  });
});
