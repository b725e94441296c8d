import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { programSource } from "../../../src/cli/apply/program-source.ts";
import { commandForReader, type ProgramSource, programForReader } from "../../../src/core/text/program-for-others.ts";
import { emptyFolder } from "../../end-to-end/onboard.ts";

const vendored = {
  scripts: { onboard: "onboard" },
  dependencies: { "amplify-onboard": "file:vendor/amplify-onboard-1.0.0.tgz" },
};

async function folderOf(manifest: object): Promise<string> {
  const folder = await emptyFolder();
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await mkdir(path.join(folder, "teams", "web"), { recursive: true });
  return folder;
}

describe("how a team's people come by the program", () => {
  it.each<readonly [string, object, ProgramSource["kind"]]>([
    ["the team's repository has it", vendored, "repository"],
    ["only others have it as a dependency", { dependencies: vendored.dependencies }, "unknown"],
    ["a script of that name runs something else", { ...vendored, scripts: { onboard: "sh x.sh" } }, "unknown"],
    ["it has neither", {}, "unknown"],
  ])("%s", async (_, manifest, kind) => {
    const folder = await folderOf(manifest);
    for (const cwd of [folder, path.join(folder, "teams", "web")]) {
      expect(programSource(cwd, { install: {} }).kind).toBe(kind);
    }
  });

  it("the company's word comes first", async () => {
    const command = "npx @acme/onboard@1.2.3";
    expect(programSource(await folderOf(vendored), { install: { command } })).toEqual({ kind: "company", command });
  });

  it("only what the release workflow builds says that npm has it", () => {
    const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
    expect(JSON.parse(read("dist/build.json"))).toMatchObject({ released: false });
    // It builds what it publishes by the check that is for releases, after everything else.
    const { steps } = parse(read(".github/workflows/release.yml")).jobs.check;
    const scripts: string[] = steps.map(({ run = "" }: { run?: string }) => run);
    const checking = scripts.findIndex((script) => script.includes("npm run release:check -- --out"));
    expect(scripts.slice(0, checking)).toContain("bash .ci/run");
    expect(scripts.join("\n")).not.toContain("--unreleased");
    expect(JSON.parse(read("package.json")).scripts["release:check"]).toBe("node .ci/release-check.mjs");
  });
});

describe("what such people type", () => {
  it.each<readonly [ProgramSource, string, string | undefined]>([
    [{ kind: "company", command: "npx @acme/onboard@1.2.3" }, "npx @acme/onboard@1.2.3 local", undefined],
    [{ kind: "company", command: "brew install acme/tap/onboard" }, "onboard local", "brew install acme/tap/onboard"],
    [{ kind: "repository" }, "npm run onboard -- local", "npm ci"],
    [{ kind: "npm", version: "1.2.3" }, "npx amplify-onboard@1.2.3 local", undefined],
    [{ kind: "file", file: "amplify-onboard-1.2.3.tgz" }, "npx ./amplify-onboard-1.2.3.tgz local", undefined],
    [{ kind: "unknown" }, "onboard local", undefined],
  ])("%j", (source, command, before) => {
    const reader = programForReader(source);
    expect(commandForReader(reader, "local")).toBe(command);
    expect(reader.before).toBe(before);
  });

  it("an argument stays one", () => {
    expect(commandForReader(programForReader({ kind: "repository" }), "local", "--email", "o'neil@example.com")).toBe(
      "npm run onboard -- local --email 'o'\\''neil@example.com'",
    );
  });
});
