import { spawnSync } from "node:child_process";
import { readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { someOf } from "../how-much.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const APPLY = "--emails team.csv --simulate --yes";

let cwd: string;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\nbo@example.com,Staging\n");
});

/** A command line with redirections, as a shell runs it: `onboard` is the program. */
function inShell(line: string, env: Readonly<Record<string, string>> = {}) {
  const program = `onboard() { "${process.execPath}" "${BINARY}" "$@"; }`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${program}; ${line}; echo "exit \${PIPESTATUS[0]}"`], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
  });
  return { code: Number(/exit (\d+)\s*$/.exec(stdout)?.[1]), stdout, stderr };
}

/** What a finished run has left behind, on the disk and at AWS. */
async function whatIsLeft() {
  const [record = ""] = await readdir(path.join(cwd, ".onboard", "runs")).catch(() => []);
  const lines = (await readFile(path.join(cwd, ".onboard", "runs", record), "utf8")).trim().split("\n");
  const handover = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));
  const again = await onboard(["--emails", "team.csv", "--simulate", "--dry-run", "--detailed-exitcode"], { cwd });
  return {
    lastEvent: JSON.parse(lines.at(-1) ?? "{}").event,
    handedOver: handover.people.map(({ email }: { email: string }) => email),
    nothingToDo: again.code === 0,
  };
}

const EVERYTHING = { lastEvent: "end", handedOver: ["ana@example.com", "bo@example.com"], nothingToDo: true };

describe("a stream that fails takes the words and nothing else: the run is finished with its own exit code", () => {
  const failing = [
    ["nobody reads either stream any more", "2>&1 | head -c 1"],
    ["nobody reads stdout", "| true"],
    ["nobody reads stderr", "2> >(true)"],
    ["stdout is a full disk", "> /dev/full"],
    ["stderr is a full disk", "2> /dev/full"],
    ["both are", "> /dev/full 2>&1"],
    ["stdout is closed", ">&-"],
    ["stderr is closed", "2>&-"],
    ["nobody reads JSON", "--format json | true"],
  ] as const;

  it.each(someOf(failing, 4))("%s", async (_, redirection) => {
    expect(inShell(`onboard ${APPLY} ${redirection}`).code).toBe(0);
    expect(await whatIsLeft()).toEqual(EVERYTHING);
  });

  it("a full disk is said where it still can be, a closed pipe is not", () => {
    expect(inShell("onboard --emails team.csv --simulate --dry-run > /dev/full").stderr).toContain(
      "Not everything could be shown: ENOSPC",
    );
    expect(inShell("onboard --emails team.csv --simulate --dry-run | true").stderr).not.toContain("shown");
  });

  it.each(someOf(["| true", "> /dev/full", "2> /dev/full", "2>&1 | true"], 1))(
    "a failure stays one: %s",
    async (redirection) => {
      await writeFile(path.join(cwd, "bad.csv"), "email,account\nnot-an-address,Sandbox North\n");
      expect(inShell(`onboard --emails bad.csv --simulate --yes ${redirection}`).code).toBe(3);
      expect(inShell(`onboard --emails team.csv --dry-run --format json ${redirection}`).code).toBe(5);
      expect(inShell(`onboard --emails team.csv --simulate --dry-run --detailed-exitcode ${redirection}`).code).toBe(2);
    },
  );
});

describe("a process that misses something ordinary gets a sentence", () => {
  it("in a folder that somebody has deleted, and help and version all the same", async () => {
    const gone = await emptyFolder();
    const there = `cd "${gone}" && rmdir "${gone}"`;
    const run = inShell(`${there}; onboard doctor`);
    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining("is not there any more") });
    expect(run.stderr).not.toContain("    at ");
    await rmdir(gone).catch(() => undefined);
    expect((await readdir(path.dirname(gone))).includes(path.basename(gone))).toBe(false);
    const other = await emptyFolder();
    expect(inShell(`cd "${other}" && rmdir "${other}"; onboard --version`).code).toBe(0);
  });

  it.skipIf(process.getuid?.() !== 0)("as a user whom the system does not know, without HOME", () => {
    for (const line of ["local --no-login", "doctor", `${APPLY.replace("--yes", "--dry-run")}`]) {
      const { stdout, stderr, error } = spawnSync(process.execPath, [BINARY, ...line.split(" ")], {
        cwd: "/tmp",
        uid: 54321,
        gid: 54321,
        encoding: "utf8",
        env: { PATH: process.env.PATH },
      });
      // Where that user may not start Node or read the program, the system says so; what is tested is that we do not fall over.
      if (error !== undefined || stderr.includes("EACCES")) continue;
      expect(stderr + stdout).toMatch(/HOME is not set|cannot be read/);
      expect(stderr).not.toContain("    at ");
    }
  });
});
