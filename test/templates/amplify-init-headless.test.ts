import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../templates/amplify-init-headless.sh", import.meta.url));
let folder: string;

/** Programs of these names that write down what they were called with. */
async function stand(name: string, code = 0): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\nfor one; do printf '%s\\n' "$one"; done >"${file}.called"\nexit ${code}\n`);
  await chmod(file, 0o755);
}

const run = (...args: readonly string[]) =>
  new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve) => {
    const env = { PATH: `${folder}:/usr/bin:/bin` };
    const child = execFile("sh", [script, ...args], { env }, (_, __, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    );
  });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "onboard-gen1-"));
  await stand("amplify");
  await stand("aws");
});

describe("templates/amplify-init-headless.sh", () => {
  it("calls amplify init with what its documentation asks for", async () => {
    expect(await run("ana", "amplify-gen1")).toEqual({ code: 0, stderr: "" });
    const [init, , amplify = "", , providers = "", yes] = (
      await readFile(path.join(folder, "amplify.called"), "utf8")
    ).split("\n");
    expect([init, yes]).toEqual(["init", "--yes"]);
    expect(JSON.parse(amplify)).toEqual({ envName: "ana" });
    expect(JSON.parse(providers)).toEqual({
      awscloudformation: { configLevel: "project", useProfile: true, profileName: "amplify-gen1" },
    });
    expect(await readFile(path.join(folder, "aws.called"), "utf8")).toContain("amplify-gen1");
  });

  it.each([
    [["Ana", "amplify"], 3],
    [["a", "amplify"], 3],
    [["abcdefghijk", "amplify"], 3],
    [["ana", 'x"; touch y'], 3],
    [["ana"], 2],
  ])("refuses %j before it does anything", async (args, code) => {
    expect((await run(...args)).code).toBe(code);
    await expect(readFile(path.join(folder, "amplify.called"), "utf8")).rejects.toThrow();
  });

  it("stops when the profile does not work", async () => {
    await stand("aws", 255);
    const done = await run("ana", "amplify-gen1");
    expect(done).toMatchObject({ code: 5, stderr: expect.stringContaining("onboard local") });
    await expect(readFile(path.join(folder, "amplify.called"), "utf8")).rejects.toThrow();
  });
});
