import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { DayDocument } from "../../src/core/amplify/day-schema.ts";
import { sandboxStack } from "../../src/core/amplify/sandbox-stack.ts";
import { typed } from "../cli/command-line.ts";
import { smallProjects } from "../day-projects.ts";
import { run } from "./child.ts";

/** Where `.ci/interop-tools` puts both. */
const TOOLS = path.join(homedir(), ".cache", "onboard-interop");
const AMPX = path.join(TOOLS, "node_modules", "@aws-amplify", "backend-cli");
const GEN1 = path.join(TOOLS, "gen1-cli");
const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const GUARD = fileBeside("../loopback-guard.mjs");

const SANDBOXES = [
  ["@acme/shop-web", "ana"],
  ["app", "ana-2"],
  ["app", "ana2"],
  ["app", "李"],
  [`@acme/${"long-".repeat(40)}`, "x".repeat(60)],
  ["UPPER_case.name", "DOMAIN\\ana.silva"],
] as const;

interface Read {
  readonly refused?: string;
  readonly command?: string;
  readonly subCommands?: readonly string[];
  readonly plugin?: string;
  readonly argv?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, string | true>>;
  readonly written?: { readonly team?: object; readonly local?: object };
}

/** The words of each command of each project that begin with these, behind them. */
const linesOf = (days: readonly DayDocument[], ...start: readonly string[]) =>
  days.flatMap(({ groups }) =>
    groups.flatMap(({ commands }) =>
      commands.flatMap(({ words }) =>
        words.filter((line) => start.every((word, at) => line[at] === word)).map((line) => line.slice(start.length)),
      ),
    ),
  );

let days: readonly DayDocument[];
beforeAll(async () => {
  if (!existsSync(AMPX) || !existsSync(GEN1))
    throw new Error("ampx and Gen 1's CLI are needed: bash .ci/interop-tools");
  const home = await mkdtemp(path.join(tmpdir(), "onboard-day-"));
  const projects = await smallProjects(home);
  days = await Promise.all(
    projects.map(async ({ root }) => {
      const day = await typed(["day", "--email", "ana@example.com", "--format", "json"], root, { HOME: home });
      return JSON.parse(day.stdout) as DayDocument;
    }),
  );
});

describe("what `onboard day` prints for Gen 2, read by ampx's own parser", () => {
  let read: { readonly results: readonly Read[]; readonly stacks: readonly string[] };
  let lines: readonly (readonly string[])[];
  const REFUSED = [
    ["generate", "outputs", "--identifier", "ana"],
    ["sandbox", "delete", "--name", "ana"],
  ];
  beforeAll(async () => {
    lines = linesOf(days, "npx", "ampx");
    const env = {
      PATH: process.env.PATH,
      HOME: await mkdtemp(path.join(tmpdir(), "onboard-day-")),
      NODE_OPTIONS: `--import ${GUARD}`,
      AMPLIFY_DISABLE_TELEMETRY: "1",
      npm_config_user_agent: "npm/11",
    };
    const input = JSON.stringify({ lines: [...lines, ...REFUSED], sandboxes: SANDBOXES });
    const { code, stdout, stderr } = await run(process.execPath, [fileBeside("ampx-parser.mjs"), TOOLS], {
      env,
      input,
    });
    expect(code, stderr).toBe(0);
    read = JSON.parse(stdout);
  });

  it("every line is taken, each by the command that is meant, with profile and identifier where they belong", () => {
    expect(lines.length).toBeGreaterThan(100);
    const refused = lines.flatMap((words, at) =>
      read.results[at]?.refused === undefined ? [] : [[words, read.results[at]]],
    );
    expect(refused).toEqual([]);
    for (const [at, words] of lines.entries()) {
      const { argv } = read.results[at] ?? {};
      expect(argv?.profile, words.join(" ")).toBe("amplify");
      const identifier = words[0] === "sandbox" ? (words.includes("THEIRS") ? "THEIRS" : "ana") : undefined;
      expect(argv?.identifier, words.join(" ")).toBe(identifier);
    }
  });

  it("what older guides say is refused, as the page says", () => {
    const [outputs, named] = read.results.slice(lines.length);
    expect(outputs?.refused).toContain("Unknown argument: identifier");
    expect(named?.refused).toContain("Unknown argument: name");
  });

  it("the outputs formats are some that outputs of today have", () => {
    const formats = read.results.flatMap(({ argv }) => [
      argv?.outputsFormat,
      argv?.command === "outputs" ? argv.format : [],
    ]);
    const named = formats.flat().filter((format) => typeof format === "string");
    expect(new Set(named)).toEqual(new Set(["dart"]));
  });

  it("the stack's name is the one that ampx makes", () => {
    expect(SANDBOXES.map(([packageName, identifier]) => sandboxStack({ packageName, identifier }))).toEqual(
      read.stacks,
    );
  });
});

describe("what it prints for Gen 1, read by that CLI's own code", () => {
  it("every line is a command that there is, its JSON arrives, and what it imports is complete", async () => {
    const lines = linesOf(days, "amplify").filter(([command]) => command !== "gen2-migration");
    const env = { PATH: process.env.PATH, NODE_OPTIONS: `--import ${GUARD}` };
    const { code, stdout, stderr } = await run(process.execPath, [fileBeside("gen1-parser.cjs"), GEN1], {
      env,
      input: JSON.stringify(lines),
    });
    expect(code, stderr).toBe(0);
    const { commands, results } = JSON.parse(stdout) as { commands: readonly string[]; results: readonly Read[] };
    for (const [at, words] of lines.entries()) {
      const line = words.join(" ");
      const { refused, plugin, command = "", subCommands = [], options = {}, written } = results[at] ?? {};
      expect(refused, line).toBeUndefined();
      if (plugin === "core" && command !== "codegen") expect(commands, line).toContain(command);
      if (command === "env")
        expect(existsSync(path.join(GEN1, "package", "lib", "commands", "env", `${subCommands[0]}.js`)), line).toBe(
          true,
        );
      for (const option of ["amplify", "frontend", "providers", "codegen", "config", "awsInfo"]) {
        const json = options[option];
        if (json !== undefined) expect(typeof JSON.parse(String(json)), line).toBe("object");
      }
      if (command === "init")
        expect(JSON.parse(String(options.amplify ?? '{"envName":"ana"}')).envName).toMatch(/^[a-z]{2,10}$/);
      if (subCommands[0] !== "import") continue;
      expect(written?.team, line).toMatchObject({ dev: { awscloudformation: { StackName: "amplify-shop-dev" } } });
      expect(written?.local, line).toEqual({
        dev: { configLevel: "project", useProfile: true, profileName: "amplify-gen1" },
      });
    }
  });
});
