import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { COMMANDS } from "../src/cli/command-table.ts";
import { createProgram } from "../src/cli/program.ts";
import { EXIT } from "../src/cli/terminal/exit-codes.ts";
import type { Io } from "../src/cli/terminal/io.ts";
import { grantsFor, OPTIONAL_ACTIONS, OPTIONAL_TO_READ, type Task } from "../src/core/permissions/tasks.ts";
import { settingsSchema } from "../src/core/settings/settings-schema.ts";
import { COLUMNS, ORIGIN, REASON } from "../src/core/team/team-columns.ts";
import { flagTable } from "./flag-table.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const reference = read("docs/reference.md");
const pages = ["README.md", ...markdownIn("docs")];

describe("docs/reference.md has the flags as the program does", () => {
  it("of every command (npm run update:reference writes them)", async () => {
    const written = COMMANDS.filter(({ flags }) => Object.keys(flags).length > 0).reduce((page, command) => {
      const title = command.name === undefined ? "onboard --emails" : `onboard ${command.name}`;
      const marked = new RegExp(`(<!-- The flags of ${title}, .* -->\\n\\n)(?:\\|.*\\n)+`);
      expect(page).toMatch(marked);
      return page.replace(marked, (_, mark: string) => `${mark}${flagTable(command)}\n`);
    }, reference);
    await expect(written).toMatchFileSnapshot(join(root, "docs/reference.md"));
  });

  it("and those that every command has are listed once", () => {
    const documented = tableOf(section(reference, "Everywhere")).map(([cell = ""]) => /--[a-z0-9-]+/.exec(cell)?.[0]);
    expect(documented.sort()).toEqual(["--help", "--version"]);
  });

  it("--help lists each of them", () => {
    const program = createProgram(io(), () => undefined);
    for (const { name, flags } of COMMANDS) {
      const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
      const listed = command === undefined ? [] : flagsOf(command);
      expect(listed.filter((flag) => !["--help", "--version"].includes(flag))).toEqual(
        Object.keys(flags).map((flag) => `--${flag}`),
      );
    }
  });
});

