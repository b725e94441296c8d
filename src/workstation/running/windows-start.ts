import path from "node:path";

/** A program as the operating system starts it: no shell reads the arguments. */
export interface Start {
  readonly file: string;
  readonly args: readonly string[];
  /** What it needs to find in its environment beside what is there. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Windows only: the arguments are the command line as it is, quoted already. */
  readonly verbatim?: true;
}

/** Programs that Windows starts itself, in the order of PATHEXT; what it hands to a script host of its own is none. */
const STARTED: readonly string[] = [".com", ".exe", ".bat", ".cmd"];

/** The files that a word may mean there: with each ending that PATHEXT names, unless it has one. */
export function namesOnWindows(word: string, pathExt = ".COM;.EXE;.BAT;.CMD"): readonly string[] {
  const endings = pathExt
    .toLowerCase()
    .split(";")
    .filter((ending) => STARTED.includes(ending));
  return endings.some((ending) => word.toLowerCase().endsWith(ending))
    ? [word]
    : endings.map((ending) => word + ending);
}

/** What Windows starts only through its shell. https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows */
export function isBatch(file: string): boolean {
  return /\.(?:cmd|bat)$/i.test(file);
}

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
  const [, script] = /"%(?:~dp0|dp0%)\\?([^"%]+\.[cm]?js)"\s+%\*/i.exec(text) ?? [];
  return script === undefined ? undefined : path.win32.join(folder, script);
}

/**
 * A batch file with arguments, through cmd.exe. cmd reads the line, and the batch file reads what it passes on, so every character
 * that either obeys is kept from both; a line end cannot be. Throws for one.
 */
export function throughCmd(file: string, args: readonly string[], systemRoot: string): Start {
  if ([file, ...args].some((word) => /[\r\n\0]/.test(word))) throw new Error("a line end in an argument");
  const line = [escaped(file, 1), ...args.map((arg) => escaped(argument(arg), 2))].join(" ");
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
