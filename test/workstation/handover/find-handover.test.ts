import { chmod, chown, mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { renderPasteString } from "../../../src/core/handover/handover-paste-string.ts";
import { findHandover } from "../../../src/workstation/handover/find-handover.ts";
import { brokenHandovers } from "../../core/handover/broken-handovers.ts";
import { hostileHandovers, soundHandover } from "../../core/handover/hostile-handovers.ts";
import { emptyFolder, listing, put } from "./folder.ts";

const NAME = "onboard.handover.json";
const text = JSON.stringify(soundHandover);
const sound = { handover: soundHandover, problems: [] };
const isRoot = process.getuid?.() === 0;
const [ana] = soundHandover.people;
if (ana === undefined) throw new Error("nobody to hand over to");
const paste = renderPasteString(soundHandover, ana);

describe("the handover that --handover names", () => {
  it("is a file, seen from the working directory", async () => {
    const home = await emptyFolder();
    await put(home, "shared/team.json", text);
    const found = await findHandover("../shared/team.json", { cwd: path.join(home, "app"), home });
    expect(found).toEqual({ from: { kind: "file", file: "../shared/team.json" }, reading: sound });
  });

  it("is a paste string", async () => {
    const home = await emptyFolder();
    expect(await findHandover(paste, { cwd: home, home })).toEqual({
      from: { kind: "flag", flag: "--handover" },
      reading: sound,
    });
  });

  it("is a paste string in a file, for command lines that are too short for it", async () => {
    const home = await emptyFolder();
    await put(home, "ana.txt", `${paste.slice(0, 76)}\r\n${paste.slice(76)}\r\n`);
    expect(await findHandover("ana.txt", { cwd: home, home })).toMatchObject({
      from: { kind: "file" },
      reading: sound,
    });
  });

  it("is a file rather than a paste string when a file has that name", async () => {
    const home = await emptyFolder();
    await put(home, "eyJ2", text);
    expect(await findHandover("eyJ2", { cwd: home, home })).toMatchObject({ from: { kind: "file" }, reading: sound });
  });

  it.each([
    ["nowhere.json", 'There is no file "nowhere.json".'],
    ["", 'There is no file "".'],
    ["a\u0000b", 'There is no file "a<U+0000>b".'],
    ["x".repeat(5000), `There is no file "${"x".repeat(59)}…".`],
    ["http://team.example/h.json", '"http://team.example/h.json" is not read: only https is.'],
    ["file:///etc/passwd", '"file:///etc/passwd" is not read: only https is.'],
    ["javascript:alert(1)", '"javascript:alert(1)" is not read: only https is.'],
    ["https://me:secret@team.example/h.json", 'The address on "team.example" holds a user name or password.'],
    ["https://", '"https://" is not a URL.'],
    [".", ". cannot be read: it is a folder."],
    ["/dev/zero", "/dev/zero cannot be read: it is not a plain file."],
  ])("is refused when it is %j", async (given, message) => {
    const home = await emptyFolder();
    const failed = await findHandover(given, { cwd: home, home }).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      name: "OnboardError",
      kind: "invalid-input",
      message: message.replace(/^\. /, `${home} `),
    });
  });

  it.skipIf(isRoot)("is refused when it is not for us to read", async () => {
    const home = await emptyFolder();
    await chmod(await put(home, "h.json", text), 0);
    await expect(findHandover("h.json", { cwd: home, home })).rejects.toThrow("you have no right to read it");
  });

  it("is refused when it leads in a circle", async () => {
    const home = await emptyFolder();
    await symlink("loop", path.join(home, "loop"));
    await expect(findHandover("loop", { cwd: home, home })).rejects.toThrow("its symbolic links lead in a circle");
  });

  it("is not read beyond what may be one", async () => {
    const home = await emptyFolder();
    await put(home, "h.json", Buffer.alloc(30_000_000, " "));
    const found = await findHandover("h.json", { cwd: home, home });
    expect(found).toMatchObject({
      reading: { problems: [{ message: "This is larger than 1 MB, and a handover is not." }] },
    });
  });

  it("comes back with all its problems when it is hostile, and nothing is written anywhere", async () => {
    const home = await emptyFolder();
    const cwd = path.join(home, "app");
    const all = [...hostileHandovers, ...brokenHandovers];
    await Promise.all(all.map(([, content], index) => put(cwd, `${index}.json`, content)));
    const before = await listing(home);
    for (const [index, [, , ...says]] of all.entries()) {
      const found = await findHandover(`${index}.json`, { cwd, home });
      if (found.from === "nowhere") throw new Error("lost");
      expect(found.reading.handover).toBeUndefined();
      expect(found.reading.problems.map(({ message }) => message)).toEqual(says);
    }
    expect(await listing(home)).toEqual(before);
    expect(before).toHaveLength(all.length + 1);
  });
});

