import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { roomFaults } from "../.ci/rooms.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
const rooms = path.join(root, ".ci/rooms.mjs");
let copy: string;

async function put(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
}

/** What biome says of these files in a tree with our rules. */
async function lint(files: Readonly<Record<string, string>>): Promise<string> {
  await put(copy, files);
  const names = Object.keys(files);
  const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", ...names], { cwd: copy, encoding: "utf8" });
  expect(stderr + stdout).toContain(`Checked ${names.length} file`);
  return stdout + stderr;
}

/** What is said of the rooms of a tree with these files in src/. */
async function faultsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const src = await mkdtemp(path.join(tmpdir(), "onboard-rooms-"));
  onTestFinished(() => rm(src, { recursive: true, force: true }));
  await put(src, files);
  return roomFaults(src);
}

const importing = (imported: string) => `import { thing } from "${imported}";\n\nexport const other = thing;\n`;

/** What is said of an import, if it stood in this file. */
async function importFaults(file: string, imported: string): Promise<readonly string[]> {
  const target = path.posix.join(path.posix.dirname(file), imported);
  return faultsOf({ [file]: importing(imported), [target]: "export const thing = 1;\n" });
}

beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), "onboard-layers-"));
  for (const file of [".biome.json", ".gitignore"]) await cp(path.join(root, file), path.join(copy, file));
});

describe("the command that lint runs", () => {
  it("says each fault in a line and fails, and is silent about this tree", async () => {
    const src = await mkdtemp(path.join(tmpdir(), "onboard-rooms-"));
    await put(src, { "core/plan/probe.ts": importing("../../cli/io.ts"), "cli/io.ts": "export const thing = 1;\n" });
    const bad = spawnSync(process.execPath, [rooms, src], { encoding: "utf8" });
    expect(bad).toMatchObject({
      status: 1,
      stdout: "core/plan/probe.ts imports cli/io.ts: cli/ is not below core/.\n",
    });
    expect(spawnSync(process.execPath, [rooms], { encoding: "utf8" })).toMatchObject({ status: 0, stdout: "" });
  });
});

describe("lint keeps imports between rooms going one way: it refuses", () => {
  it.each([
    ["core/plan/probe.ts", "../../identity-center/prepare.ts"],
    ["core/plan/probe.ts", "../../workstation/verify/check.ts"],
    ["core/plan/probe.ts", "../../cli/terminal/io.ts"],
    ["core/plan/probe.ts", "../../simulator/start.ts"],
    ["core/plan/probe.ts", "../../aws/pages.ts"],
    ["core/plan/probe.ts", "../../files/lock.ts"],
    ["aws/probe.ts", "../identity-center/prepare.ts"],
    ["files/probe.ts", "../aws/pages.ts"],
    ["files/probe.ts", "../workstation/verify/check.ts"],
    ["simulator/probe.ts", "../core/state/resource.ts"],
    ["simulator/wire/probe.ts", "../../core/state/resource.ts"],
    ["simulator/wire/probe.ts", "../../identity-center/prepare.ts"],
    ["simulator/wire/probe.ts", "../../files/lock.ts"],
    ["identity-center/calls/probe.ts", "../../cli/terminal/io.ts"],
    ["identity-center/calls/probe.ts", "../../workstation/verify/check.ts"],
    ["identity-center/probe.ts", "../simulator/start.ts"],
    ["workstation/verify/probe.ts", "../../identity-center/prepare.ts"],
    ["workstation/verify/probe.ts", "../../cli/terminal/io.ts"],
    ["workstation/verify/probe.ts", "../../simulator/start.ts"],
  ])("in %s an import of %s", async (file, imported) => {
    expect(await importFaults(file, imported)).toEqual([expect.stringContaining(`${file} imports `)]);
  });

  it.each([
    ["a type", 'import type { Thing } from "../../cli/probe.ts";\n\nexport type Other = Thing;\n'],
    ["a type within an import", 'import { type Thing } from "../../cli/probe.ts";\n\nexport type Other = Thing;\n'],
    ["what is loaded late", 'export const late = () => import("../../cli/probe.ts");\n'],
    ["what is passed on", 'export { thing } from "../../cli/probe.ts";\n'],
  ])("%s, too", async (_, text) => {
    const files = { "core/plan/probe.ts": text, "cli/probe.ts": "export const thing = 1;\n" };
    expect(await faultsOf(files)).toEqual(["core/plan/probe.ts imports cli/probe.ts: cli/ is not below core/."]);
  });

  it("and lets all others be", async () => {
    for (const [file, imported] of [
      ["core/plan/probe.ts", "../state/resource.ts"],
      ["aws/probe.ts", "../core/errors/trouble.ts"],
      ["identity-center/probe.ts", "../core/state/resource.ts"],
      ["identity-center/probe.ts", "../aws/pages.ts"],
      ["workstation/verify/probe.ts", "../../files/lock.ts"],
      ["simulator/wire/probe.ts", "../operation.ts"],
      ["cli/commands/probe.ts", "../../simulator/start.ts"],
      ["cli/commands/probe.ts", "../../workstation/verify/check.ts"],
    ] as const) {
      expect(await importFaults(file, imported)).toEqual([]);
    }
  });
});

