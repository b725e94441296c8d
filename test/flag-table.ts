import type { CommandDefinition } from "../src/cli/flags/command.ts";
import { type Flag, helpOf, isRepeated, separatorOf, valueText } from "../src/cli/flags/flag.ts";

/** The table of a command's flags, as docs/reference.md has it. */
export function flagTable({ flags }: CommandDefinition): string {
  return table([
    ["flag", "meaning"],
    ...Object.entries(flags).map(([name, flag]) => [nameCell(name, flag), `${meaning(flag)}`.replaceAll("|", "\\|")]),
  ]);
}

function nameCell(name: string, flag: Flag): string {
  const long = `\`${`--${name} ${valueText(flag)}`.trim().replaceAll("|", "\\|")}\``;
  return flag.short === undefined ? long : `${long}, \`-${flag.short}\``;
}

/** All that the definition says, a sentence each. */
function meaning(flag: Flag): string {
  const { choices, env, details, notWith } = flag;
  const sentences = [
    `${capital(code(helpOf(flag).replace(/; may be repeated$/, "")))}.`,
    ...(flag.required ? ["Required."] : []),
    ...(choices === undefined ? [] : [`${choices.map((choice) => `\`${choice}\``).join(", ")}.`]),
    ...(flag.default === undefined ? [] : [`\`${flag.default}\` without it.`]),
    ...repetition(flag),
    ...(env === undefined ? [] : [`Counts as \`${env}\` does.`]),
    ...(notWith === undefined ? [] : [`Not with \`--${notWith.flag}\`.`]),
    ...(details === undefined ? [] : [details]),
  ];
  return sentences.join(" ");
}

function repetition(flag: Flag): readonly string[] {
  if (!isRepeated(flag)) return [];
  const separator = separatorOf(flag);
  return [separator === undefined ? "May be repeated." : `May be repeated, or several with \`${separator}\`.`];
}

/** Flags and files are set as code. */
function code(text: string): string {
  return text.replace(
    /--[a-z][a-z0-9-]*|[a-z~.]*\/?[a-z-]+\.(?:json|csv)\b|\bou:Path\b|\bnew:NAME\b|\baws\+\S+/g,
    "`$&`",
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A table in Markdown, its columns aligned but for the last one, in which the long texts stand. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const last = head.length - 1;
  const widths = head.map((_, column) =>
    column === last ? 3 : Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