describe("the handover that lies in the repository", () => {
  it("is the one in the working directory, else the nearest above it", async () => {
    const home = await emptyFolder();
    const cwd = path.join(home, "team", "app", "src");
    await put(home, path.join("team", NAME), text);
    await mkdir(cwd, { recursive: true });
    const source = path.join("..", "..", NAME);
    expect(await findHandover(undefined, { cwd, home })).toEqual({
      from: { kind: "file", file: source },
      reading: sound,
    });
    await put(cwd, NAME, "{}");
    expect(await findHandover(undefined, { cwd, home })).toMatchObject({
      from: { kind: "file", file: NAME },
      reading: { handover: undefined },
    });
  });

  it("names its problems so that an editor finds the place", async () => {
    const home = await emptyFolder();
    await put(home, NAME, "{\n  nope");
    await mkdir(path.join(home, "app"));
    const found = await findHandover(undefined, { cwd: path.join(home, "app"), home });
    if (found.from === "nowhere") throw new Error("not found");
    expect(found.reading.problems.map(renderProblem)).toEqual([
      `..${path.sep}onboard.handover.json:2:3: This is not JSON: invalid symbol. Take the file as onboard wrote it, unchanged.`,
    ]);
  });

  it("may lie in the home directory, and is not looked for above it", async () => {
    const top = await emptyFolder();
    const home = path.join(top, "home");
    const cwd = path.join(home, "app");
    await mkdir(cwd, { recursive: true });
    await put(top, NAME, text);
    expect(await findHandover(undefined, { cwd, home })).toEqual({ from: "nowhere", passedOver: [] });
    await put(home, NAME, text);
    expect(await findHandover(undefined, { cwd, home })).toMatchObject({ from: { kind: "file" } });
  });

  it("is found when the home directory is a link", async () => {
    const top = await emptyFolder();
    const home = path.join(top, "link");
    await mkdir(path.join(top, "real", "app"), { recursive: true });
    await symlink("real", home);
    await put(top, NAME, text);
    expect(await findHandover(undefined, { cwd: path.join(home, "app"), home })).toMatchObject({ from: "nowhere" });
  });

  it("is not a folder of that name", async () => {
    const home = await emptyFolder();
    await mkdir(path.join(home, "app", NAME), { recursive: true });
    await put(home, NAME, text);
    expect(await findHandover(undefined, { cwd: path.join(home, "app"), home })).toMatchObject({
      from: { file: `../${NAME}` },
    });
  });

  it.runIf(isRoot)("is never one that somebody else has put there", async () => {
    const home = await emptyFolder();
    await chown(await put(home, NAME, text), 12345, 12345);
    expect(await findHandover(undefined, { cwd: home, home })).toEqual({ from: "nowhere", passedOver: [NAME] });
  });

  it.runIf(isRoot)("is not looked for in somebody else's folders above", async () => {
    const top = await emptyFolder();
    const cwd = path.join(top, "theirs", "app");
    await mkdir(cwd, { recursive: true });
    await put(top, NAME, text);
    await chown(path.join(top, "theirs"), 12345, 12345);
    expect(await findHandover(undefined, { cwd, home: "/nowhere" })).toEqual({ from: "nowhere", passedOver: [] });
  });

  it.runIf(isRoot)("is the repository's owner's, as in containers where that is not who runs the program", async () => {
    const cwd = await emptyFolder();
    await chown(await put(cwd, NAME, text), 12345, 12345);
    await chown(cwd, 12345, 12345);
    expect(await findHandover(undefined, { cwd, home: "/nowhere" })).toMatchObject({
      from: { kind: "file" },
      reading: sound,
    });
  });
});
