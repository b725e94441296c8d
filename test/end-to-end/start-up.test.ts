import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "./onboard.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A script that V8 has seen, as NODE_V8_COVERAGE tells it. */
interface Seen {
  readonly url: string;
}

let cwd: string;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
});

/** What is in each file of the bundle, as the build says it: https://esbuild.github.io/api/#metafile */
async function sourcesByScript(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { outputs }: { outputs: Record<string, { inputs: object }> } = JSON.parse(
    await readFile(path.join(ROOT, "dist/metafile.json"), "utf8"),
  );
  return new Map(Object.entries(outputs).map(([file, { inputs }]) => [path.join(ROOT, file), Object.keys(inputs)]));
}

/** The source files whose code a command line loads: ours as `src/…`, of packages as `node_modules/…`. */
async function loadedBy(args: readonly string[]): Promise<readonly string[]> {
  const coverage = await mkdtemp(path.join(tmpdir(), "onboard-coverage-"));
  const run = await onboard(args, { cwd, env: { NODE_V8_COVERAGE: coverage } });
  expect(run.code, run.stderr).toBe(0);
  const reports = await Promise.all(
    (await readdir(coverage)).map(async (name) => JSON.parse(await readFile(path.join(coverage, name), "utf8"))),
  );
  const seen: readonly Seen[] = reports.flatMap(({ result }) => result);
  const scripts = [...new Set(seen.map(({ url }) => url).filter((url) => url.includes("/dist/")))];
  const inputs = await sourcesByScript();
  return scripts.flatMap((url) => inputs.get(fileURLToPath(url)) ?? []);
}

const SDK = /@aws-sdk|@smithy/;
const OFFLINE = ["--emails", "team.csv", "--dry-run", "--offline"];

describe("what a command does not need is not loaded", () => {
  it.each(["--version", "--help", "local --help", "help", "help status", "completion bash", "__complete zsh lo"])(
    "%s: nothing but flags",
    async (line) => {
      const files = await loadedBy(line.split(" "));
      expect(files).toContain("src/cli/main.ts");
      expect(files.filter((file) => SDK.test(file))).toEqual([]);
      expect(
        files.filter((file) =>
          /zod|node_modules\/prompts|^src\/(cli\/(guide|commands\/(?!help|completion)\w+\/(?!flags))|simulator|identity-center|workstation)/.test(
            file,
          ),
        ),
      ).toEqual([]);
    },
  );

  it("--dry-run --offline: nothing that could ask AWS, no simulator, and no schema where there are no settings", async () => {
    const files = await loadedBy(OFFLINE);
    expect(files).toContain("src/cli/commands/team/check-offline.ts");
    expect(files.filter((file) => SDK.test(file))).toEqual([]);
    expect(files.filter((file) => /zod|^src\/(simulator|identity-center|workstation)/.test(file))).toEqual([]);
  });

  it("with settings, --dry-run --offline loads the schema, and still no SDK", async () => {
    await writeFile(path.join(cwd, "onboard.json"), "{}");
    const files = await loadedBy(OFFLINE);
    expect(files.some((file) => file.startsWith("node_modules/zod/"))).toBe(true);
    expect(files.filter((file) => SDK.test(file))).toEqual([]);
  });

  it("what asks AWS does load the SDK, so that this would be seen", async () => {
    const files = await loadedBy(["--emails", "team.csv", "--simulate", "--dry-run"]);
    expect(files.some((file) => SDK.test(file))).toBe(true);
  });
});
