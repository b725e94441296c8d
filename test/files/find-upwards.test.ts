import { mkdir, mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { foldersUpwards } from "../../src/files/find-upwards.ts";

async function tree() {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), "onboard-")));
  const at = (...names: string[]) => path.join(root, ...names);
  for (const folder of ["home/work/app", "shared/repo/packages/app", "shared/repo/.git", "shared/loose/app"]) {
    await mkdir(at(folder), { recursive: true });
  }
  await mkdir(at("shared/tree/app"), { recursive: true });
  await writeFile(at("shared/tree/.git"), "gitdir: elsewhere\n");
  const folders = async (cwd: string, platform: NodeJS.Platform) =>
    (await foldersUpwards({ cwd: at(cwd), home: at("home") }, platform)).folders.map((each) =>
      path.relative(root, each).replaceAll(path.sep, "/"),
    );
  return { folders };
}

describe("where something that nobody named is looked for", () => {
  it("is, at home, every folder up to the home directory, on every system", async () => {
    const { folders } = await tree();
    const upwards = ["home/work/app", "home/work", "home"];
    expect(await folders("home/work/app", "linux")).toEqual(upwards);
    expect(await folders("home/work/app", "win32")).toEqual(upwards);
    expect(await folders("home", "win32")).toEqual(["home"]);
  });

  it("is, on Windows, where no owners are told, elsewhere no folder above the repository's", async () => {
    const { folders } = await tree();
    const repository = ["shared/repo/packages/app", "shared/repo/packages", "shared/repo"];
    expect(await folders("shared/repo/packages/app", "win32")).toEqual(repository);
    expect(await folders("shared/tree/app", "win32")).toEqual(["shared/tree/app", "shared/tree"]);
    expect(await folders("shared/loose/app", "win32")).toEqual(["shared/loose/app"]);
    expect((await folders("shared/repo/packages/app", "linux")).slice(0, 4)).toEqual([...repository, "shared"]);
  });
});
