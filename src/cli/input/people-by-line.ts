import { nameScreen } from "../../core/redaction/names-held.ts";
import { decodeText } from "../../core/team/csv-text.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { PeopleByLine } from "../terminal/screened-io.ts";
import { accountNamesOf } from "./accounts-by-line.ts";
import type { Inputs } from "./inputs.ts";

/**
 * Everything in a team file by which somebody could be known: also broken addresses, which problems quote, and the names of
 * accounts that hold a person's. `accounts` are those of the flag for rows that name none.
 */
export function peopleOfInputs(inputs: Inputs, accounts?: readonly string[]): PeopleByLine {
  const { reading, bytes } = inputs;
  const decoded = decodeText(bytes.team, reading.team.source);
  const text = decoded.kind === "unreadable" ? "" : decoded.text;
  const written = text.split(/\r\n|\r|\n/).flatMap((row, index) => {
    const words = row.match(/[^\s",;<>()[\]]*@[^\s",;<>()[\]]*/g) ?? [];
    return words.map((word) => [word, index + 1] as const);
  });
  const members = reading.team.members.map((member) => ({ ...member, userName: member.username }));
  const screen = nameScreen(members.map((member) => ({ ...member, label: `line ${member.line}` })));
  const holding = accountNamesOf(inputs, accounts).flatMap((name) => {
    const told = screen(name);
    if (told === name) return [];
    // Messages shorten what is long.
    return [name, quoted(name).slice(1, -1), quoted(name, 30).slice(1, -1)].map((shown) => [shown, told] as const);
  });
  return new Map<string, number | string>([...holding, ...written, ...peopleOf(members)]);
}

/** The names of people whose line is known. A display name of one word would be found in too many sentences. */
export function peopleOf(
  people: readonly {
    readonly email: string;
    readonly userName: string;
    readonly displayName: string;
    readonly line: number;
  }[],
): PeopleByLine {
  return new Map(
    people.flatMap(({ email, userName, displayName, line }) =>
      [email, userName, ...(displayName.includes(" ") ? [displayName] : [])].map((name) => [name, line] as const),
    ),
  );
}
