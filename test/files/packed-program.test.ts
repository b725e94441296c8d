import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type PackedProgram, packProgram } from "../../src/files/packed-program.ts";
import { tarOf } from "../../src/files/tar.ts";
import { emptyFolder } from "../end-to-end/onboard.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const tar = (bytes: Buffer, ...args: readonly string[]) =>
  execFileSync("tar", args, { input: bytes, encoding: "utf8" });
const listed = (packed: PackedProgram) => tar(packed.bytes, "-tzf", "-").trim().split("\n");

describe("the running program as a package", () => {
  let packed: PackedProgram;
  let installed: string;
  beforeAll(async () => {
    packed = await packProgram(ROOT);
    const folder = await emptyFolder();
    tar(packed.bytes, "-xzf", "-", "-C", folder);
    installed = path.join(folder, "package");
  });

  it("has the same bytes when it is packed again, from the clone and from where it was installed", async () => {
    expect((await packProgram(ROOT)).integrity).toBe(packed.integrity);
    expect((await packProgram(installed)).integrity).toBe(packed.integrity);
  });

  it("holds what was built and what the package names, and nothing that lies beside it", async () => {
    const littered = path.join(await emptyFolder(), "package");
    await cp(installed, littered, { recursive: true });
    for (const file of ["dist/chunks/chunk-OF-YESTERDAY.js", "docs/.ci.md.swp", "docs/ci.md~", "team.csv", ".env"]) {
      await writeFile(path.join(littered, file), "not ours");
    }
    expect((await packProgram(littered)).integrity).toBe(packed.integrity);
    const top = new Set(listed(packed).map((file) => file.split("/")[1]));
    expect([...top].sort()).toEqual(["LICENSE", "README.md", "dist", "docs", "package.json", "templates"]);
    // Pictures are for pages that are read on the web.
    expect(listed(packed).filter((file) => file.includes("pictures"))).toEqual([]);
  });

  it("brings no scripts that an installation would run, and no other packages", () => {
    const manifest = JSON.parse(tar(packed.bytes, "-xzOf", "-", "package/package.json"));
    expect(manifest).toMatchObject({ name: "amplify-onboard", bin: { onboard: "dist/cli/main.js" } });
    for (const member of ["scripts", "dependencies", "devDependencies"]) expect(manifest).not.toHaveProperty(member);
  });

  it.each(["dist/build.json", "dist/cli/main.js", "templates", "LICENSE"])(
    "is refused where %s is missing, which is named",
    async (missing) => {
      const broken = path.join(await emptyFolder(), "package");
      await cp(installed, broken, { recursive: true });
      await rm(path.join(broken, missing), { recursive: true });
      await expect(packProgram(broken)).rejects.toThrow(missing);
    },
  );
});

describe("an archive", () => {
  it("keeps long paths and odd bytes, and other programs read it", async () => {
    const long = `package/${"folder/".repeat(18)}${"n".repeat(90)}.md`;
    const bytes = Buffer.from(Array.from({ length: 700 }, (_, index) => index % 256));
    const archive = tarOf([
      { path: long, bytes },
      { path: "package/empty", bytes: Buffer.alloc(0), isProgram: true },
    ]);
    expect(archive.length % 512).toBe(0);
    const folder = await emptyFolder();
    await mkdir(path.join(folder, "out"));
    tar(archive, "-xf", "-", "-C", path.join(folder, "out"));
    expect((await readdir(path.join(folder, "out"), { recursive: true })).at(-1)).toBe(long);
    expect(tar(archive, "-tvf", "-")).toContain("-rwxr-xr-x 0/0");
  });

  it("refuses a path that it cannot hold", () => {
    expect(() => tarOf([{ path: "n".repeat(101), bytes: Buffer.alloc(0) }])).toThrow("too long");
  });
});
