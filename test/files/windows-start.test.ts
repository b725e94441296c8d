import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesOnWindows } from "../../src/files/search-path.ts";
import { ownTerms, scriptBehind, throughCmd } from "../../src/files/windows-start.ts";

/** What cmd makes of a line: carets go, what they stand before is a plain character; anything else that it obeys is a fault. */
function readByCmd(line: string): string {
  let read = "";
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "%" || (character === "!" && !isQuoted)) throw new Error(`cmd obeys ${character} in ${line}`);
    if (character === "^" && !isQuoted) {
      at++;
      read += line.charAt(at);
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[&|<>()]/.test(character)) throw new Error(`cmd obeys ${character} in ${line}`);
    read += character;
  }
  return read;
}

/** What a program makes of its command line: https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments */
function readByProgram(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; ) {
    const [slashes = ""] = /^\\*/.exec(line.slice(at)) ?? [];
    const next = line.charAt(at + slashes.length);
    if (slashes !== "") {
      const isBeforeQuote = next === '"';
      word = (word ?? "") + (isBeforeQuote ? "\\".repeat(slashes.length >> 1) : slashes);
      at += slashes.length;
      if (isBeforeQuote && slashes.length % 2 === 1) {
        word += '"';
        at++;
      }
      continue;
    }
    if (next === '"') {
      isQuoted = !isQuoted;
      word ??= "";
    } else if (next === " " && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + next;
    at++;
  }
  return word === undefined ? words : [...words, word];
}

/** The arguments that reach a program behind a batch file which passes all of its own on. */
function passedOn(args: readonly string[], file = "C:\\Program Files (x86)\\a&b\\tool.cmd"): readonly string[] {
  const { args: line } = throughCmd(file, args, "C:\\Windows");
  const inner = (line.at(-1) ?? "").slice(1, -1);
  const first = readByCmd(inner).replace(/^"([^"]*)"/, "$1");
  expect(first.slice(0, file.length)).toBe(file);
  const rest = first.slice(file.length + 1);
  return readByProgram(readByCmd(rest));
}

describe("a batch file", () => {
  it.each([
    [["a", "b c"]],
    [['say "hi"', "50%", "%PATH%", "a&calc", "|more", ">out", "^", "!x!", "(", "a;b,c=d", "\\", 'a\\"', "", "'"]],
    [['" & calc & "', "\\\\share\\", '\\\\"']],
    [['{"envName":"ana"}']],
  ])("gets %j whole, and no shell obeys any of it", (args) => {
    expect(passedOn(args)).toEqual(args);
  });

  it("is found in a folder whose name cmd would obey", () => {
    expect(passedOn(["a b"], "C:\\100%TEMP%\\my tool & co.cmd")).toEqual(["a b"]);
  });

  it("gets whatever has no line end", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab \"\\%^&|<>()!;,=*?`[]'$~é") });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (args) => {
        expect(passedOn(args)).toEqual(args);
      }),
    );
  });

  it.each(["a\nb", "a\rb", "a\0b"])("gets no %j", (arg) => {
    expect(() => throughCmd("C:\\x.cmd", [arg], "C:\\Windows")).toThrow("line end");
  });

  it("is read by the machine's own shell, without its extras", () => {
    const { file, args, verbatim } = throughCmd("C:\\x.cmd", [], "C:\\Windows");
    expect({ file, flags: args.slice(0, 4), verbatim }).toEqual({
      file: "C:\\Windows\\System32\\cmd.exe",
      flags: ["/d", "/v:off", "/s", "/c"],
      verbatim: true,
    });
  });
});

it("that is ours to choose has no program of the folder one stands in at hand", () => {
  const start = throughCmd("C:\\Python\\Scripts\\aws.cmd", ["--version"], "C:\\Windows");
  expect(ownTerms(start, { PATH: "C:\\Python" })).toEqual({
    env: { PATH: "C:\\Python", NoDefaultCurrentDirectoryInExePath: "1" },
    windowsVerbatimArguments: true,
  });
  expect(ownTerms({ file: "/bin/aws", args: [] }, { PATH: "/bin" })).toEqual({ env: { PATH: "/bin" } });
});

const SHIM = `@ECHO off\r\nGOTO start\r\n:find_dp0\r\nSET dp0=%~dp0\r\nEXIT /b\r\n:start\r\nSETLOCAL\r\nCALL :find_dp0\r\n
IF EXIST "%dp0%\\node.exe" (\r\n  SET "_prog=%dp0%\\node.exe"\r\n) ELSE (\r\n  SET "_prog=node"\r\n)\r\n
endLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & "%_prog%"  "%dp0%\\..\\@aws-amplify\\backend-cli\\lib\\ampx.js" %*\r\n`;
const NPX =
  'SET "NODE_EXE=%~dp0\\node.exe"\r\nSET "NPX_CLI_JS=%~dp0\\node_modules\\npm\\bin\\npx-cli.js"\r\n"%NODE_EXE%" "%NPX_CLI_JS%" %*\r\n';

it.each([
  [
    "npm's for a package",
    "C:\\app\\node_modules\\.bin\\ampx.cmd",
    SHIM,
    "C:\\app\\node_modules\\@aws-amplify\\backend-cli\\lib\\ampx.js",
  ],
  [
    "npm's for a script without an ending, as the CDK's",
    "C:\\npm\\cdk.cmd",
    SHIM.replace("..\\@aws-amplify\\backend-cli\\lib\\ampx.js", "node_modules\\aws-cdk\\bin\\cdk"),
    "C:\\npm\\node_modules\\aws-cdk\\bin\\cdk",
  ],
  [
    "npm's for a script of another shell",
    "C:\\npm\\x.cmd",
    SHIM.replaceAll("node", "bash").replace("..\\@aws-amplify\\backend-cli\\lib\\ampx.js", "x\\run"),
    undefined,
  ],
  ["npx itself", "C:\\node\\npx.cmd", NPX, "C:\\node\\node_modules\\npm\\bin\\npx-cli.js"],
  [
    "pnpm's",
    "C:\\a\\x.cmd",
    '@IF EXIST "%~dp0\\node.exe" (\r\n  "%~dp0\\node.exe"  "%~dp0\\..\\x\\x.js" %*\r\n)\r\n',
    "C:\\x\\x.js",
  ],
  [
    "one that sets variables first",
    "C:\\a\\x.cmd",
    '@SET NODE_PATH=C:\\b\r\n"%~dp0\\node.exe"  "%~dp0\\..\\x\\x.js" %*\r\n',
    undefined,
  ],
  ["somebody's own", "C:\\a\\x.cmd", "@echo off\r\ncall other.cmd %*\r\n", undefined],
])("the script behind a .cmd file: %s", (_, file, text, script) => {
  expect(scriptBehind(file, text)).toBe(script);
});

it.each([
  ["aws", undefined, ["aws.com", "aws.exe", "aws.bat", "aws.cmd"]],
  ["npx", ".EXE;.CMD;.JS;.PS1", ["npx.exe", "npx.cmd"]],
  ["ampx.cmd", undefined, ["ampx.cmd"]],
  ["my.tool", ".EXE", ["my.tool.exe"]],
])("%s may be on Windows, with PATHEXT %s: %j", (word, pathExt, names) => {
  expect(namesOnWindows(word, pathExt)).toEqual(names);
});