describe("every flag that a page names", () => {
  const program = createProgram(io(), () => undefined);
  const known = new Set([program, ...program.commands].flatMap((command) => [...flagsOf(command)]));
  const otherPrograms = /^(aws|ampx|npm|npx (?!amplify-onboard|onboard)|docker|git|curl|sudo|node|\$ aws)\b/;

  it.each(["README.md", "docs/ci.md", "docs/safety.md", "docs/permissions.md", "docs/access-review.md"])(
    "in %s is one of a command",
    (page) => {
      const text = read(page);
      const commands = text
        .split("\n")
        .filter((line) => !otherPrograms.test(line.trim()) && !line.startsWith("For GitLab: `--url"));
      const named = commands.flatMap((line) =>
        [...line.matchAll(/(?<![\w-])--[a-z][a-z0-9-]+/g)].map(([flag]) => flag),
      );
      expect(named.length).toBeGreaterThan(3);
      expect([...new Set(named)].filter((flag) => !known.has(flag))).toEqual([]);
    },
  );

  it("in docs/ci.md is what the pipelines run", () => {
    const steps = ["github", "gitlab"].flatMap((name) => [
      ...read(`templates/ci/${name}.yml`).matchAll(/cli\/main\.js" ((?:[^\n]|\\\n)*)/g),
    ]);
    const flags = new Set(steps.flatMap(([, line = ""]) => line.match(/--[a-z0-9-]+/g) ?? []));
    expect([...flags].filter((flag) => !read("docs/ci.md").includes(flag))).toEqual([]);
  });
});

describe("the pages say what the program says", () => {
  it("every exit code, by number and name", () => {
    const rows = tableOf(section(reference, "Exit codes")).map(([code, name]) => [name, Number(code)]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(Object.entries(EXIT).map(([n, c]) => [`\`${n}\``, c])));
  });

  it("every column of the team file", () => {
    const rows = tableOf(section(reference, "Team file"));
    const named = rows.flatMap(([cell = ""]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(named.filter((name) => name !== REASON && name !== ORIGIN).sort()).toEqual([...COLUMNS].sort());
  });

  it("every member of the settings", () => {
    const rows = tableOf(section(reference, "Settings"));
    const named = rows.flatMap(([cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual([...membersOf(z.toJSONSchema(settingsSchema))].sort());
  });

  it("what the reference shows as settings is accepted", () => {
    const [example = ""] = codeBlocks(section(reference, "Settings"), "json");
    expect(settingsSchema.safeParse(JSON.parse(example)).error).toBeUndefined();
  });
});

describe("the policies name the calls that are made, and no others", () => {
  const actions = (task: Task) =>
    grantsFor(task, { groups: true, managementAccount: false, newAccounts: true }).flatMap((one) => one.actions);

  it("to look and to do", () => {
    // An action of its own that no call is named after: CreateAccount attaches tags.
    const tasks = ["apply", "access", "offboard", "undo"] as const;
    const called = tasks.flatMap(actions).filter((action) => action !== "organizations:TagResource");
    expect([...new Set(called)].sort()).toEqual(callsOf("src/identity-center"));
    expect(actions("plan").filter((action) => !/:(List|Describe|Get)/.test(action))).toEqual([]);
    // Where only what ended sessions is left of an inline policy, it goes.
    const taking = actions("apply").filter((action) => /:(Delete|Detach|Remove)/.test(action));
    expect(taking).toEqual(["sso:DeleteInlinePolicyFromPermissionSet"]);
  });

  it.each([
    ["What is optional", OPTIONAL_ACTIONS],
    ["For reading who has what", OPTIONAL_TO_READ],
  ])("docs/permissions.md tells what each optional one costs: %s", (title, optional) => {
    const rows = tableOf(section(read("docs/permissions.md"), title)).map(([cell = "", then]) => [
      /`([^`]+)`$/.exec(cell)?.[1],
      then,
    ]);
    expect(Object.fromEntries(rows.filter(([action]) => action !== undefined))).toEqual(optional);
  });
});

describe("a reader is never sent astray", () => {
  it.each(pages)("every link and picture inside %s leads somewhere", (page) => {
    expect(linksOf(page).filter((target) => !leadsSomewhere(page, target))).toEqual([]);
  });

  it("docs/README.md leads to every page and schema, and the README to it", () => {
    expect(pagesLinkedFrom("README.md")).toContain("docs/README.md");
    const led = pagesLinkedFrom("docs/README.md");
    const isLed = (file: string) => led.some((one) => one === file || file.startsWith(`${one}/`));
    expect(pages.filter((page) => page !== "docs/README.md" && !isLed(page))).toEqual([]);
  });

  it("docs/README.md names all that an installed package has of the docs, and nothing else", () => {
    const named = section(read("docs/README.md"), "In an installed package").matchAll(/\]\(([^)\s]+)\)/g);
    const { files } = JSON.parse(read("package.json")) as { readonly files: readonly string[] };
    const packed = files.filter((file) => file.startsWith("docs/") && file !== "docs/README.md");
    expect([...named].map(([, file]) => `docs/${file}`).sort()).toEqual(packed.toSorted());
  });

  it("the README is short enough to be read, and every picture has words for those who do not see it", () => {
    const readme = read("README.md");
    expect(readme.split("\n").length).toBeLessThan(150);
    const pictures = [...readme.matchAll(/<picture>[\s\S]*?<\/picture>/g)].map(([picture]) => picture);
    expect(pictures.length).toBeGreaterThan(3);
    for (const picture of pictures) {
      const dark = /prefers-color-scheme: dark\)" srcset="(\S+)-dark\.(\w+)"/.exec(picture);
      expect(picture).toContain(`src="${dark?.[1]}-light.${dark?.[2]}" alt="`);
      expect(/alt="([^"]*)"/.exec(picture)?.[1]?.length).toBeGreaterThan(30);
    }
  });

  it("no picture is there that no page shows, and all of them are light", () => {
    const files = readdirSync(join(root, "docs/pictures")).filter((file) => file !== "pages.json");
    const shown = pages.flatMap((page) => linksOf(page).map((target) => join(dirname(page), target)));
    expect(files.filter((file) => !shown.includes(join("docs/pictures", file)))).toEqual([]);
    const bytes = files.reduce((sum, file) => sum + statSync(join(root, "docs/pictures", file)).size, 0);
    expect(bytes).toBeLessThan(400_000);
  });

  // Elsewhere that name is a stranger's package, which npx would download and run.
  it.each(pages)("%s shows a bare `npx onboard` only where it says that it is for this repository", (page) => {
    const lines = read(page).split("\n");
    const astray = lines.filter((line, index) => {
      if (!/npx (-y |--yes )?onboard\b/.test(line)) return false;
      const near = lines.slice(Math.max(0, index - 4), index + 10).join(" ");
      return !/\b(inside|in a clone of|outside) this repository|Never type/i.test(near) && !line.includes("npm ci && ");
    });
    expect(astray).toEqual([]);
  });
});

function io(): Io {
  const stream = new PassThrough();
  return { stdin: stream, stdout: stream, stderr: stream, env: {}, cwd: root };
}

function flagsOf(command: Command): readonly string[] {
  const help = command.createHelp();
  return help.visibleOptions(command).flatMap(({ long }) => long ?? []);
}

/** The text below a heading, up to the next heading of its own level or above. */
function section(page: string, title: string): string {
  const lines = page.replace(/```[\s\S]*?```/g, (block) => block.replaceAll("\n#", "\n\u200B#")).split("\n");
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === title);
  if (start < 0) throw new Error(`there is no heading ${title}`);
  const level = lines[start]?.indexOf(" ") ?? 1;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(" ") <= level);
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join("\n");
}

/** The cells of the first table in a text, without its head. */
function tableOf(text: string): readonly (readonly string[])[] {
  const rows = /(?:^\|.*\n?)+/m.exec(text)?.[0].trim().split("\n").slice(2) ?? [];
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function codeBlocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, body = ""]) =>
    name === language ? body : [],
  );
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly JsonSchema[];
}

