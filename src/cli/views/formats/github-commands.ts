import { visibleText } from "../../../core/text/visible-text.ts";
import { shortened } from "../../terminal/layout.ts";
import type { Annotation } from "../annotation.ts";

/** GitHub shows ten annotations of each level and step, and drops the others without a word. */
const MOST_OF_A_LEVEL = 10;
/** An annotation's message is cut by GitHub at 4 KB, in the middle of a character if need be. */
const LONGEST = 2000;

/**
 * Annotations as workflow commands, which GitHub shows beside the lines they are about.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderGithubCommands(annotations: readonly Annotation[]): readonly string[] {
  const levels = ["error", "warning", "notice"] as const;
  return levels.flatMap((level) => {
    const found = annotations.filter((annotation) => annotation.level === level);
    if (found.length <= MOST_OF_A_LEVEL) return found.map(commandOf);
    const more = found.length - MOST_OF_A_LEVEL + 1;
    const rest: Annotation = { level, check: "more", title: "onboard", message: `And ${more} more: see the log.` };
    return [...found.slice(0, MOST_OF_A_LEVEL - 1), rest].map(commandOf);
  });
}

/**
 * A line of a workflow's log that the runner does not take for a command of ours, whatever a name in it says. The runner
 * looks for `::` after leading space, and for `##[` anywhere.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function inertInLog(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

/** The escapes are those of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function commandOf({ level, file, line, column, title, message }: Annotation): string {
  const properties = [
    file === undefined ? "" : `file=${property(file)}`,
    line === undefined ? "" : `line=${line}`,
    column === undefined ? "" : `col=${column}`,
    `title=${property(title)}`,
  ].filter((part) => part !== "");
  return `::${level} ${properties.join(",")}::${data(shortened(visibleText(message), LONGEST))}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(visibleText(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
