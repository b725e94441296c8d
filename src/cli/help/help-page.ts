import { commandForCaller } from "../../core/text/command-line.ts";
import { docsPage } from "../../files/docs-page.ts";
import { argumentText, COMMAND_USERS, type CommandDefinition, type CommandUsers } from "../flags/command.ts";
import { FLAG_GROUPS, type Flag, type FlagGroup, helpOf, valueText } from "../flags/flag.ts";
import { type HelpRow, plainLines, twoColumns } from "./columns.ts";

type Block = readonly string[];

/** What `--help` prints of a command; of the program's own first all commands, by who types them. Ends with a line end. */
export function helpPage(definition: CommandDefinition, all: readonly CommandDefinition[], width: number): string {
  const blocks =
    definition.name === undefined ? programBlocks(definition, all, width) : commandBlocks(definition, width);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The flags of a command by group, as they are shown under each group's name; `--help` is last. */
function groupedFlags({ flags, groups, name }: CommandDefinition): readonly (readonly [string, readonly HelpRow[]])[] {
  const titles = Object.entries({ ...FLAG_GROUPS, ...groups }) as readonly (readonly [FlagGroup, string])[];
  const shown = titles.flatMap(([group, title]): (readonly [string, readonly HelpRow[]])[] => {
    const rows = Object.entries(flags).filter(([, flag]) => flag.group === group);
    return rows.length === 0 ? [] : [[title, rows.map(([flagName, flag]) => flagRow(flagName, flag))]];
  });
  const version: readonly HelpRow[] = name === undefined ? [["-V, --version", "print the version"]] : [];
  return [...shown, ["Help", [["-h, --help", "print this help"], ...version]]];
}

/** The commands by who types them; the program's own by the flag that it begins with. */
function groupedCommands(all: readonly CommandDefinition[]): readonly (readonly [string, readonly HelpRow[]])[] {
  const lists = Object.entries(COMMAND_USERS) as readonly (readonly [CommandUsers, string])[];
  return lists.map(([users, title]) => [title, all.filter((one) => one.users === users).map(commandRow)]);
}

/** Where more is read: the command's page, else its chapter of the reference. */
export function docsOf({ name, page }: CommandDefinition): string {
  return page === undefined ? docsPage("reference.md", `onboard-${name}`) : docsPage(page);
}

function programBlocks(team: CommandDefinition, all: readonly CommandDefinition[], width: number): readonly Block[] {
  const own = commandForCaller("--emails");
  const help = commandForCaller("help");
  return [
    [
      `Usage: ${commandForCaller()} <command> [flags]`,
      `       ${own} <file> [flags]`,
      `       ${commandForCaller()}   asks, on a terminal`,
    ],
    plainLines(team.summary, width),
    ...listed(groupedCommands(all), width),
    plainLines(`The flags of ${own}. A command's own: ${help} <command>`, width),
    ...listed(groupedFlags(team), width),
    ...endBlocks(team, width),
  ];
}

function commandBlocks(definition: CommandDefinition, width: number): readonly Block[] {
  const { name = "", summary, argument } = definition;
  const takes = argument === undefined ? [] : [argumentText(argument)];
  return [
    [`Usage: ${[commandForCaller(name), "[flags]", ...takes].join(" ")}`],
    plainLines(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, width),
    ...(argument === undefined ? [] : [twoColumns([[argumentText(argument), argument.help]], width)]),
    ...listed(groupedFlags(definition), width),
    ...endBlocks(definition, width),
  ];
}

function endBlocks(definition: CommandDefinition, width: number): readonly Block[] {
  const { examples, notes } = definition;
  return [
    ["Examples:", ...exampleLines(examples, width)],
    ...(notes === undefined ? [] : [plainLines(notes.replaceAll("\n", " "), width)]),
    [`Docs: ${docsOf(definition)}`],
  ];
}

/** Each list under its title; all of a page have their texts below each other. */
function listed(lists: readonly (readonly [string, readonly HelpRow[]])[], width: number): readonly Block[] {
  const widest = Math.max(...lists.flatMap(([, rows]) => rows.map(([term]) => term.length)));
  return lists.map(([title, rows]) => [`${title}:`, ...twoColumns(rows, width, widest)]);
}

function commandRow({ name, summary, brief, argument }: CommandDefinition): HelpRow {
  const typed =
    name === undefined ? ["--emails <file>"] : [name, ...(argument === undefined ? [] : [argumentText(argument)])];
  return [typed.join(" "), brief ?? summary.replace(/[:;,] .*/, "")];
}

function flagRow(name: string, flag: Flag): HelpRow {
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const choices = flag.choices === undefined ? "" : `: ${flag.choices.join(", ")}`;
  const preset = flag.default === undefined ? "" : ` (${flag.default})`;
  const needed = flag.required ? "; needed" : "";
  return [`${short}--${name} ${valueText(flag)}`.trimEnd(), `${helpOf(flag)}${choices}${preset}${needed}`];
}

/** Each command as it can be typed, with what it is for behind it, or below it where there is no room. */
function exampleLines(examples: CommandDefinition["examples"], width: number): readonly string[] {
  const lines = examples.map(({ args, rest, says }) => ({
    typed: [commandForCaller(...args), ...(rest === undefined ? [] : [rest])].join(" "),
    says,
  }));
  const widest = Math.max(0, ...lines.map(({ typed }) => (typed.length > LONGEST ? 0 : typed.length)));
  return lines.flatMap(({ typed, says }) => {
    if (says === undefined) return [`  ${typed}`];
    const beside = `  ${typed.padEnd(widest)}   ${says}`;
    return typed.length > LONGEST || beside.length > width
      ? [`  ${typed}`, ...plainLines(says, width, "    ")]
      : [beside];
  });
}

/** A longer command has its explanation on the next line. */
const LONGEST = 44;
