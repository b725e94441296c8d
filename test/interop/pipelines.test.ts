import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { gitlabFile, templateOf } from "../templates/pipeline.ts";
import { GITHUB_FILES } from "../templates/pipeline-files.ts";
import { requireTool, run } from "./child.ts";

/** Where `.ci/interop-tools` puts both. */
const TOOLS = path.join(homedir(), ".cache", "onboard-interop", "pipelines", "node_modules");
const PARSER = path.join(TOOLS, "@actions", "workflow-parser", "dist", "index.js");
const load = createRequire(import.meta.url);

interface Parsed {
  readonly context: { readonly errors: { getErrors(): readonly { readonly message: string }[] } };
}

interface Parser {
  readonly parseWorkflow: (file: { readonly name: string; readonly content: string }, trace: object) => Parsed;
  readonly NoOperationTraceWriter: new () => object;
}

describe("GitHub's own reader of workflows", () => {
  let parser: Parser;
  beforeAll(async () => {
    const outfile = path.join(await mkdtemp(path.join(tmpdir(), "onboard-parser-")), "workflow-parser.cjs");
    // Its modules import JSON in a way that Node no longer has.
    await build({ entryPoints: [PARSER], bundle: true, format: "cjs", platform: "node", outfile, logLevel: "error" });
    parser = load(outfile) as Parser;
  });

  const wrongIn = (name: string, content: string) =>
    parser.parseWorkflow({ name, content }, new parser.NoOperationTraceWriter()).context.errors.getErrors();

  it.each(GITHUB_FILES.filter(([file]) => !file.endsWith("action.yml")))(
    "takes %s, its contexts included",
    (file, text) => {
      expect(wrongIn(file, text).map(({ message }) => message)).toEqual([]);
    },
  );

  it.each([
    ["permissions:\n      contents: read", "permisions:\n      contents: read", "Unexpected value 'permisions'"],
    ["vars.ONBOARD_REGION", "varz.ONBOARD_REGION", "Unrecognized named-value: 'varz'"],
  ])("would find %j written as %j", (right, wrong, told) => {
    const text = templateOf("github");
    expect(text).toContain(right);
    expect(JSON.stringify(wrongIn("onboard.yml", text.replace(right, wrong)))).toContain(told);
  });
});

describe("GitLab's schema, by Python's jsonschema", () => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: "1" };
  const script = fileURLToPath(new URL("schema-validator.py", import.meta.url));
  beforeAll(() => requireTool("python3", ["-c", "import jsonschema"], env));

  it("takes the pipeline, and not one with a word too many", async () => {
    const { schema } = load(path.join(TOOLS, "gitlab-ci-local", "src", "schema", "schema.js")) as {
      readonly schema: unknown;
    };
    const good = gitlabFile();
    const job = good["onboard-plan"];
    const bad = [
      { ...good, "onboard-plan": { ...job, retry: 77 } },
      { ...good, "onboard-plan": { ...job, artifacts: { path: ["plan.json"] } } },
    ];
    const input = JSON.stringify({ pipeline: { schema, good: [good], bad } });
    const { stdout, stderr } = await run("python3", [script], { env, input });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
