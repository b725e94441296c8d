import { quoteArgument, type Shell, shellLine } from "./shell-words.ts";
import { visibleText } from "./visible-text.ts";

/** How commands are printed for whoever started this process: what leads to this program, and the shell it is typed into. */
export interface ProgramCaller {
  /** `onboard`, `npx onboard`, `node dist/cli/main.js`: already quoted for the shell. */
  readonly program: string;
  readonly shell: Shell;
}

/** The package, as it is called where it is published. */
export const PACKAGE_NAME = "amplify-onboard";

const INSTALLED: ProgramCaller = { program: "onboard", shell: "posix" };

/**
 * The one value in core/ that depends on how the process was started; docs/decisions/0017-printed-commands.md says why. Whoever starts
 * the program gives it once, before anything is worded, and it is found out when the first command is.
 */
let findCaller: () => ProgramCaller = () => INSTALLED;
let found: ProgramCaller | undefined;

/** Says who will read the commands of this process. Throws once a command was worded: that one may be wrong. */
export function wordCommandsFor(find: () => ProgramCaller): void {
  if (found !== undefined) throw new Error("a command was worded before it was known for whom");
  findCaller = find;
}

/** Whoever started this process. */
function caller(): ProgramCaller {
  found ??= findCaller();
  return found;
}

/** A command of this program, as whoever started this process can type it: `npx onboard apply 'my plan.json'`. */
export function commandForCaller(...args: readonly string[]): string {
  return [caller().program, ...args.map(argumentForCaller)].join(" ");
}

/** An argument of any command, as whoever started this process can type it. What a terminal would obey is spelled out. */
export function argumentForCaller(text: string): string {
  return quoteArgument(caller().shell, visibleText(text));
}

/** The shell that this process was started from, as far as that is known. */
export function shellOfCaller(): Shell {
  return caller().shell;
}

/** Words of any program as a line for a shell. What a terminal would obey is spelled out. */
export function lineForShell(shell: Shell, words: readonly string[]): string {
  return shellLine(shell, words.map(visibleText));
}

/** The same for whoever started this process. */
export function lineForCaller(words: readonly string[]): string {
  return lineForShell(shellOfCaller(), words);
}

/** A command of this program for a shell that need not be the one that this process was started from. */
export function commandForShell(shell: Shell, args: readonly string[]): string {
  return [caller().program, lineForShell(shell, args)].join(" ");
}
