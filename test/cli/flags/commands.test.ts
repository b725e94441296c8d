import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/command-table.ts";
import type { CommandDefinition } from "../../../src/cli/flags/command.ts";
import { FLAG_GROUPS, type Flag, helpOf, VALUE_KINDS, type ValueKind } from "../../../src/cli/flags/flag.ts";

const flags = COMMANDS.flatMap((command) =>
  Object.entries(command.flags).map(([name, flag]) => ({
    line: `${command.name ?? ""} --${name}`,
    name,
    flag,
    command,
  })),
);

describe("the definitions of the flags", () => {
  it("are plain data, from which a completion can be written", () => {
    expect(JSON.parse(JSON.stringify(COMMANDS))).toEqual(COMMANDS);
  });

  it.each(flags)("$line", ({ name, flag, command }) => {
    expect(Object.keys(FLAG_GROUPS)).toContain(flag.group);
    expect(flag.help).not.toMatch(/\.$|may be repeated|^with --/);
    for (const beside of [flag.onlyWith, flag.notWith]) {
      if (beside !== undefined) expect(Object.keys(command.flags)).toContain(beside.flag);
    }
    if (name.startsWith("no-")) expect(flag.value).toBeUndefined();
    if (flag.default !== undefined) expect(flag.value).toBeDefined();
  });

  it("say in one command what they say in another, where they mean the same", () => {
    expect(completed("team")).toEqual(expect.arrayContaining([" --emails", "leave --emails"]));
    expect(completed("accounts")).toContain("status --account");
    expect(completed("profiles")).toEqual(expect.arrayContaining([" --profile", "apply --profile", "keys --profile"]));
    expect(completed("people")).toEqual(["local --email", "day --email"]);
    expect(completed("folders")).toEqual([" --messages", "apply --messages", "export --out"]);
  });

  it("of a flag that says nothing without another one begin with that one", () => {
    expect(helpOf(flagOf("keys", "yes"))).toBe("with --deactivate: without a question (needed without a terminal)");
    expect(helpOf(flagOf("local", "account"))).toBe("without a handover: account to work in; may be repeated");
  });
});

it("every command but the first has a name of its own", () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(names[0]).toBeUndefined();
  expect(new Set(names).size).toBe(names.length);
});

/** The flags whose values a shell completes from there. */
function completed(takes: ValueKind["takes"]): readonly string[] {
  return flags
    .filter(({ flag }) => flag.value !== undefined && (VALUE_KINDS[flag.value] as ValueKind).takes === takes)
    .map(({ line }) => line);
}

function flagOf(command: string, name: string): Flag {
  const found = COMMANDS.find((one: CommandDefinition) => one.name === command)?.flags[name];
  if (found === undefined) throw new Error(`there is no ${command} --${name}`);
  return found;
}
