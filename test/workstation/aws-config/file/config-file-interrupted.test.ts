import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { changeConfigFile } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { readLikeAwsCli } from "../../../../src/workstation/aws-config/read-like-aws-cli.ts";
import { isFull, slice } from "../../../how-much.ts";
import { bundled } from "../../bundled.ts";
import { temporaryConfig } from "../../temporary-home.ts";
import { plainReading } from "../plain-reading.ts";
import { planUnrecorded } from "./unrecorded-edits.ts";

const MOUNT = "mount";
const UNMOUNT = "umount";
const script = await bundled(new URL("edit-in-child.mjs", import.meta.url));
const killer = new URL("kill-at-step.mjs", import.meta.url).href;
/** Processes that are killed, and how often each. */
const FILES = 4;
const KILLS = slice(50);
const before = "# mine\n[profile dev]\nregion = a\noutput = json\n# more\n[profile other]\nregion = b\n";
const theirs = `# mine\n${Array.from({ length: 300 }, (_, n) => `[profile p${n}]\nregion = a\n# c\n`).join("")}`;
/** So large that a write in place takes a while, and with the changing key so far up that all of it moves. */
const large = `[profile dev]\nregion = r\noutput = json\n# ${Array.from({ length: 50_000 }, (_, n) => n).join(" ")}\n`;

function startEdits(file: string, name: string, times: number): ChildProcess {
  return spawn(process.execPath, [script, file, name, String(times)], { stdio: ["ignore", "pipe", "inherit"] });
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

async function told(output: Readable, word: string): Promise<void> {
  for await (const line of createInterface({ input: output })) if (line === word) return;
}

function change(file: string, name: string, region: string) {
  return changeConfigFile(
    () => planUnrecorded(file, [{ section: { type: "profile", name }, set: { region } }]),
    async () => true,
  );
}

/** Kills a process that edits the file over and over, `times` times; how the file began after each. */
async function killed(file: string, times: number): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let round = 0; round < times; round += 1) {
    const child = startEdits(file, "dev", 100_000);
    const end = ended(child);
    if (child.stdout === null) throw new Error("The child has no output.");
    // Each other one in the middle of its first edit, the others later.
    await told(child.stdout, round % 2 === 0 ? "started" : "edited");
    await sleep(Math.random() * 100);
    child.kill("SIGKILL");
    await end;
    const text = await readFile(file, "utf8");
    seen.push(`${file} ${text.slice(0, 100)}`);
    // Not `toBe`: a difference of two such files would take minutes to print.
    expect(text.replace(/^region = r+$/m, "region = r") === large).toBe(true);
  }
  return seen;
}

/** Every third step of the write, where not all are tried. */
const STRIDE = isFull ? 1 : 3;
const PROCESSES = isFull ? 20 : 6;