/** Dotted names of what a settings file can say; what is inside a permission set's own values is told in words. */
function membersOf(schema: unknown, path: readonly string[] = []): readonly string[] {
  const { anyOf } = schema as JsonSchema;
  const { properties, additionalProperties } = anyOf?.[0] ?? (schema as JsonSchema);
  if (path.length === 1 && path[0] === "permissionSets")
    return membersOf(additionalProperties, ["permissionSets", "<name>"]);
  if (properties === undefined || path.length > 2) return [path.join(".")];
  return Object.entries(properties).flatMap(([name, member]) => membersOf(member, [...path, name]));
}

const PREFIXES: Readonly<Record<string, string>> = { "sso-admin": "sso" };

/** `sso:ListInstances` for every command that a folder imports from the SDK. */
function callsOf(folder: string): readonly string[] {
  const sources = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => read(join(folder, file)));
  const calls = sources.flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z-]+)"/g)].flatMap(
      ([, names = "", client = ""]) =>
        [...names.matchAll(/(\w+)Command\b/g)].map(([, call]) => `${PREFIXES[client] ?? client}:${call}`),
    ),
  );
  return [...new Set(calls)].filter((call) => call !== "sts:GetCallerIdentity").sort();
}

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file))
    .sort();
}

/** What a page links to and shows, without what is elsewhere. */
function linksOf(page: string): readonly string[] {
  const text = read(page).replace(/```[\s\S]*?```/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|\bsrc(?:set)?="([^"]+)"/g)].map(
    ([, link, picture]) => link ?? picture ?? "",
  );
  return targets.filter((target) => !/^(https?|mailto):/.test(target));
}

function pagesLinkedFrom(page: string): readonly string[] {
  return linksOf(page).map((target) => join(dirname(page), target.split("#")[0] ?? ""));
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? join(root, page) : resolve(root, dirname(page), path);
  if (!isThere(file) || relative(root, file).startsWith("..")) return false;
  return anchor === undefined || anchorsOf(readFileSync(file, "utf8")).includes(anchor);
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** The anchors that GitHub gives headings. */
function anchorsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
