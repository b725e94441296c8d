import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { DayDocument } from "../../src/core/amplify/day-schema.ts";
import { inFolder, typed } from "../cli/command-line.ts";
import { type ProjectOfDay, smallProjects, writeHome } from "../day-projects.ts";

const ANA = ["--email", "ana@example.com"];

/** Each small project's day, as JSON. */
const days = new Map<string, DayDocument>();
let texts: ReadonlyMap<string, string>;
beforeAll(async () => {
  await inFolder(async (home) => {
    const projects = await smallProjects(home);
    for (const { name, root } of projects) {
      const { code, stdout, stderr } = await typed(["day", ...ANA, "--format", "json"], root, { HOME: home });
      expect(code, stderr).toBe(0);
      days.set(name, JSON.parse(stdout));
    }
    const [first, flutter] = [rootOf(projects, "react"), rootOf(projects, "flutter-gen1")];
    const print = async (root: string, ...args: readonly string[]) =>
      (await typed(["day", ...ANA, ...args], root, { HOME: home })).stdout;
    texts = new Map([
      ["text", await print(first)],
      ["markdown", await print(first, "--format", "markdown")],
      ["powershell", await print(flutter, "--shell", "powershell")],
      ["cmd", await print(flutter, "--shell", "cmd")],
    ]);
  });
});

function rootOf(projects: readonly ProjectOfDay[], name: string): string {
  return projects.find((one) => one.name === name)?.root ?? "";
}

function wordsOf(project: string, id: string): readonly (readonly string[])[] {
  const commands = days.get(project)?.groups.flatMap((group) => group.commands) ?? [];
  return commands.find((one) => one.id === id)?.words ?? [];
}

const STACK = "amplify-acmeshopweb-ana-sandbox-37484d7d0b";

describe("`onboard day` in small projects", () => {
  it.each([
    ["react", ["npx", "ampx", "sandbox", "--identifier", "ana", "--profile", "amplify"]],
    [
      "flutter",
      "npx ampx sandbox --identifier ana --outputs-format dart --outputs-out-dir lib --profile amplify".split(" "),
    ],
    [
      "android",
      "npx ampx sandbox --identifier ana --outputs-out-dir app/src/main/res/raw --profile amplify".split(" "),
    ],
    ["ios", "npx ampx sandbox --identifier ana --profile amplify".split(" ")],
  ])("starts the sandbox of a %s project in the formats that work today", (project, words) => {
    expect(wordsOf(project, "sandbox")).toEqual([words]);
  });

  it("gives `ampx generate` the stack of the sandbox, since it knows no --identifier", () => {
    for (const [name, { groups, stack }] of days) {
      const lines = groups.flatMap(({ commands }) => commands.flatMap(({ words }) => words));
      for (const words of lines.filter((line) => line[1] === "ampx" && line[2] === "generate")) {
        expect(words, name).not.toContain("--identifier");
        expect(words.includes("--app-id") || words.includes(stack ?? ""), name).toBe(true);
      }
    }
    expect(days.get("react")?.stack).toBe(STACK);
    expect(wordsOf("flutter", "models")).toEqual([
      ["npx", "ampx", "generate", "graphql-client-code", "--stack", STACK, "--format", "modelgen"].concat([
        "--model-target",
        "dart",
        "--out",
        "lib/models",
        "--profile",
        "amplify",
      ]),
    ]);
    expect(wordsOf("react", "forms")).not.toEqual([]);
    expect(wordsOf("vue", "forms")).toEqual([]);
  });

  it("has secrets, seed and deleting under the same identifier and profile", () => {
    for (const id of ["secret-set", "secret-list", "secret-get", "secret-remove", "seed", "delete"]) {
      const [words = []] = wordsOf("react", id);
      expect(words.join(" "), id).toMatch(/--identifier ana .*--profile amplify$|--identifier ana --profile amplify$/);
    }
  });

  it("begins a fresh Gen 1 clone with `init`, not `env add`, with the project's own frontend", () => {
    const [words = []] = wordsOf("react-gen1", "init-headless");
    expect(words.slice(0, 3)).toEqual(["amplify", "init", "--amplify"]);
    expect(JSON.parse(words[3] ?? "")).toEqual({ envName: "ana" });
    expect(JSON.parse(words[5] ?? "")).toEqual({
      frontend: "javascript",
      framework: "react",
      config: {
        SourceDir: "src",
        DistributionDir: "dist",
        BuildCommand: "npm run build && echo 100%",
        StartCommand: "npm run dev",
      },
    });
    expect(JSON.parse(words[7] ?? "")).toEqual({
      awscloudformation: { configLevel: "project", useProfile: true, profileName: "amplify-gen1" },
    });
    const all = [...days.values()].flatMap(({ groups }) => groups.flatMap(({ commands }) => commands));
    expect(all.flatMap(({ lines }) => lines).filter((line) => line.includes("env add"))).toEqual([]);
    expect(wordsOf("react-gen1", "push")).toEqual([["amplify", "push"]]);
    expect(wordsOf("react-gen1", "merge-from-others")).toEqual([
      ["git", "pull"],
      ["amplify", "env", "checkout", "ana"],
      ["amplify", "push"],
    ]);
    const [imported = []] = wordsOf("react-gen1", "env-import");
    expect(imported.slice(0, 5)).toEqual(["amplify", "env", "import", "--name", "dev"]);
    expect(JSON.parse(imported[6] ?? "").awscloudformation.StackName).toBe("amplify-shop-dev");
  });

  it("tells the end of Gen 1, and a starter's name", () => {
    expect(days.get("react-gen1")?.warnings.join()).toContain("2027-05-01");
    expect(days.get("next")?.warnings.join()).toContain('"aws-amplify-gen2", as a starter is');
    expect(days.get("react")?.warnings).toEqual([]);
  });

  it("on a screen and on a page no command is broken, and in other shells JSON arrives whole", () => {
    expect(texts.get("text")).toContain(`npx ampx generate outputs --stack ${STACK} --profile amplify\n`);
    expect(texts.get("markdown")).toContain("| Deploy once, without a watch | <code>npx ampx sandbox");
    expect(texts.get("powershell")).toContain(
      `& { $PSNativeCommandArgumentPassing = 'Legacy'; amplify init --amplify '{\\"envName\\":\\"ana\\"}' `,
    );
    expect(texts.get("cmd")).toContain('amplify init --amplify "{""envName"":""ana""}" --frontend ');
  });
});

