import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "./onboard.ts";

/** A script that V8 has seen, as NODE_V8_COVERAGE tells it. */
interface Seen {
  readonly url: string;
}

let cwd: string;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
});

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
  const texts = await Promise.all(scripts.map((url) => readFile(fileURLToPath(url), "utf8")));
  // The bundle names the source of each of its parts in a comment.
  return texts.flatMap((text) =>
    [...text.matchAll(/^\/\/ ((?:src|node_modules)\/.*)$/gm)].map(([, file = ""]) => file),
  );
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
