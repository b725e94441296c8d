import { PACKAGE_NAME } from "./command-line.ts";
import { quoteArgument } from "./shell-words.ts";
import { visibleText } from "./visible-text.ts";

/**
 * How somebody who gets a message comes by this program: as their company says in its settings, out of the team's repository
 * (where `init` puts it), from npm once it is published there, as a file beside the message; or nobody knows.
 */
export type ProgramSource =
  | { readonly kind: "company"; readonly command: string }
  | { readonly kind: "repository" }
  | { readonly kind: "npm"; readonly version: string }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "unknown" };

/** What that person types. */
export interface ProgramForReader {
  /** Where, and with what at hand; a sentence. */
  readonly where?: string;
  /** What whoever writes to them has to send along; a sentence. */
  readonly toSend?: string;
  /** Once, before the first command. */
  readonly before?: string;
  /** What leads to the program, in the shells of all systems. */
  readonly program: string;
}

/** A company's line that runs the program, rather than installing it: arguments are added to it. */
const RUNS = /^(?:npx|pnpx|bunx|npm exec|npm x|pnpm dlx|yarn dlx|bun x|node|docker run|podman run)\s/;

const ASK = "You need the program `onboard`: ask your administrator where your company keeps it.";

export function programForReader(source: ProgramSource): ProgramForReader {
  switch (source.kind) {
    case "company": {
      const command = visibleText(source.command);
      return RUNS.test(command) ? { program: command } : { before: command, program: "onboard" };
    }
    case "repository":
      return {
        where: "In a checkout of the team's repository. In PowerShell, write '--' with its quotation marks.",
        before: "npm ci",
        program: "npm run onboard --",
      };
    case "npm":
      return { program: `npx ${PACKAGE_NAME}@${source.version}` };
    case "file":
      return {
        where: `Save ${visibleText(source.file)}, which comes with this message, and open a terminal in its folder.`,
        toSend: `Send ${visibleText(source.file)} along, which lies beside this page. A company says in its settings where it keeps the program (install.command).`,
        program: `npx ${quoteArgument("posix", `./${source.file}`)}`,
      };
    case "unknown":
      return { where: ASK, program: "onboard" };
  }
}

/** A command of this program for the people of a team, on their machines. */
export type CommandForOthers = (...args: readonly string[]) => string;

/** A command of this program for that reader. */
export function commandForReader({ program }: ProgramForReader, ...args: readonly string[]): string {
  return [program, ...args.map((arg) => quoteArgument("posix", visibleText(arg)))].join(" ");
}
