import { flagProblem } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { argumentForCaller, commandForCaller } from "../../core/text/command-line.ts";
import { closest } from "../../core/text/did-you-mean.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { quoted, visibleText } from "../../core/text/visible-text.ts";
import type { CommandDefinition } from "./command.ts";
import type { TypedValues } from "./values.ts";

/**
 * The words of a command line that are no flag's and that the command does not take. None may be passed over: a second address
 * behind `--emails` is a person whose access would stay as it is. Shells make them of `*.csv`, and PowerShell of `a,b` without quotes.
 */
export function surplusProblems(
  { name, argument, flags }: CommandDefinition,
  words: readonly string[],
  typed: TypedValues,
): readonly Problem[] {
  if (argument?.takes === "command") return [];
  const surplus = words.slice(argument === undefined ? 0 : 1);
  const [first] = surplus;
  if (first === undefined) return [];
  const others = surplus.slice(1).map((word) => quoted(word));
  const message = [
    `It belongs to no flag${argument === undefined ? "" : `, and ${argument.name} is given already`}.`,
    ...(others.length > 0 ? [`So it is with ${shownList(others)}.`] : []),
  ].join(" ");
  const remedy = meantEmails(flags, surplus, typed) ?? meantFlag(flags, first) ?? helpOf(name);
  return [flagProblem(visibleText(first), { message, remedy })];
}

/** A file or address without its flag, or a list of addresses that fell apart: the likeliest slips. */
function meantEmails(
  flags: CommandDefinition["flags"],
  words: readonly string[],
  { emails = [] }: TypedValues,
): string | undefined {
  if (flags.emails === undefined) return undefined;
  const all = [emails, words].flat().map((word) => `${word}`.replace(/,$/, ""));
  const isList = all.every((word) => word.includes("@"));
  const isMeant = isList || all.every((word) => (all.length === 1 ? /\./ : /\.csv$/i).test(word));
  return isMeant ? `Did you mean --emails ${argumentForCaller(all.join(isList ? "," : ";"))}?` : undefined;
}

function meantFlag(flags: CommandDefinition["flags"], word: string): string | undefined {
  const meant = closest(word, Object.keys(flags));
  return meant === undefined ? undefined : `Did you mean --${meant}?`;
}

function helpOf(name: string | undefined): string {
  const help = commandForCaller(...(name === undefined ? [] : [name]), "--help");
  return `Put it behind the flag that it is for, in quotes if it has blanks, or leave it out: ${help}`;
}
