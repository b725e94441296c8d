import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteArgument, type Shell, shellOf } from "../../../src/core/text/shell-words.ts";

describe("an argument that is printed", () => {
  it("reaches a program whole through a POSIX shell, whatever is in it", () => {
    const text = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom("'", "\\", "$", "`", " ", "\n", "!"),
          fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
        ),
        maxLength: 40,
      })
      .filter((drawn) => !drawn.includes("\0"));
    const hostile = fc.constantFrom(
      "",
      "'",
      "it's",
      "$(id)",
      "`id`",
      "a b",
      "-n",
      "~",
      "=ls",
      "\\",
      "\n",
      "*",
      "{a,b}",
      "!!",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(text, hostile), { minLength: 1, maxLength: 20 }), (args) => {
        const line = `printf '%s\\0' ${args.map((arg) => quoteArgument("posix", arg)).join(" ")}`;
        const { stdout } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
        expect(stdout.split("\0").slice(0, -1)).toEqual(args);
      }),
      { numRuns: 40 },
    );
  });

  it.each<readonly [Shell, string, string]>([
    ["posix", "team.csv", "team.csv"],
    ["posix", "my plan.json", "'my plan.json'"],
    ["posix", "it's", `'it'\\''s'`],
    ["posix", "", "''"],
    ["powershell", "team.csv", "team.csv"],
    ["powershell", "C:\\teams\\x.csv", "C:\\teams\\x.csv"],
    ["powershell", "my plan.json", "'my plan.json'"],
    ["powershell", "it's", "'it''s'"],
    ["powershell", "the team’s", "'the team’’s'"],
    ["powershell", "a@example.com,b@example.com", "'a@example.com,b@example.com'"],
    ["powershell", "$HOME", "'$HOME'"],
    ["powershell", "--", "'--'"],
    ["cmd", "C:\\teams\\x.csv", "C:\\teams\\x.csv"],
    ["cmd", "my plan.json", '"my plan.json"'],
    ["cmd", "it's", '"it\'s"'],
    ["cmd", "a,b", '"a,b"'],
    ["cmd", 'say "x\\"', '"say \\"x\\\\\\""'],
    ["cmd", "C:\\my teams\\", '"C:\\my teams\\\\"'],
  ])("for %s: %s is %s", (shell, text, printed) => {
    expect(quoteArgument(shell, text)).toBe(printed);
  });
});

describe("the shell that commands are typed into", () => {
  const machines =
    "C:\\Program Files\\WindowsPowerShell\\Modules;C:\\WINDOWS\\system32\\WindowsPowerShell\\v1.0\\Modules";

  it.each([
    ["linux", {}, "posix"],
    ["darwin", { PSModulePath: "/usr/local/share/powershell/Modules" }, "posix"],
    ["win32", { PSModulePath: machines }, "cmd"],
    ["win32", {}, "cmd"],
    ["win32", { PSModulePath: `C:\\Users\\ana\\Documents\\WindowsPowerShell\\Modules;${machines}` }, "powershell"],
    ["win32", { MSYSTEM: "MINGW64", PSModulePath: machines }, "posix"],
    ["win32", { SHELL: "/usr/bin/bash" }, "posix"],
  ] as const)("on %s with %j is %s", (platform, env, shell) => {
    expect(shellOf(platform, env)).toBe(shell);
  });
});