describe("lint gives the folders of a room an order: it refuses", () => {
  it.each([
    ["core/state/probe.ts", "../plan/plan.ts"],
    ["core/errors/probe.ts", "../text/words.ts"],
    ["core/redaction/probe.ts", "../documents/document.ts"],
    ["cli/terminal/probe.ts", "../views/table.ts"],
    ["cli/views/probe.ts", "../commands/probe.ts"],
    ["cli/commands/probe.ts", "../program.ts"],
    ["identity-center/calls/probe.ts", "../connect/connect.ts"],
    ["identity-center/connect/probe.ts", "../kinds/user/users.ts"],
    ["workstation/aws-config/probe.ts", "../doctor/finding.ts"],
  ])("in %s an import of %s", async (file, imported) => {
    expect(await importFaults(file, imported)).toEqual([expect.stringMatching(/ is not below /)]);
  });

  it("a folder and a room that nobody has given a place", async () => {
    const lower = "a folder has no place yet: say which in .ci/rooms.mjs.";
    expect(await importFaults("core/novel/probe.ts", "../state/resource.ts")).toEqual([expect.stringContaining(lower)]);
    const room = "a room has no place yet: say which in .ci/rooms.mjs.";
    expect(await importFaults("novel/probe.ts", "../core/state/resource.ts")).toEqual([expect.stringContaining(room)]);
  });

  it("more than a handful of loose files in cli/, and any in core/", async () => {
    const loose = (room: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${room}/file${n}.ts`, "\n"]));
    expect(await faultsOf(loose("cli", 5))).toEqual([]);
    expect(await faultsOf(loose("cli", 6))).toEqual([expect.stringContaining("cli/ has 6 loose files")]);
    expect(await faultsOf(loose("core", 1))).toEqual([expect.stringContaining("core/ has 1 loose files")]);
  });
});

describe("lint lets a name mean one thing: it refuses", () => {
  it.each([
    ["a type", "export interface Thing {}\n"],
    ["a constant", "export const Thing = 1;\n"],
    ["a function", "export async function Thing() {}\n"],
  ])("%s that another file exports, too", async (_, text) => {
    const files = { "core/plan/one.ts": "export type Thing = 1;\n", "cli/views/other.ts": text };
    expect(await faultsOf(files)).toEqual(["Thing is exported by cli/views/other.ts and core/plan/one.ts."]);
  });

  it("but not what is passed on, and what the simulator calls its own", async () => {
    const files = {
      "core/plan/one.ts": "export type Thing = 1;\n",
      "core/plan/two.ts": 'export type { Thing } from "./one.ts";\n',
      "simulator/three.ts": "export type Thing = 1;\n",
    };
    expect(await faultsOf(files)).toEqual([]);
  });
});

describe("lint refuses", () => {
  it.each([
    ["src/core/plan/probe.ts", "node:fs"],
    ["src/core/plan/probe.ts", "@aws-sdk/client-sts"],
    ["src/simulator/probe.ts", "@aws-sdk/client-sts"],
  ])("in %s an import of %s", async (file, imported) => {
    expect(await lint({ [file]: importing(imported) })).toContain("noRestrictedImports");
  });

  it.each([
    ["values", "import { other } from"],
    ["types", "import type { other } from"],
  ])("a circle of %s", async (_, clause) => {
    const file = (its: string, from: string) => `${clause} "./${from}.ts";\n\nexport type ${its} = typeof other;\n`;
    const circle = { "src/core/plan/ring-a.ts": file("A", "ring-b"), "src/core/plan/ring-b.ts": file("B", "ring-a") };
    expect(await lint(circle)).toContain("noImportCycles");
  });

  it("nothing in a pure file", async () => {
    expect(await lint({ "src/core/plan/probe.ts": importing("../state/resource.ts") })).not.toMatch(
      /noRestricted|Cycles/,
    );
  });
});

describe("the page on the architecture", () => {
  it("has the folders of core in the order that is held", async () => {
    const [page, checks] = await Promise.all([
      readFile(path.join(root, "docs/architecture.md"), "utf8"),
      readFile(rooms, "utf8"),
    ]);
    const [, held = ""] = /^ {2}core: \[([^\]]*)\]/m.exec(checks) ?? [];
    const [, told = ""] = /From low to high:([\s\S]*?)└/.exec(page) ?? [];
    expect(told.match(/[a-z]+/g)).toEqual(held.match(/[a-z]+/g));
  });
});
