import { decodeText } from "../core/team/csv-text.ts";
import type { Inputs } from "./inputs.ts";
import type { PeopleByLine } from "./screened-io.ts";

/** Everything in a team file by which somebody could be known: also broken addresses, which problems quote. */
export function peopleOfInputs({ reading, sources }: Inputs): PeopleByLine {
  const decoded = sources.team.bytes === undefined ? undefined : decodeText(sources.team.bytes, "");
  const text = decoded === undefined || decoded.kind === "unreadable" ? "" : decoded.text;
  const written = text.split(/\r\n|\r|\n/).flatMap((row, index) => {
    const words = row.match(/[^\s",;<>()[\]]*@[^\s",;<>()[\]]*/g) ?? [];
    return words.map((word) => [word, index + 1] as const);
  });
  return new Map([
    ...written,
    ...peopleOf(reading.team.members.map((member) => ({ ...member, userName: member.username }))),
  ]);
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
