import path from "node:path";
import { isFileThere } from "./is-there.ts";
import { readIfThere } from "./read-file.ts";
import { type Variables, variable } from "./search-path.ts";

/** A program as the operating system starts it: no shell reads the arguments. */
export interface Start {
  readonly file: string;
  readonly args: readonly string[];
  /** What it needs to find in its environment beside what is there. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Windows only: the arguments are the command line as it is, quoted already. */
  readonly verbatim?: true;
}

/**
 * How the program in a file is started: a batch file of npm's by node, any other through cmd.exe, everything else as it is. Throws for a
 * batch file with a line end in an argument, and for nothing else.
 */
export async function startOf(
  file: string,
  args: readonly string[],
  { env, platform }: { readonly env: Variables; readonly platform: NodeJS.Platform },
): Promise<Start> {
  if (platform !== "win32" || !isBatch(file)) return { file, args };
  const script = scriptBehind(file, (await readIfThere(file).catch(() => undefined)) ?? "");
  if (script !== undefined && (await isFileThere(script))) return { file: process.execPath, args: [script, ...args] };
  return throughCmd(file, args, systemRoot(env));
}

/** For `spawn`: the arguments of a {@link Start} are not to be quoted once more. */
export function spawnTerms({ verbatim }: Start): { readonly windowsVerbatimArguments?: true } {
  return verbatim === true ? { windowsVerbatimArguments: true } : {};
}

/**
 * The same with the environment, for a program that is ours to choose: what a batch file names by a bare name (pip's `aws.cmd` its
 * `python`) is no program of the folder one stands in. https://learn.microsoft.com/windows/win32/api/processenv/nf-processenv-needcurrentdirectoryforexepathw
 */
export function ownTerms(start: Start, env: Variables) {
  const noneFromHere = start.verbatim === true ? { NoDefaultCurrentDirectoryInExePath: "1" } : {};
  return { env: { ...env, ...noneFromHere }, ...spawnTerms(start) };
}

/** A program of Windows itself, by its whole path: a bare name is looked for in the working directory first. */
export function systemProgram(name: string, env: Variables): string {
  return path.win32.join(systemRoot(env), "System32", name);
}

function systemRoot(env: Variables): string {
  return variable(env, "SYSTEMROOT", "win32") || "C:\\Windows";
}

/** What Windows starts only through its shell. https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows */
function isBatch(file: string): boolean {
  return /\.(?:cmd|bat)$/i.test(file);
}

const HANDED_TO_NODE = /"%(?:~dp0|dp0%)\\?([^"%]+\.[cm]?js)"\s+%\*/i;
/** Scripts need no ending, as the CDK's own has none: then it is node, by the shim's own words, that gets it. */
const HANDED_ON = /"%_prog%"\s+"%dp0%\\?([^"%]+)"\s+%\*/i;

/**
 * The script that a `.cmd` of npm's does nothing but hand to node (https://github.com/npm/cmd-shim), and npm's own two: then no shell
 * needs to read the arguments. `undefined` for any other.
 */
export function scriptBehind(file: string, text: string): string | undefined {
  const folder = path.win32.dirname(file);
  const [, npm] = /"%NODE_EXE%" "%(NPX|NPM)_CLI_JS%" %\*/.exec(text) ?? [];
  if (npm !== undefined) {
    return path.win32.join(folder, "node_modules", "npm", "bin", `${npm.toLowerCase()}-cli.js`);
  }
  if (/^\s*@?SET\s+"?NODE_PATH=/im.test(text)) return undefined;
  const [, script] = HANDED_TO_NODE.exec(text) ?? (/SET "_prog=node"/.test(text) ? HANDED_ON.exec(text) : null) ?? [];
  return script === undefined ? undefined : path.win32.join(folder, script);
}

/**
 * A batch file with arguments, through cmd.exe. cmd reads the line, and the batch file reads what it passes on, so every character
 * that either obeys is kept from both; a line end cannot be. Throws for one.
 */
export function throughCmd(file: string, args: readonly string[], systemRoot: string): Start {
  if ([file, ...args].some((word) => /[\r\n\0]/.test(word))) throw new Error("a line end in an argument");
  // In quotation marks cmd still obeys a %; with carets it takes the name apart at blanks under wine.
  const program = file.includes("%") ? escaped(file, 1) : `"${file}"`;
  const line = [program, ...args.map((arg) => escaped(argument(arg), 2))].join(" ");
  const cmd = path.win32.join(systemRoot, "System32", "cmd.exe");
  return { file: cmd, args: ["/d", "/v:off", "/s", "/c", `"${line}"`], verbatim: true };
}

/** As programs take a command line apart: backslashes before a quotation mark by the pair. */
function argument(text: string): string {
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")}"`;
}

/** Each reading takes one caret away. */
function escaped(text: string, readings: number): string {
  let line = text;
  for (let reading = 0; reading < readings; reading++) line = line.replace(/[()%!^"<>&|;, *?`[\]]/g, "^$&");
  return line;
}
