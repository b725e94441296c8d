import { existsSync } from "node:fs";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/command-table.ts";
import type { CommandDefinition, Example } from "../../../src/cli/flags/command.ts";
import { FLAG_GROUPS } from "../../../src/cli/flags/flag.ts";
import { typedCommand } from "../../../src/cli/flags/typed-command.ts";
import { readOptions } from "../../../src/cli/flags/values.ts";
import { docsOf, helpPage } from "../../../src/cli/help/help-page.ts";
import { createProgram } from "../../../src/cli/program.ts";

const [TEAM] = COMMANDS as readonly [CommandDefinition];
const root = helpPage(TEAM, COMMANDS, 80);
const named = COMMANDS.map((command) => ({ title: command.name ?? "the program", command }));

describe("the program's own help", () => {
  it("has the commands before the flags, by who types them", () => {
    const titles = [...root.matchAll(/^(\S.*):$/gm)].map(([, title]) => title);
    const groups = new Set(Object.values(TEAM.flags).map(({ group }) => FLAG_GROUPS[group]));
    expect(titles).toEqual([
      "For administrators",
      "For developers",
      "For everybody",
      ...Object.values(FLAG_GROUPS).filter((title) => groups.has(title)),
      "Help",
      "Examples",
    ]);
  });

  it("names each command once in the lists", () => {
    const lists = root.slice(root.indexOf("For administrators"), root.indexOf("The flags of"));
    const listed = [...lists.matchAll(/^ {2}(?! )(--emails|[a-z]+)/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(COMMANDS.map(({ name }) => name ?? "--emails").sort());
  });
});

describe.each(named)("the help of $title", ({ command }) => {
  const page = helpPage(command, COMMANDS, 80);

  it("has each flag once, in its group", () => {
    for (const [name, flag] of Object.entries(command.flags)) {
      const title = command.groups?.[flag.group] ?? FLAG_GROUPS[flag.group];
      const [, block = ""] = page.split(`\n${title}:\n`);
      const lines = (block.split("\n\n")[0] ?? "").split("\n");
      expect(lines.filter((line) => new RegExp(`^  (?:-. *, )?(?:-\\w, )?--${name}(?: |$)`).test(line))).toHaveLength(
        1,
      );
    }
  });

  it.each([60, 80, 100])("is no wider than %i columns, but for what is typed", (width) => {
    const lines = helpPage(command, COMMANDS, width).split("\n");
    const typed = (line: string) => /^ {2}onboard /.test(line) || line.startsWith("Docs: ");
    expect(lines.filter((line) => line.length > width && !typed(line))).toEqual([]);
  });

  it("ends with examples that can be typed, and with the docs", async () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      expect(page).toContain(["onboard", ...example.args].join(" "));
      expect(await problemsOf(example)).toEqual([]);
    }
    expect(page.trimEnd().split("\n").at(-1)).toBe(`Docs: ${docsOf(command)}`);
    expect(existsSync(docsOf(command)), docsOf(command)).toBe(true);
  });
});

/** Parses an example as it would be typed, without doing what it says. */
async function problemsOf({ args }: Example): Promise<readonly string[]> {
  const stream = new PassThrough();
  const io = { stdin: stream, stdout: stream, stderr: stream, env: {}, cwd: "/" };
  const program = createProgram(io, () => undefined);
  let typed: Readonly<Record<string, unknown>> = {};
  const stop = new Error("it would run now");
  program.hook("preAction", (_, action) => {
    typed = action.opts();
    throw stop;
  });
  await expect(program.parseAsync([...args], { from: "user" })).rejects.toBe(stop);
  const { flags } = typedCommand(args, COMMANDS).command;
  return readOptions(flags, typed).problems.map(({ message, remedy }) => `${args.join(" ")}: ${message} ${remedy}`);
}
