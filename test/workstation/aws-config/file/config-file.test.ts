import { chmod, link, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { ConfigRefused } from "../../../../src/workstation/aws-config/config-refused.ts";
import { changeConfigFile, commitConfigPlan } from "../../../../src/workstation/aws-config/file/config-file.ts";
import type { SectionEdit } from "../../../../src/workstation/aws-config/section-edit.ts";
import { temporaryConfig } from "../../temporary-home.ts";
import { planUnrecorded } from "./unrecorded-edits.ts";

const section = { type: "profile", name: "dev" } as const;

const toB: readonly SectionEdit[] = [{ section, set: { region: "b" } }];
const before = "# mine\n[profile dev]\nregion = a\n";
const after = "# mine\n[profile dev]\nregion = b\n";
const now = new Date("2026-11-20T10:11:12.345Z");

describe("a change of the config file", () => {
  it("is planned without touching anything", async () => {
    const file = await temporaryConfig(before);
    const plan = await planUnrecorded(file, toB);
    expect(plan).toMatchObject({ before, after, notes: [] });
    expect(plan.diff).toContain("-region = a\n+region = b\n");
    expect(await readFile(file, "utf8")).toBe(before);
    expect(await readdir(path.dirname(file))).toEqual(["config"]);
  });

  it("keeps a dated backup and leaves nothing else behind", async () => {
    const file = await temporaryConfig(before);
    const committed = await commitConfigPlan(await planUnrecorded(file, toB), { now });
    expect(await readFile(file, "utf8")).toBe(after);
    const names = await readdir(path.dirname(file));
    expect(names).toEqual([
      "config",
      expect.stringMatching(/^config\.onboard-2026-11-20T10-11-12-345Z-\w{16}\.backup$/),
    ]);
    const backup = path.join(path.dirname(file), names[1] ?? "");
    expect(committed).toEqual({ kind: "written", backup });
    expect(await readFile(backup, "utf8")).toBe(before);
  });

  it("that changes nothing writes nothing", async () => {
    const file = await temporaryConfig(after);
    expect(await commitConfigPlan(await planUnrecorded(file, toB))).toEqual({ kind: "unchanged" });
    expect(await readdir(path.dirname(file))).toEqual(["config"]);
  });

  it("creates ~/.aws for its owner only, and the file too", async () => {
    const file = await temporaryConfig();
    await commitConfigPlan(await planUnrecorded(file, toB));
    expect(await readFile(file, "utf8")).toBe("[profile dev]\nregion = b\n");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
  });

  it.each([0o600, 0o644, 0o640, 0o660])("keeps the mode %o", async (mode) => {
    const file = await temporaryConfig(before);
    await chmod(file, mode);
    const committed = await commitConfigPlan(await planUnrecorded(file, toB));
    expect((await stat(file)).mode & 0o7777).toBe(mode);
    if (committed.kind !== "written") throw new Error("It was not written.");
    expect((await stat(committed.backup)).mode & 0o7777).toBe(mode);
  });

  it.skipIf(process.getuid?.() !== 0)("keeps the owner when root runs it", async () => {
    const file = await temporaryConfig(before);
    const { chown } = await import("node:fs/promises");
    await chown(file, 1234, 1235);
    await commitConfigPlan(await planUnrecorded(file, toB));
    expect(await stat(file)).toMatchObject({ uid: 1234, gid: 1235 });
  });

  it("is refused with the file's name and the line", async () => {
    const file = await temporaryConfig("[profile dev]\njunk\n");
    const error = await planUnrecorded(file, toB).catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(ConfigRefused);
    expect(error).toMatchObject({ line: 2, message: expect.stringContaining(`${file}:2: `) });
  });

  it("is refused for bytes that are not UTF-8", async () => {
    const file = await temporaryConfig(before);
    const bytes = Buffer.from("[a]\n# caf\u{e9}\n", "latin1");
    await writeFile(file, bytes);
    await expect(planUnrecorded(file, toB)).rejects.toMatchObject({ line: 2 });
    expect(await readFile(file)).toEqual(bytes);
  });

  it("keeps a byte order mark from passing unseen", async () => {
    const file = await temporaryConfig("\u{FEFF}[profile dev]\n");
    await expect(planUnrecorded(file, toB)).rejects.toThrow("byte order mark");
  });
});

describe("symbolic links", () => {
  it("stay, and the file behind them is replaced", async () => {
    const dotfile = await temporaryConfig(before);
    const file = await temporaryConfig();
    await symlink(path.dirname(dotfile), path.dirname(file));
    const second = path.join(path.dirname(file), "link");
    await symlink("config", second);
    await commitConfigPlan(await planUnrecorded(second, toB));
    expect((await lstat(second)).isSymbolicLink()).toBe(true);
    expect(await readlink(second)).toBe("config");
    expect(await readFile(dotfile, "utf8")).toBe(after);
  });

  it("that lead to a file that is not there yet create it where they lead", async () => {
    const file = await temporaryConfig("");
    const dotfiles = path.join(path.dirname(file), "dotfiles");
    const linked = path.join(path.dirname(file), "linked");
    await mkdir(dotfiles);
    await symlink("dotfiles/config", linked);
    await commitConfigPlan(await planUnrecorded(linked, toB));
    expect((await lstat(linked)).isSymbolicLink()).toBe(true);
    expect(await readFile(path.join(dotfiles, "config"), "utf8")).toBe("[profile dev]\nregion = b\n");
  });

  it("that lead into a folder that is not there are explained", async () => {
    const file = await temporaryConfig("");
    const linked = path.join(path.dirname(file), "linked");
    await symlink("/nowhere/at/all/config", linked);
    const error = await planUnrecorded(linked, toB).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OnboardError);
    expect(error).toMatchObject({ message: expect.stringContaining("/nowhere/at/all/config") });
  });

  it("that lead in a circle are explained", async () => {
    const file = await temporaryConfig("");
    const [one, two] = ["one", "two"].map((name) => path.join(path.dirname(file), name));
    if (one === undefined || two === undefined) throw new Error("Two names are needed.");
    await symlink(one, two);
    await symlink(two, one);
    await expect(planUnrecorded(one, toB)).rejects.toBeInstanceOf(OnboardError);
  });

  it("of the hard kind are told of", async () => {
    const file = await temporaryConfig(before);
    await link(file, `${file}2`);
    expect((await planUnrecorded(file, toB)).notes).toEqual([expect.stringContaining("hard link")]);
  });
});

