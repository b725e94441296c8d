import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  jsonArgument,
  lineFedBy,
  quoteArgument,
  type Shell,
  shellLine,
  shellOf,
  variableLine,
} from "../../../src/core/text/shell-words.ts";

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
    ["cmd", 'say "x\\"', '"say ""x\\\\"""'],
    ["cmd", "100%", '"100"^%""'],
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

/** The arguments that a Windows program makes of its command line: https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments */
function windowsArguments(line: string): readonly string[] {
  const found: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    const next = line[at + slashes];
    if (slashes > 0 && next === '"') {
      word = `${word ?? ""}${"\\".repeat(slashes / 2)}`;
      at += slashes;
      if (slashes % 2 === 0) at -= 1;
      else word += '"';
      continue;
    }
    const character = line[at] ?? "";
    if (character === '"' && isQuoted && line[at + 1] === '"') {
      word = `${word ?? ""}"`;
      at += 1;
    } else if (character === '"') {
      isQuoted = !isQuoted;
      word ??= "";
    } else if (/\s/.test(character) && !isQuoted) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else word = `${word ?? ""}${character}`;
  }
  return word === undefined ? found : [...found, word];
}

/**
 * What cmd hands on of a typed line: a variable that is set is put in for `%NAME%`, within quotation marks too; outside of them a caret is
 * taken away, and any of `&|<>` would be obeyed. Throws for one.
 */
function throughCmd(line: string, variables: readonly string[] = ["PATH", "OS"]): string {
  const filled = line.replace(/%([^%:]+)(?::[^%]*)?%/g, (whole, name: string) => {
    if (variables.includes(name)) throw new Error(`%${name}% is obeyed in ${line}`);
    return whole;
  });
  let isQuoted = false;
  let handed = "";
  for (let at = 0; at < filled.length; at += 1) {
    let character = filled[at] ?? "";
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[&|<>\n]/.test(character)) throw new Error(`${character} is obeyed in ${line}`);
    else if (!isQuoted && character === "^") {
      at += 1;
      character = filled[at] ?? "";
    }
    handed += character;
  }
  return handed;
}

describe("an argument that is printed for cmd", () => {
  const hostile = fc.constantFrom(
    '"',
    "%",
    "%PATH%",
    "&",
    "|",
    "^",
    "\\",
    " ",
    "!",
    "(",
    "ü",
    '"&calc&"',
    "%OS:~0,1%",
    "<",
    "'",
  );
  const words = fc.array(
    fc.array(hostile, { maxLength: 8 }).map((parts) => parts.join("")),
    { minLength: 1, maxLength: 5 },
  );

  it("reaches a program whole, and nothing in it is obeyed: not by cmd, nor by the batch files between", () => {
    fc.assert(
      fc.property(words, (drawn) => {
        const typed = shellLine("cmd", ["onboard", ...drawn]);
        const once = throughCmd(typed);
        expect(windowsArguments(once)).toEqual(["onboard", ...drawn]);
        // A batch file has what it was given read once more as it passes it on, less the variables.
        const twice = throughCmd(once, []);
        expect(windowsArguments(twice)).toEqual(["onboard", ...drawn]);
      }),
      { numRuns: 300 },
    );
  });

  it("is, as the value of a variable, that value", () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const [, value = ""] = /^set "?X=(.*?)$/.exec(throughCmd(variableLine("cmd", "X", one + other))) ?? [];
        expect(/["%]/.test(one + other) ? value : value.slice(0, -1)).toBe(one + other);
      }),
    );
  });
});

/** The command line that a PowerShell makes of a line where it passes arguments as Windows PowerShell does. */
function legacyCommandLine(line: string): string {
  const bare = /^& \{ \$PSNativeCommandArgumentPassing = 'Legacy'; (.*) \}$/s.exec(line)?.[1] ?? line;
  const words = [...bare.matchAll(/'((?:[^']|'')*)'|\S+/g)].map(
    ([whole, text]) => text?.replaceAll("''", "'") ?? whole,
  );
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(" ");
}

describe("a line with JSON in it", () => {
  const value = {
    envName: "ana",
    config: { BuildCommand: 'npm run "build" & calc %PATH%', SourceDir: "src\\app", $: "é’" },
  };
  const words = [
    "amplify",
    "init",
    "--amplify",
    jsonArgument(value),
    "--frontend",
    jsonArgument({ a: [] }),
    "",
    "--yes",
  ];

  it("reaches a program of Windows whole, through every PowerShell", () => {
    const line = shellLine("powershell", words);
    expect(windowsArguments(legacyCommandLine(line))).toEqual(words);
    expect(line).toMatch(/^& \{ \$PSNativeCommandArgumentPassing = 'Legacy'; amplify init /);
    expect(shellLine("powershell", ["npx", "ampx", "a b"])).toBe("npx ampx 'a b'");
  });

  it("reaches it through cmd, which finds nothing to obey in it whether it takes a quotation mark for open or closed", () => {
    const line = shellLine("cmd", words);
    expect(windowsArguments(line)).toEqual(words);
    expect(line).not.toMatch(/[&|<>^%!]/);
  });

  it("reaches it through a POSIX shell, and is the same JSON", () => {
    const script = `printf '%s\\0' ${shellLine("posix", words.slice(1))}`;
    const { stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    const [, , json = ""] = stdout.split("\0");
    expect(JSON.parse(json)).toEqual(value);
  });

  it("whatever the JSON says", () => {
    const json = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ unit: "binary", maxLength: 30 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(json, (drawn) => {
        const line = ["amplify", jsonArgument(drawn)];
        expect(JSON.parse(line[1] ?? "")).toEqual(drawn);
        expect(windowsArguments(legacyCommandLine(shellLine("powershell", line)))).toEqual(line);
        expect(windowsArguments(shellLine("cmd", line))).toEqual(line);
        expect(shellLine("cmd", line)).not.toMatch(/[&|<>^%!\n]/);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a line that gives a variable, or one command another's word", () => {
  it.each([
    ["posix", "export AWS_REGION='a b'", 'use "$(look)"'],
    ["powershell", "$env:AWS_REGION = 'a b'", 'use "$(look)"'],
    ["cmd", 'set "AWS_REGION=a b"', "for /f %k in ('look') do use %k"],
  ] as const)("is, in %s, %s and %s", (shell, set, fed) => {
    expect(variableLine(shell, "AWS_REGION", "a b")).toBe(set);
    expect(lineFedBy(shell, "look", (word) => `use ${word}`)).toBe(fed);
  });
});
