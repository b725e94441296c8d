import { COMMAND_USERS, type CommandDefinition, type Example } from "../src/cli/flags/command.ts";
import { FLAG_GROUPS, type FlagGroup, helpOf, valueText } from "../src/cli/flags/flag.ts";
import { EXIT } from "../src/cli/terminal/exit-codes.ts";

/** The manual page of the program, from the definitions that the help is made of: https://man7.org/linux/man-pages/man7/man.7.html */
export function manPage(all: readonly CommandDefinition[], { version }: { readonly version: string }): string {
  const [own] = all as readonly [CommandDefinition];
  return `${[
    `.TH ONBOARD 1 "" "onboard ${version}" "User Commands"`,
    ".SH NAME",
    "onboard \\- give a team access through AWS IAM Identity Center",
    ".SH SYNOPSIS",
    ".B onboard",
    "\\fIcommand\\fR [\\fIflags\\fR]",
    ".br",
    ".B onboard \\-\\-emails",
    "\\fIfile\\fR [\\fIflags\\fR]",
    ".SH DESCRIPTION",
    text(own.summary),
    ".SH COMMANDS",
    ...Object.entries(COMMAND_USERS).flatMap(([users, title]) => [
      `.SS "${title}"`,
      ...all.filter((one) => one.users === users).flatMap(commandLines),
    ]),
    ".SH OPTIONS",
    "Those of \\fBonboard \\-\\-emails\\fR. Each command has its own below.",
    ...flagLines(own, ".SS"),
    ...all
      .slice(1)
      .flatMap((command) => [
        `.SH "ONBOARD ${(command.name ?? "").toUpperCase()}"`,
        text(`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`),
        ...flagLines(command, ".SS"),
        ...exampleLines(command.examples),
        ...(command.notes === undefined ? [] : [".PP", text(command.notes)]),
      ]),
    ".SH EXAMPLES",
    ...exampleLines(own.examples),
    ".SH EXIT STATUS",
    ...Object.entries(EXIT).flatMap(([name, code]) => [".TP", `.B ${code}`, text(sentence(name))]),
    ".SH SEE ALSO",
    "The folder \\fIdocs\\fR of the package: \\fIdocs/README.md\\fR says what is where, \\fIdocs/reference.md\\fR tells all of the above at length.",
    ".PP",
    ".BR aws (1)",
  ].join("\n")}\n`;
}

function commandLines({ name, summary, brief }: CommandDefinition): readonly string[] {
  return [".TP", name === undefined ? ".B \\-\\-emails \\fIfile\\fR" : `.B ${text(name)}`, text(brief ?? summary)];
}

function flagLines({ flags, groups }: CommandDefinition, heading: string): readonly string[] {
  const titles = Object.entries({ ...FLAG_GROUPS, ...groups }) as readonly (readonly [FlagGroup, string])[];
  return titles.flatMap(([group, title]) => {
    const own = Object.entries(flags).filter(([, flag]) => flag.group === group);
    if (own.length === 0) return [];
    const rows = own.flatMap(([name, flag]) => {
      const short = flag.short === undefined ? "" : `\\-${flag.short}, `;
      const choices = flag.choices === undefined ? "" : `: ${flag.choices.join(", ")}`;
      const value = valueText(flag);
      return [
        ".TP",
        `.B ${short}${text(`--${name}`)}${value === "" ? "" : ` \\fR${text(value)}`}`,
        text(helpOf(flag) + choices),
      ];
    });
    return [`${heading} "${text(title)}"`, ...rows];
  });
}

function exampleLines(examples: readonly Example[]): readonly string[] {
  return examples.flatMap(({ args, rest, says }) => [
    ".PP",
    ".nf",
    text(["    onboard", ...args, ...(rest === undefined ? [] : [rest])].join(" ")),
    ".fi",
    ...(says === undefined ? [] : [text(says)]),
  ]);
}

/** `changesPending`: `changes pending`. */
function sentence(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Plain text for roff: nothing in it is taken for more than letters. */
function text(plain: string): string {
  const escaped = plain
    .replaceAll("\n", " ")
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("`", "\\`")
    .replaceAll("'", "\\(aq")
    .replaceAll("~", "\\(ti")
    .replaceAll("…", "\\&...");
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