describe("places that can't be written", () => {
  it.each([
    ["a folder in the file's place", async (file: string) => mkdir(file, { recursive: true })],
    ["a file in the folder's place", async (file: string) => writeFile(path.dirname(file), "")],
    ["a device", async (file: string) => mkdir(path.dirname(file)).then(() => symlink("/dev/null", file))],
  ])("%s is explained", async (_what, prepare) => {
    const file = await temporaryConfig();
    await prepare(file);
    const error = await planUnrecorded(file, toB)
      .then(commitConfigPlan)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OnboardError);
    expect((error as OnboardError).remedy).not.toBe("");
  });
});

describe("somebody else changes the file meanwhile", () => {
  const other = "[profile other]\nregion = x\n";

  it("then nothing is written", async () => {
    const file = await temporaryConfig(before);
    const plan = await planUnrecorded(file, toB);
    await writeFile(file, other);
    expect(await commitConfigPlan(plan)).toEqual({ kind: "overtaken" });
    expect(await readFile(file, "utf8")).toBe(other);
    expect(await readdir(path.dirname(file))).toEqual(["config"]);
  });

  it("then it starts over, without asking again for the same lines", async () => {
    const file = await temporaryConfig(before);
    const asked: string[] = [];
    const outcome = await changeConfigFile(
      () => planUnrecorded(file, toB),
      async ({ diff }) => {
        asked.push(diff);
        await writeFile(file, before + other);
        return true;
      },
    );
    expect(outcome.kind).toBe("written");
    expect(asked).toHaveLength(1);
    expect(await readFile(file, "utf8")).toBe(after + other);
  });

  it("then it asks again when other lines would change", async () => {
    const file = await temporaryConfig(before);
    let asked = 0;
    const outcome = await changeConfigFile(
      () => planUnrecorded(file, toB),
      async () => {
        asked += 1;
        if (asked === 1) await writeFile(file, other);
        return asked === 1;
      },
    );
    expect(outcome).toEqual({ kind: "declined" });
    expect(asked).toBe(2);
    expect(await readFile(file, "utf8")).toBe(other);
  });
});
