import { VERSION } from "../core/text/version.ts";
import { COMMANDS } from "./command-table.ts";
import { COMPLETION_COMMAND } from "./commands/completion/flags.ts";
import { completionAnswer } from "./completion/answer.ts";
import { COMPLETE } from "./completion/completion-word.ts";
import { completionScript } from "./completion/script.ts";
import { helpPage } from "./help/help-page.ts";
import { type Io, widthOf } from "./terminal/io.ts";

/**
 * What the commonest questions about the program itself are answered with, before anything of what answers others is loaded; nothing
 * for all other command lines. `run` gives the same answers, to these and to longer ones.
 */
export async function quickAnswer(
  argv: readonly string[],
  io: Pick<Io, "stdout" | "env" | "cwd">,
): Promise<string | undefined> {
  const [first = "", second, ...more] = argv;
  if (first === COMPLETE) return completionAnswer(argv.slice(1), COMMANDS, io);
  if (more.length > 0) return undefined;
  if (first === COMPLETION_COMMAND.name && second !== undefined) return completionScript(second);
  if (second === undefined && ["--version", "-V"].includes(first)) return `${VERSION}\n`;
  const topic = topicOf(first, second);
  const command = COMMANDS.find(({ name }) => (name ?? "") === topic);
  return command === undefined ? undefined : helpPage(command, COMMANDS, widthOf(io));
}

/** The command whose help is asked for; empty for the program's own. */
function topicOf(first: string, second: string | undefined): string | undefined {
  if (first === "help") return second ?? "";
  if (HELP.includes(first)) return second === undefined ? "" : undefined;
  return second !== undefined && HELP.includes(second) && !first.startsWith("-") ? first : undefined;
}

const HELP: readonly string[] = ["--help", "-h"];
