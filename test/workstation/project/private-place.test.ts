import { execFileSync } from "node:child_process";
import { chown, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { excludeFile, gitFolder, isInIndex, withExcluded } from "../../../src/workstation/project/git-folder.ts";
import { findPrivate, PRIVATE_FILE, renderPrivate } from "../../../src/workstation/project/private-place.ts";
import { emptyFolder, put } from "../handover/folder.ts";

const isRoot = process.getuid?.() === 0;
const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: "1", GIT_ALLOW_PROTOCOL: "file" },
    stdio: ["ignore", "pipe", "pipe"],
  });

/** A repository with a commit, a second working tree of it, and one with it as a submodule. */
async function repositories() {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "onboard-git-")));
  const main = path.join(folder, "main");
  await put(main, "a.txt", "a");
  git(main, "init", "-q");
  git(main, "add", "a.txt");
  git(main, "commit", "-qm", "a");
  git(main, "worktree", "add", "-q", path.join(folder, "tree"));
  const outer = path.join(folder, "outer");
  await mkdir(outer);
  git(outer, "init", "-q");
  git(outer, "submodule", "add", "-q", main, "part");
  return { folder, main, tree: path.join(folder, "tree"), part: path.join(outer, "part") };
}

let repos: Awaited<ReturnType<typeof repositories>>;
beforeAll(async () => {
  repos = await repositories();
});
afterAll(() => rm(repos.folder, { recursive: true, force: true }));

describe("git leaves the private file out", () => {
  it.each(["main", "tree", "part"] as const)("in a repository that is a %s", async (kind) => {
    const top = repos[kind];
    const found = await gitFolder(path.join(top, "apps", "web"));
    if (found === undefined) throw new Error("no repository");
    expect(found.top).toBe(top);
    const file = excludeFile(found);
    const before = await readFile(file, "utf8");
    await writeFile(file, withExcluded(before, PRIVATE_FILE));
    await put(top, `apps/web/${PRIVATE_FILE}`, renderPrivate({ profile: "amplify" }));
    await put(top, PRIVATE_FILE, "{}");
    expect(git(top, "status", "--porcelain", "--untracked-files=all")).toBe("");
    expect(withExcluded(await readFile(file, "utf8"), PRIVATE_FILE)).toBe(await readFile(file, "utf8"));
  });

  it.each([
    ["", `${PRIVATE_FILE}\n`],
    ["# mine", `# mine\n${PRIVATE_FILE}\n`],
    ["a\r\nb\r\n", `a\r\nb\r\n${PRIVATE_FILE}\r\n`],
    [`/${PRIVATE_FILE}\n`, `/${PRIVATE_FILE}\n`],
  ])("and keeps what stood in %j", (before, after) => {
    expect(withExcluded(before, PRIVATE_FILE)).toBe(after);
  });

  it.each(["gitdir: ../elsewhere\n", "gitdir: \n", "something else", ""])(
    "but writes nowhere for a .git of %j",
    async (text) => {
      const folder = await emptyFolder();
      await put(folder, "elsewhere/info/exclude", "");
      await put(folder, "app/.git", text);
      expect(await gitFolder(path.join(folder, "app"))).toBeUndefined();
    },
  );
});

describe("what a person uses here", () => {
  const choice = { profile: "amplify", identifier: "ana-2" };

  it("is found from any folder below, and nothing is found where there is no file", async () => {
    const home = await realpath(await emptyFolder());
    expect(await findPrivate({ cwd: home, home })).toBeUndefined();
    await put(home, `app/${PRIVATE_FILE}`, renderPrivate(choice));
    await mkdir(path.join(home, "app/src/deep"), { recursive: true });
    const found = { ...choice, file: `../../${PRIVATE_FILE}`, folder: path.join(home, "app") };
    expect(await findPrivate({ cwd: path.join(home, "app/src/deep"), home })).toEqual(found);
  });

  it.each([
    ["no JSON", "{"],
    ["a number", "7"],
    ["a list", "[]"],
    ["one without a profile", '{"version":1}'],
    ["one of a later version", '{"version":2,"profile":"a"}'],
    ["one of an empty profile", '{"version":1,"profile":""}'],
    ["one of a flag", '{"version":1,"profile":"--debug"}'],
    ["one with a line end", '{"version":1,"profile":"a\\nb"}'],
    ["one with an escape sequence", '{"version":1,"profile":"a\\u001b[2J"}'],
    ["one with a very long profile", `{"version":1,"profile":"${"a".repeat(300)}"}`],
    ["one with a long identifier", '{"version":1,"profile":"a","identifier":"sixteen-letters-"}'],
    ["one with a dot in the identifier", '{"version":1,"profile":"a","identifier":"a.b"}'],
    ["one with a line end in the identifier", '{"version":1,"profile":"a","identifier":"a\\n"}'],
    ["one with another member", '{"version":1,"profile":"a","run":"rm"}'],
    ["one with a hostile member", '{"version":1,"profile":"a","\\u001b[2J":"rm"}'],
    ["one that is too large", `{"version":1,"profile":"a"}${" ".repeat(5000)}`],
  ])("is refused as %s, with how to mend it", async (_, text) => {
    const home = await emptyFolder();
    await put(home, PRIVATE_FILE, text);
    await expect(findPrivate({ cwd: home, home })).rejects.toMatchObject({
      message: expect.stringMatching(/^\.onboard\.local\.json cannot be used: [^\p{Cc}]+\.$/u),
      remedy: expect.stringContaining("onboard local --wire"),
    });
  });

  it.each([2, 4])("is refused where it came with the repository (index version %i)", async (version) => {
    const home = await emptyFolder();
    git(home, "init", "-q");
    await put(home, ".npmrc", "");
    await put(home, PRIVATE_FILE, renderPrivate(choice));
    const before = await findPrivate({ cwd: home, home });
    expect(before?.profile).toBe("amplify");
    git(home, "add", "-f", ".npmrc", PRIVATE_FILE);
    git(home, "update-index", "--index-version", String(version));
    await expect(findPrivate({ cwd: home, home })).rejects.toThrow("is in the repository");
    const found = await gitFolder(home);
    if (found !== undefined) expect(await isInIndex(found, ".onboard.other.json")).toBe(false);
  });

  it.runIf(isRoot)("is not what somebody else has put above", async () => {
    const home = await emptyFolder();
    await put(home, PRIVATE_FILE, renderPrivate(choice));
    await chown(path.join(home, PRIVATE_FILE), 12_345, 12_345);
    await mkdir(path.join(home, "app"));
    expect(await findPrivate({ cwd: path.join(home, "app"), home })).toBeUndefined();
  });

  it("is a plain file: a folder, or a link that leads nowhere, is none", async () => {
    const home = await emptyFolder();
    await mkdir(path.join(home, "a", PRIVATE_FILE), { recursive: true });
    await mkdir(path.join(home, "b"));
    await symlink("nowhere", path.join(home, "b", PRIVATE_FILE));
    for (const cwd of ["a", "b"]) expect(await findPrivate({ cwd: path.join(home, cwd), home })).toBeUndefined();
  });
});
