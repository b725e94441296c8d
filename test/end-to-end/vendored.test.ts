import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../src/core/text/version.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const TARBALL = `vendor/amplify-onboard-${VERSION}.tgz`;

let home: string;
let team: string;
let said: Finished;

/** Types a line as somebody who has npm, no registry, and nothing in npm's cache. */
function type(line: string, cwd: string): Promise<Finished> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    npm_config_registry: "http://127.0.0.1:9",
    npm_config_cache: path.join(home, ".npm"),
    npm_config_update_notifier: "false",
  };
  return new Promise((resolve) => {
    const child = execFile("sh", ["-c", line], { cwd, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** What somebody has who cloned the team's repository. */
async function checkout(): Promise<string> {
  const folder = path.join(await emptyFolder(), "checkout");
  await cp(team, folder, { recursive: true });
  return folder;
}

beforeAll(async () => {
  home = await emptyFolder();
  team = path.join(await emptyFolder(), "my team");
  await mkdir(team);
  said = await onboard(["init", "--ci", "both"], { cwd: team });
  expect(said.code, said.stderr).toBe(0);
});

describe("a team's repository brings the program that wrote it", () => {
  it("says so, and names no package that others could have", async () => {
    expect(said.stdout).toContain(`+ ${TARBALL}`);
    expect(said.stdout.replace(/\s+/g, " ")).toContain("`npm ci`, which needs no network for it");
    const files = ["package.json", "onboard.json", ".github/workflows/onboard.yml", ".gitlab-ci.yml"];
    const texts = await Promise.all(files.map((file) => readFile(path.join(team, file), "utf8")));
    expect(texts.join("\n")).not.toMatch(/npx|unpkg|npmjs/);
  });

  it("npm ci installs exactly it where no registry is reached, and the script runs it", async () => {
    const folder = await checkout();
    const before = await readFile(path.join(folder, "package-lock.json"), "utf8");
    const installed = await type("npm ci --offline", folder);
    expect(installed.code, installed.stderr).toBe(0);
    expect(installed.stderr).not.toContain("warn");
    const checked = await type("npm run --silent onboard -- --emails team.csv --dry-run --offline", folder);
    expect(checked.code, checked.stdout + checked.stderr).toBe(0);
    // npm would write the same lock file, and the program packs itself from there as it was packed here.
    const relocked = await type("npm install --offline --package-lock-only && npm run onboard -- init again", folder);
    expect(relocked.code, relocked.stderr).toBe(0);
    expect(await readFile(path.join(folder, "package-lock.json"), "utf8")).toBe(before);
    const again = await readFile(path.join(folder, "again", TARBALL));
    expect(again.equals(await readFile(path.join(team, TARBALL)))).toBe(true);
  });

  it("npm ci takes no other file in its place, and pipelines name the same hash", async () => {
    const folder = await checkout();
    const hash = createHash("sha512").update(await readFile(path.join(folder, TARBALL)));
    const digits = hash.digest("hex");
    for (const file of [".github/workflows/onboard.yml", ".gitlab-ci.yml"]) {
      const text = await readFile(path.join(team, file), "utf8");
      expect(new Set(text.match(/[0-9a-f]{128}/g))).toEqual(new Set([digits]));
    }
    await appendFile(path.join(folder, TARBALL), "\0");
    // npm would take what it has of that hash from its cache.
    const installed = await type(`npm ci --offline --cache '${path.join(home, "other")}'`, folder);
    expect(installed).toMatchObject({ code: 1, stderr: expect.stringContaining("EINTEGRITY") });
  });
});

it("a package.json of the team's own is left alone, and it is said how the program gets into it", async () => {
  const cwd = await emptyFolder();
  await writeFile(path.join(cwd, "package.json"), "{}");
  const run = await onboard(["init"], { cwd });
  expect(run.stdout.replace(/\s+/g, " ")).toContain(`npm install --save-dev ./${TARBALL}`);
  expect(await readFile(path.join(cwd, "package.json"), "utf8")).toBe("{}");
});
