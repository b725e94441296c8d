import { beforeEach, describe, expect, it, vi } from "vitest";

type CommandLine = typeof import("../../../src/core/text/command-line.ts");
let commands: CommandLine;

beforeEach(async () => {
  vi.resetModules();
  commands = await import("../../../src/core/text/command-line.ts");
});

describe("a command that is printed", () => {
  it("is for whoever started the program, in their shell", () => {
    commands.wordCommandsFor(() => ({ program: "npx onboard", shell: "powershell" }));
    expect(commands.commandForCaller("apply", "the team's plan.json")).toBe(
      "npx onboard apply 'the team''s plan.json'",
    );
    expect(commands.argumentForCaller("a b")).toBe("'a b'");
  });

  it("names the program by its own name where nobody said how it was started", () => {
    expect(commands.commandForCaller("init", "my team/x y")).toBe("onboard init 'my team/x y'");
  });

  it("spells out what a terminal would obey", () => {
    expect(commands.commandForCaller("apply", "\u001b[2J.json")).not.toContain("\u001b");
  });
});

describe("how the program was started", () => {
  it("is found out when the first command is worded, and once", () => {
    const find = vi.fn(() => ({ program: "onboard", shell: "posix" }) as const);
    commands.wordCommandsFor(find);
    expect(find).not.toHaveBeenCalled();
    commands.commandForCaller("local");
    commands.commandForCaller("keys");
    expect(find).toHaveBeenCalledTimes(1);
  });

  it("cannot be said after a command was worded", () => {
    commands.commandForCaller("local");
    expect(() => commands.wordCommandsFor(() => ({ program: "npx onboard", shell: "posix" }))).toThrow("was worded");
  });
});
