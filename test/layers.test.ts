import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
let copy: string;

/** What lint says of an import, if it stood in this file of a tree with our rules. */
async function lint(file: string, imported: string): Promise<string> {
  const probe = path.join(copy, file);
  await mkdir(path.dirname(probe), { recursive: true });
  await writeFile(probe, `import { thing } from "${imported}";\n\nexport const other = thing;\n`);
  const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", file], { cwd: copy, encoding: "utf8" });
  expect(stderr + stdout).toContain("Checked 1 file");
  return stdout + stderr;
}

beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), "onboard-layers-"));
  for (const file of [".biome.json", ".gitignore"]) await cp(path.join(root, file), path.join(copy, file));
});

describe("lint keeps imports going one way: it refuses", () => {
  it.each([
    ["src/core/plan/probe.ts", "../../identity-center/prepare.ts"],
    ["src/core/plan/probe.ts", "../../cli/terminal/io.ts"],
    ["src/core/plan/probe.ts", "../../simulator/start.ts"],
    ["src/core/plan/probe.ts", "node:fs"],
    ["src/core/plan/probe.ts", "@aws-sdk/client-sts"],
    ["src/simulator/probe.ts", "../core/state/resource.ts"],
    ["src/simulator/wire/probe.ts", "../../core/state/resource.ts"],
    ["src/simulator/wire/probe.ts", "../../identity-center/prepare.ts"],
    ["src/simulator/probe.ts", "@aws-sdk/client-sts"],
    ["src/identity-center/calls/probe.ts", "../../cli/terminal/io.ts"],
    ["src/identity-center/probe.ts", "../simulator/start.ts"],
  ])("in %s an import of %s", async (file, imported) => {
    expect(await lint(file, imported)).toContain("noRestrictedImports");
  });

  it("and nothing else", async () => {
    expect(await lint("src/core/plan/probe.ts", "../state/resource.ts")).not.toContain("noRestrictedImports");
    expect(await lint("src/identity-center/probe.ts", "../core/state/resource.ts")).not.toContain(
      "noRestrictedImports",
    );
    expect(await lint("src/simulator/wire/probe.ts", "../operation.ts")).not.toContain("noRestrictedImports");
  });
});
