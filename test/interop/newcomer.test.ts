import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder } from "../end-to-end/onboard.ts";
import { freshClone } from "../fresh-clone.ts";

const README = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");

/** The README's commands that need no AWS, in their order. */
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = ""]) => block.trim().split("\n"))
  .filter((line) => line.includes("--simulate"));

/** As Google's directory exports it. */
const EXPORTED = `First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Status [READ ONLY],Department
Ana,Silva,ana.silva@example.com,****,Active,Web
Bo,Díaz,bo.diaz@example.com,****,Suspended,Web
Emi,Tanaka,emi.tanaka@example.com,****,Active,Apps
`;

let everything: string;
let before: string;
const at = (...names: readonly string[]) => path.join(everything, ...names);

beforeAll(async () => {
  everything = await emptyFolder();
  await Promise.all(["home", "our team", "colleague"].map((name) => mkdir(at(name))));
  await freshClone(at("a clone"));
  before = type("a clone", "git status --porcelain").said;
});
afterAll(() => rm(everything, { recursive: true, force: true }));

interface Typed {
  readonly code: number | null;
  readonly said: string;
}

/** Types a line into a shell that knows nothing but git, Node.js and npm, and what the newcomer installs. */
function type(folder: string, line: string, others: Readonly<Record<string, string>> = {}): Typed {
  const env = {
    PATH: [at("home", "global", "bin"), process.env.PATH].join(path.delimiter),
    HOME: at("home"),
    npm_config_prefix: at("home", "global"),
    npm_config_update_notifier: "false",
    GIT_CONFIG_GLOBAL: at("home", ".gitconfig"),
    ...others,
  };
  const { status, stdout, stderr } = spawnSync(line, { cwd: at(folder), env, shell: true, encoding: "utf8" });
  return { code: status, said: stdout + stderr };
}

/** What the machine has fetched before is not fetched again. */
const REGISTRY = {
  npm_config_cache: execFileSync("npm", ["config", "get", "cache"], { encoding: "utf8" }).trim(),
  npm_config_prefer_offline: "true",
  npm_config_audit: "false",
};

/** Nothing is fetched, and nothing was fetched before. */
const NO_REGISTRY = { npm_config_registry: "http://127.0.0.1:9" };

describe("a newcomer, by the commands of the README", () => {
  it.each(COMMANDS)("%s", (command) => {
    const { code, said } = type("a clone", command, REGISTRY);
    expect(code, said).toBe(0);
    expect(said).toContain(command.includes(" local ") ? "acts as amplify-policy" : "4 of 5 people ready");
    // What a run leaves is nothing that could be committed by accident.
    expect(type("a clone", "git status --porcelain").said).toBe(before);
  });

  it("has the program in all folders, without a package of that name being fetched", () => {
    const { code, said } = type("a clone", "npm i -g . && cd / && onboard --version", NO_REGISTRY);
    expect(code, said).toBe(0);
  });

  it("gives access to those whom a directory exports, and is told whom it leaves out", async () => {
    await writeFile(at("our team", "people.csv"), EXPORTED);
    const run = "onboard --emails people.csv --account 'Sandbox North' --simulate";
    const planned = type("our team", `${run} --dry-run`);
    expect(planned.code, planned.said).toBe(0);
    expect(planned.said).toContain('Line 3 is left out: "Status [READ ONLY]" is "Suspended"');
    expect(planned.said).toContain("Plan: 5 to create.");
    const applied = type("our team", `${run} --yes`);
    expect(applied.code, applied.said).toBe(0);
    expect(applied.said).toContain("2 people ready");
  });

  it("puts it into the team's repository, and a colleague has it from there where there is no registry", async () => {
    const init = type(
      "our team",
      "git init -q && onboard init --ci github --account 'Sandbox North' --region us-east-1",
    );
    expect(init.code, init.said).toBe(0);
    const commit = "git add . && git -c user.name=A -c user.email=a@example.com commit -qm 'Give access by a file'";
    expect(type("our team", commit)).toMatchObject({ code: 0 });
    expect(type("our team", "git ls-files").said).not.toMatch(/simulator\.json|first-sign-in|failed/);
    await rm(at("home", "global"), { recursive: true });
    const installed = type("colleague", `git clone -q '${at("our team")}' . && npm ci`, NO_REGISTRY);
    expect(installed.code, installed.said).toBe(0);
    const checked = type("colleague", "npm run onboard -- --emails people.csv --simulate --yes", NO_REGISTRY);
    expect(checked.code, checked.said).toBe(0);
    expect(checked.said).toContain("2 people ready");
    const machine = "npm run onboard -- local --simulate --email emi.tanaka@example.com --yes";
    const proved = type("colleague", machine, NO_REGISTRY);
    expect(proved.said).toContain("acts as amplify-policy");
    expect(proved.code, proved.said).toBe(0);
    expect(await readFile(at("colleague", ".onboard", "simulated-home", ".aws", "config"), "utf8")).toContain(
      "[profile",
    );
  });
});
