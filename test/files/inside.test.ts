import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { liesInside } from "../../src/files/inside.ts";

let outside: string;
let folder: string;

beforeEach(async () => {
  outside = await mkdtemp(path.join(tmpdir(), "onboard inside "));
  folder = path.join(outside, "team");
  await mkdir(path.join(folder, "real"), { recursive: true });
  await writeFile(path.join(folder, "file"), "");
});

describe("a file lies inside a folder", () => {
  it.each(["file", "new", "real/new", "real/deep/er/new", "..dots", "real/../file"])("%s does", async (file) => {
    expect(await liesInside(folder, file)).toBe(true);
  });

  it("also when links lead from one place in it to another, or to the folder itself", async () => {
    await symlink(path.join(folder, "real"), path.join(folder, "link"));
    await symlink(folder, path.join(outside, "alias"));
    expect(await liesInside(folder, "link/new")).toBe(true);
    expect(await liesInside(path.join(outside, "alias"), "new")).toBe(true);
  });

  it.each(["..", "../team-2/new", ".", "../team/../x"])("%s does not", async (file) => {
    expect(await liesInside(folder, file)).toBe(false);
  });

  it("but not behind a link that leads out, wherever on the way it stands, or that leads nowhere", async () => {
    await symlink(outside, path.join(folder, "out"));
    await symlink(path.join(outside, "none"), path.join(folder, "dangling"));
    await symlink("loop", path.join(folder, "loop"));
    expect(await liesInside(folder, "out/new")).toBe(false);
    expect(await liesInside(folder, "out")).toBe(false);
    expect(await liesInside(folder, "dangling")).toBe(false);
    expect(await liesInside(folder, "dangling/new")).toBe(false);
    expect(await liesInside(folder, "loop")).toBe(false);
  });

  it("in a folder that is still to be made", async () => {
    expect(await liesInside(path.join(folder, "later"), "file")).toBe(true);
  });
});
