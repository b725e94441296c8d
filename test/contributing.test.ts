import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshClone } from "./fresh-clone.ts";
import { isFull } from "./how-much.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(path.join(root, ".github/CONTRIBUTING.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** The commands of a chapter, one a line. */
function commandsOf(chapter: string): readonly string[] {
  const [, text = ""] = page.split(`## ${chapter}\n`);
  const blocks = (text.split("\n## ")[0] ?? "").matchAll(/```sh\n(.*?)```/gs);
  return [...blocks].flatMap(([, block = ""]) => block.trim().split("\n"));
}

/** `npm test` is what runs this. */
const isRun = (command: string) => command !== "npm test";

let clone: string;

beforeAll(async () => {
  clone = path.join(await mkdtemp(path.join(tmpdir(), "onboard-clone-")), "a clone");
  await freshClone(clone);
});
afterAll(() => rm(path.dirname(clone), { recursive: true, force: true }));

describe("a clone, by the commands of CONTRIBUTING.md", () => {
  it("begins with npm ci, which a lock file with a hash for each package and a build make whole", async () => {
    expect(commandsOf("Set up")[0]).toBe("npm ci");
    expect(sh("node .ci/complete-lock.mjs --check")).toEqual({ status: 0, said: "" });
    // In its place the packages that are here; then what npm would run.
    await symlink(path.join(root, "node_modules"), path.join(clone, "node_modules"));
    expect(scripts.prepare).toBe("npm run build");
    expect(sh("npm run --silent prepare")).toMatchObject({ status: 0 });
  });

  // They take seconds of two cores each.
  it.runIf(isFull).each([...commandsOf("Set up").slice(1), ...commandsOf("Check")].filter(isRun))(
    "%s works",
    (command) => {
      const { status, said } = sh(command);
      expect(status, said).toBe(0);
    },
  );

  it("names no script that there is not", () => {
    const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(named.length).toBeGreaterThan(8);
  });
});

describe("package.json", () => {
  it("has its scripts in order", () => {
    expect(Object.keys(scripts)).toEqual(Object.keys(scripts).toSorted());
  });

  it("is refused by npm publish as long as its repository is nobody's", async () => {
    expect(scripts.prepublishOnly).toBe("node .ci/refuse-placeholder.mjs");
    const refused = sh("node .ci/refuse-placeholder.mjs");
    expect(refused).toMatchObject({ status: 1, said: expect.stringContaining('"repository" is git+https://') });
    const own = readFileSync(path.join(clone, "package.json"), "utf8").replaceAll("/OWNER/", "/example/");
    await writeFile(path.join(clone, "own.json"), own);
    expect(sh("node .ci/refuse-placeholder.mjs own.json")).toEqual({ status: 0, said: "" });
  });
});

it("the list of what is in the bundle names each package of its licences, with the lock file's hash", () => {
  const bill = JSON.parse(readFileSync(path.join(root, "dist/sbom.cdx.json"), "utf8"));
  expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
  const licences = readFileSync(path.join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  const licensed = [...licences.matchAll(/^(\S+ \d+\.\d+\.\d+\S*?)(?:, by .*)? \([^()]*\)$/gm)].map(([, name]) => name);
  const listed: { name: string; version: string; purl: string; hashes: { content: string }[] }[] = bill.components;
  expect(listed.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(licensed.sort());
  for (const { purl, hashes } of listed) {
    expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
    expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
  }
});

function sh(command: string) {
  // npm has a cache of its own to write to, and nothing may be fetched.
  const env = { ...process.env, npm_config_cache: path.join(path.dirname(clone), "npm"), npm_config_offline: "true" };
  const { status, stdout, stderr } = spawnSync(command, { cwd: clone, env, shell: true, encoding: "utf8" });
  return { status, said: stdout + stderr };
}