describe("whose day it is", () => {
  it("without a handover: the profile that signs in, and no identifier; several are asked for by name", async () => {
    await inFolder(async (home) => {
      const root = path.join(home, "app");
      await mkdir(path.join(root, "amplify"), { recursive: true });
      await writeFile(path.join(root, "amplify", "backend.cjs"), "");
      await writeFile(path.join(root, "package.json"), '{"name":"shop-of-ana"}');
      const nobody = await typed(["day"], root, { HOME: home });
      expect(nobody.code).toBe(3);
      expect(nobody.stderr).toContain("no profile on this machine signs in");
      await writeHome(home, ["amplify"]);
      const { stdout } = await typed(["day", "--format", "json"], root, { HOME: home });
      const day: DayDocument = JSON.parse(stdout);
      expect(day).toMatchObject({ profile: "amplify", accountId: "123456789012", region: "eu-west-1" });
      expect(day.identifier).toBeUndefined();
      expect(day.stack).toMatch(/^amplify-shopofana-.+-sandbox-[0-9a-f]{10}$/);
      await writeHome(home, ["amplify", "other"]);
      expect((await typed(["day"], root, { HOME: home })).stderr).toContain("Several profiles on this machine sign in");
      const chosen = await typed(["day", "--format", "json", "--identifier", "ben"], root, {
        HOME: home,
        AWS_PROFILE: "other",
      });
      expect(JSON.parse(chosen.stdout)).toMatchObject({ profile: "other", identifier: "ben" });
    });
  });

  it("outside a project there is none", async () => {
    await inFolder(async (home) => {
      const { code, stderr } = await typed(["day"], home, { HOME: home });
      expect(code).toBe(3);
      expect(stderr).toContain("no Amplify project here");
    });
  });
});

describe("`onboard day --point`", () => {
  it("shows the change, keeps a backup, and leaves what is in another account", async () => {
    await inFolder(async (home) => {
      const [project] = (await smallProjects(home)).filter(({ name }) => name === "react-gen1");
      const folder = path.join(project?.root ?? "", "amplify", ".config");
      const file = path.join(folder, "local-aws-info.json");
      const before =
        '{ "dev": {"configLevel": "project", "useProfile": true, "profileName": "old"},\n\n "prod":{"configLevel":"project","useProfile":true,"profileName":"old"} }';
      await writeFile(file, before);
      const point = (...args: readonly string[]) =>
        typed(["day", "--point", ...ANA, ...args], project?.root ?? "", { HOME: home });
      const asked = await point();
      expect(asked.code).toBe(3);
      expect(await readFile(file, "utf8")).toBe(before);
      const { code, stdout } = await point("--yes");
      expect(code).toBe(0);
      expect(stdout).toContain("prod: left alone");
      expect(await readFile(file, "utf8")).toBe(before.replace("old", "amplify-gen1"));
      const [backup = ""] = (await readdir(folder)).filter((name) => name.endsWith(".backup"));
      expect(backup).toMatch(/^local-aws-info\.json\.onboard-/);
      expect(await readFile(path.join(folder, backup), "utf8")).toBe(before);
      expect((await point()).stdout).toContain("is left as it is");
    });
  });
});

describe("`gen1Migration` in the settings", () => {
  it("plans the permission set for those whose row names it, with its policy shown and its power a danger", async () => {
    await inFolder(async (cwd) => {
      const row = "ana@example.com,Sandbox North,amplify-gen1-migration,eu-west-1";
      await writeFile(path.join(cwd, "team.csv"), `email,account,permission_set,region\n${row}\n`);
      const plan = ["--emails", "team.csv", "--simulate", "--dry-run", "--no-bootstrap", "--format", "json"];
      expect((await typed(plan, cwd)).code).not.toBe(0);
      await writeFile(path.join(cwd, "onboard.json"), '{ "gen1Migration": true }');
      const { stdout } = await typed(plan, cwd);
      const { changes, dangers } = JSON.parse(stdout);
      expect(JSON.stringify(changes)).toContain("ExecuteStackRefactor");
      expect(JSON.stringify(dangers)).toContain("amplify-gen1-migration");
    });
  });
});
