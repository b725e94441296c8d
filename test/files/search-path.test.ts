import { chmod, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { machineProgram, machineSearchPath, namesOf } from "../../src/files/search-path.ts";
import { startOf, systemProgram } from "../../src/files/windows-start.ts";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));

const { platform } = process;

async function program(...names: readonly string[]): Promise<string> {
  const file = path.join(...names) + (platform === "win32" ? ".exe" : "");
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, "#!/bin/sh\n");
  await chmod(file, 0o755);
  return file;
}

describe("the machine's program of a name", () => {
  it("is never one of the folder one stands in, nor one that npm puts in front for a project", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "onboard-"));
    const real = await program(folder, "bin", "aws");
    await program(folder, "project", "aws");
    const ofProject = path.dirname(await program(folder, "project", "node_modules", ".bin", "aws"));
    const PATH = ["", ".", "project", ofProject, path.dirname(real)].join(path.delimiter);
    expect(await machineProgram("aws", { PATH }, platform)).toBe(real);
    expect(await machineProgram("aws", { PATH: [".", ofProject].join(path.delimiter) }, platform)).toBeUndefined();
  });

  it("is a whole path as it stands; another path is none, nor is a folder or no name", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "onboard-"));
    const real = await program(folder, "my bin", "browser");
    const found = (word: string) => machineProgram(word, { PATH: folder }, platform);
    expect(await found(real)).toBe(real);
    expect(await Promise.all(["./browser", "my bin/browser", "my bin", "", folder].map(found))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("has, on Windows, the endings of PATHEXT: pip's aws.cmd and an installer's aws.exe", () => {
    expect(namesOf("aws", {}, "win32")).toEqual(["aws.com", "aws.exe", "aws.bat", "aws.cmd"]);
    expect(namesOf("aws", { PathExt: ".EXE;.JS;.CMD" }, "win32")).toEqual(["aws.exe", "aws.cmd"]);
    expect(namesOf("aws", {}, "linux")).toEqual(["aws"]);
  });

  it("is looked for, on Windows, in whole paths alone, in quotation marks too", () => {
    const Path = String.raw`.;bin;C:bin;"C:\Program Files\Amazon\AWSCLIV2";C:\repo\node_modules\.bin;;D:\tools`;
    expect(machineSearchPath({ Path }, "win32")).toEqual([
      String.raw`C:\Program Files\Amazon\AWSCLIV2`,
      String.raw`D:\tools`,
    ]);
  });

  it("is, of Windows' own, the one in its folder", () => {
    expect(systemProgram("rundll32.exe", { SystemRoot: "D:\\Windows" })).toBe("D:\\Windows\\System32\\rundll32.exe");
    expect(systemProgram("taskkill.exe", {})).toBe("C:\\Windows\\System32\\taskkill.exe");
  });
});

describe("how a program is started", () => {
  it("is as it is, except for a batch file on Windows: cmd.exe by its whole path, without a shell of Node's", async () => {
    const args = ["--version", "a b"];
    const windows = { env: { SYSTEMROOT: "C:\\Windows" }, platform: "win32" } as const;
    expect(await startOf("/bin/aws", args, { env: {}, platform: "linux" })).toEqual({ file: "/bin/aws", args });
    expect(await startOf("C:\\aws.exe", args, windows)).toEqual({ file: "C:\\aws.exe", args });
    const start = await startOf("C:\\Python\\Scripts\\aws.cmd", args, windows);
    expect(start.file).toBe("C:\\Windows\\System32\\cmd.exe");
    expect(start.verbatim).toBe(true);
    expect(start.args.at(-1)).toContain("aws.cmd");
  });

  it("is by a whole path everywhere: no other file starts programs, none by a bare name, none with a shell", async () => {
    const files = (await readdir(SRC, { recursive: true, encoding: "utf8" })).filter((file) => file.endsWith(".ts"));
    const starting: string[] = [];
    for (const file of files) {
      const text = await readFile(path.join(SRC, file), "utf8");
      if (!text.includes("node:child_process")) continue;
      starting.push(file.split(path.sep).join("/"));
      expect(text).not.toMatch(/\b(?:spawn|spawnSync|execFile|execFileSync|exec|execSync|fork)\(\s*["'`]/);
      expect(text).not.toMatch(/\bshell:\s*(?!false)/);
    }
    expect(starting.sort()).toEqual([
      "identity-center/cdk/toolkit-process.ts",
      "workstation/handover/git-email.ts",
      "workstation/inspection/run-program.ts",
      "workstation/running/start-program.ts",
      "workstation/sign-in/open-browser.ts",
    ]);
  });
});
