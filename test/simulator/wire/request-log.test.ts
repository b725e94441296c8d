import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simulateAws } from "../simulated-aws.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-log-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the request log", () => {
  it("has one JSON line for each request, of all runs", async () => {
    const log = join(folder, "requests.jsonl");
    for (const name of ["ada", "grace"]) {
      const aws = await simulateAws({ log });
      await aws.createUser(name);
      await aws.simulator.close();
    }
    const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { service: "identitystore", operation: "CreateUser", status: 200, region: "us-east-1" },
      { service: "identitystore", operation: "CreateUser", status: 200, region: "us-east-1" },
    ]);
    expect((await stat(log)).mode & 0o777).toBe(0o600);
  });

  it("must be a file that can be written", async () => {
    await expect(simulateAws({ log: folder })).rejects.toThrow("EISDIR");
  });
});
