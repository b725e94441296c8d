import { execFile } from "node:child_process";
import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder } from "./onboard.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = path.join(ROOT, "dist", "cli", "main.js");
/** The search path of somebody who has Node and nothing of ours. */
const SEARCH_PATH = [path.dirname(process.execPath), "/usr/bin", "/bin"].join(path.delimiter);

let home: string;
beforeAll(async () => {
  home = await emptyFolder();
});

interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types a line into a shell in a folder, as somebody does who has this search path. */
function type(line: string, cwd: string, searchPath = SEARCH_PATH): Promise<Typed> {
  const env = {
    PATH: searchPath,
    HOME: home,
    npm_config_cache: path.join(home, ".npm"),
    npm_config_loglevel: "silent",
    npm_config_update_notifier: "false",
  };
  return new Promise((resolve) => {
    execFile("sh", ["-c", line], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** The command that `init` prints as the step after its files are there. */
function nextCommand({ stdout }: Typed): string {
  return /^Next: (.*)$/m.exec(stdout)?.[1] ?? "";
}

/** Starts a team in a folder with a blank in its name, and does what is printed then. */
async function followed(program: string, cwd: string, searchPath?: string): Promise<string> {
  const started = await type(`${program} init 'my team/x y'`, cwd, searchPath);
  expect(started.code, started.stderr).toBe(0);
  const next = nextCommand(started);
  const checked = await type(`${next} --offline --format json`, cwd, searchPath);
  expect(checked.code, `${next}\n${checked.stderr}${checked.stdout}`).toBe(0);
  expect(JSON.parse(checked.stdout)).toMatchObject({ kind: "check" });
  return next;
}

const NEXT = "--emails 'my team/x y/team.csv' --dry-run";

describe("what is printed is typed as it stands, and works", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await realpath(await emptyFolder());
  });

  it("from a file", async () => {
    expect(await followed(`node ${MAIN}`, cwd)).toBe(`node ${MAIN} ${NEXT}`);
  });

  it("from a file below the working directory, with a blank in its name", async () => {
    await symlink(ROOT, path.join(cwd, "our vendor"));
    expect(await followed("node 'our vendor/dist/cli/main.js'", cwd)).toBe(
      `node 'our vendor/dist/cli/main.js' ${NEXT}`,
    );
  });

  it("where it is installed for all", async () => {
    const bin = path.join(cwd, "bin");
    await mkdir(bin);
    await symlink(MAIN, path.join(bin, "onboard"));
    const searchPath = [bin, SEARCH_PATH].join(path.delimiter);
    expect(await followed("onboard", cwd, searchPath)).toBe(`onboard ${NEXT}`);
    // The same folder, and a stranger's program of that name before ours.
    const theirs = path.join(cwd, "theirs");
    await mkdir(theirs);
    await symlink("/bin/true", path.join(theirs, "onboard"));
    const shadowed = [theirs, searchPath].join(path.delimiter);
    expect(await followed(`${bin}/onboard`, cwd, shadowed)).toBe(`node bin/onboard ${NEXT}`);
  });

  it("as a dependency, through npx and from a script of package.json", async () => {
    const project = path.join(cwd, "project");
    await mkdir(path.join(project, "node_modules", ".bin"), { recursive: true });
    await symlink(ROOT, path.join(project, "node_modules", "amplify-onboard"));
    await symlink("../amplify-onboard/dist/cli/main.js", path.join(project, "node_modules", ".bin", "onboard"));
    const scripts = { onboard: "onboard", keys: "onboard keys" };
    await writeFile(path.join(project, "package.json"), JSON.stringify({ name: "project", scripts }));
    expect(await followed("npx onboard", project)).toBe(`npx onboard ${NEXT}`);
    expect(await followed("npm run --silent onboard --", project)).toBe(`npm run onboard -- ${NEXT}`);
  });
});

it("in a clone of the repository it is called through npx, however it was started", async () => {
  const help = await type("node dist/cli/main.js --help", ROOT);
  expect(help.stdout).toContain("Usage: npx onboard <command> [flags]");
  const checking = /npx onboard --emails .* --dry-run --offline/.exec(help.stdout)?.[0] ?? "";
  const checked = await type(checking.replace("team.csv", "templates/team.csv"), ROOT);
  expect(checked.code, checked.stderr).toBe(0);
});
