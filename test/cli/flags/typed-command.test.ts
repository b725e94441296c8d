import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/command-table.ts";
import { meantCommand, typedCommand } from "../../../src/cli/flags/typed-command.ts";

describe("the command that words name", () => {
  it.each([
    ["", undefined, 0],
    ["local --profile x", "local", 1],
    ["--profile local status --emails x", "status", 3],
    ["--profile=local status", "status", 2],
    ["--emails team.csv --dry-run", undefined, 0],
    ["--yes status", "status", 2],
    ["--simulate status", undefined, 0],
    ["-- local", undefined, 0],
    ["frobnicate local", undefined, 0],
  ])("%j", (line, name, start) => {
    const found = typedCommand(line.split(" "), COMMANDS);
    expect([found.command.name, found.start]).toEqual([name, start]);
  });
});

describe("the command that is meant", () => {
  it.each([
    ["statsu", "status"],
    ["Local", "local"],
    ["stat", "status"],
    ["sim", "simulator"],
    ["login", "local"],
    ["offboard", "leave"],
    ["audit", "access"],
    ["l", undefined],
    ["frobnicate", undefined],
    ["", undefined],
  ])("by %j", (word, name) => {
    expect(meantCommand(word, COMMANDS)).toBe(name);
  });

  it("no word stands for two, or for one that is another's name", () => {
    const words = COMMANDS.flatMap(({ name, alsoCalled = [] }) => [
      ...(name === undefined ? [] : [name]),
      ...alsoCalled,
    ]);
    expect(new Set(words).size).toBe(words.length);
  });
});