describe("the write of the config file", () => {
  it(`leaves the old file or the new one when it is killed, ${FILES * KILLS} times at any moment`, async () => {
    const files = await Promise.all(Array.from({ length: FILES }, () => temporaryConfig(large)));
    const seen = (await Promise.all(files.map((file) => killed(file, KILLS)))).flat();
    expect(seen).toHaveLength(FILES * KILLS);
    // Some were killed after an edit.
    expect(seen.some((text) => !text.includes("\nregion = r\n"))).toBe(true);

    for (const file of files) {
      await change(file, "dev", "last");
      const names = await readdir(path.dirname(file));
      expect(names.filter((name) => /tmp|lock/.test(name))).toEqual([]);
      for (const name of names.filter((one) => one.endsWith(".backup"))) {
        const backup = await readFile(path.join(path.dirname(file), name), "utf8");
        expect(backup.replace(/^region = r+$/m, "region = r") === large).toBe(true);
      }
    }
  }, 120_000);

  it("leaves the old file or the new one when it is killed at each step of it, and the next run tidies up", async () => {
    const finished: number[] = [];
    let killed = 0;
    for (let step = 1; finished.length === 0 && step < 1_000; step += STRIDE) {
      const file = await temporaryConfig(before);
      const env = { ...process.env, KILL_AT_STEP: String(step) };
      const { status } = spawnSync(process.execPath, ["--import", killer, script, file, "dev", "1"], { env });
      const text = await readFile(file, "utf8");
      expect({ step, text: text.replace(/^region = r+$/m, "region = a") }).toEqual({ step, text: before });
      if (status === 0) finished.push(step);
      else killed += 1;

      await change(file, "dev", "last");
      expect(await readFile(file, "utf8")).toBe(before.replace("region = a", "region = last"));
      const names = await readdir(path.dirname(file));
      expect({ step, names: names.filter((name) => /tmp|lock/.test(name)) }).toEqual({ step, names: [] });
      for (const name of names.filter((one) => one.endsWith(".backup"))) {
        const backup = await readFile(path.join(path.dirname(file), name), "utf8");
        expect(backup.replace(/^region = r+$/m, "region = a")).toBe(before);
      }
    }
    expect(killed * STRIDE).toBeGreaterThan(20);
  });

  it(`lands ${PROCESSES} times when ${PROCESSES} processes do it at once, each its own profile`, async () => {
    const file = await temporaryConfig(theirs);
    const names = Array.from({ length: PROCESSES }, (_, number) => `dev-${number}`);
    const codes = await Promise.all(names.map((name) => ended(startEdits(file, name, 2))));
    expect(codes).toEqual(names.map(() => 0));
    const text = await readFile(file, "utf8");
    expect(text.startsWith(theirs)).toBe(true);
    const profiles = plainReading(readLikeAwsCli(text))?.profiles;
    for (const name of names)
      expect(profiles?.[name]).toEqual({ region: expect.stringMatching(/^r+$/), output: "json" });
    expect(Object.keys(profiles ?? {})).toHaveLength(300 + PROCESSES);
  });

  it("lands once when 20 runs want the same", async () => {
    const file = await temporaryConfig();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => change(file, "dev", "a")));
    expect(outcomes.filter(({ kind }) => kind === "written")).toHaveLength(1);
    expect(await readFile(file, "utf8")).toBe("[profile dev]\nregion = a\n");
    const left = await readdir(path.dirname(file));
    expect(left.filter((name) => /tmp|lock/.test(name))).toEqual([]);
  });
});

/** A tiny file system of its own; only root may mount one. */
async function tinyDisk(kilobytes: number): Promise<string | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-disk-"));
  try {
    execFileSync(MOUNT, ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    return undefined;
  }
}

describe("a full disk", () => {
  it("is explained, and the file is whole", async ({ skip }) => {
    const disk = await tinyDisk(64);
    if (disk === undefined) return skip("Mounting a small file system needs root.");
    try {
      const file = path.join(disk, "config");
      const text = `${theirs}${"# fill\n".repeat(3000)}`.slice(0, 30_000);
      await writeFile(file, `${text}\n`);
      await writeFile(path.join(disk, "ballast"), Buffer.alloc(26 * 1024));
      const error = await change(file, "dev", "a").catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OnboardError);
      expect(error).toMatchObject({ message: expect.stringContaining("the disk is full") });
      expect(await readFile(file, "utf8")).toBe(`${text}\n`);
      expect((await readdir(disk)).sort()).toEqual(["ballast", "config"]);
    } finally {
      execFileSync(UNMOUNT, [disk]);
    }
  });
});

describe("a file that is itself a mount, as in containers", () => {
  it("is written in place", async ({ skip }) => {
    const file = await temporaryConfig(theirs);
    const host = await temporaryConfig(theirs);
    try {
      execFileSync(MOUNT, ["--bind", host, file], { stdio: "ignore" });
    } catch {
      return skip("Mounting a file needs root.");
    }
    try {
      await change(file, "dev", "a");
      await change(file, "p0", "shorter");
      expect(await readFile(host, "utf8")).toBe(
        `${theirs.replace("region = a", "region = shorter")}\n[profile dev]\nregion = a\n`,
      );
    } finally {
      execFileSync(UNMOUNT, [file]);
    }
  });
});

describe("a folder that can't be written", () => {
  it("is explained, and the file is whole", async ({ skip }) => {
    const disk = await tinyDisk(256);
    if (disk === undefined) return skip("Mounting a read-only file system needs root.");
    try {
      const file = path.join(disk, "config");
      await writeFile(file, theirs);
      execFileSync(MOUNT, ["-o", "remount,ro", disk]);
      const error = await change(file, "dev", "a").catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OnboardError);
      expect(error).toMatchObject({ message: expect.stringContaining("read-only") });
      expect(await readFile(file, "utf8")).toBe(theirs);
    } finally {
      execFileSync(UNMOUNT, [disk]);
    }
  });
});
