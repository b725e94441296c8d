import { shownList } from "../../core/text/shown-list.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { keepPastes } from "../terminal/kept-pastes.ts";
import { counted } from "../terminal/layout.ts";
import type { Completion } from "../terminal/question-desk.ts";
import type { Asker } from "./asker.ts";
import type { PeopleRead } from "./read-people.ts";

/** Where people can be taken from. */
export interface PeopleSource {
  read(text: string): Promise<PeopleRead>;
  /** The team files that lie here. */
  readonly files: readonly string[];
  complete(typed: string): Completion;
}

const MOST_SHOWN = 8;

/** Who is given access: what is typed, pasted or stands in a file, until whoever says it finds it complete. */
export async function askPeople(asker: Asker, source: PeopleSource): Promise<PeopleRead> {
  const here = source.files.length === 0 ? "" : ` Here: ${visibleText(shownList(source.files))}.`;
  asker.say(
    `Who: paste addresses, as many lines as you like, with names or without (Ana Silva <ana@example.com>), or name a CSV file; Tab completes it.${here}`,
  );
  let before = "";
  for (;;) {
    const { read, text } = await askOnce(asker, source, before);
    asker.say(...summaryOf(read), ...read.remarks.map(visibleText));
    const next = await asker.one("Is that everybody?", choicesFor(read));
    if (next === "yes") return read;
    before = next === "more" ? `${text}\n` : "";
  }
}

type Next = "yes" | "more" | "anew";

function choicesFor({ people }: PeopleRead): readonly { title: string; description: string; value: Next }[] {
  const more = { title: "No, there are more", description: "these stay, and you add others", value: "more" } as const;
  return [
    { title: "Yes", description: "these people are given access", value: "yes" },
    ...(people.file === undefined ? [more] : []),
    { title: "No, anew", description: "forget these, and ask again", value: "anew" },
  ];
}

async function askOnce(asker: Asker, source: PeopleSource, before: string) {
  let last: { readonly read: PeopleRead; readonly text: string } | undefined;
  const check = async (typed: string) => {
    if (typed === "") return "Paste at least one address, or name a file.";
    const text = before + typed;
    const read = await source.read(text);
    last = { read, text };
    return faultsOf(read);
  };
  const message = before === "" ? "Addresses, or a file" : "Further addresses";
  await asker.text(message, check, { pastes: keepPastes(), complete: source.complete });
  if (last === undefined) throw new Error("an answer was taken that nobody looked at");
  return last;
}

const MOST_FAULTS = 3;

function faultsOf({ faults }: PeopleRead): string | undefined {
  if (faults.length === 0) return undefined;
  const more = faults.length > MOST_FAULTS ? [`and ${faults.length - MOST_FAULTS} more`] : [];
  return [...faults.slice(0, MOST_FAULTS), ...more].map(visibleText).join("\n");
}

function summaryOf({ team: { members } }: PeopleRead): readonly string[] {
  const shown = members.map(
    ({ displayName, email, namesDerived }) => `${displayName}${namesDerived ? "*" : ""} <${email}>`,
  );
  const people = `${counted(members.length, "person", "people")}: ${visibleText(shownList(shown, MOST_SHOWN))}.`;
  return members.some(({ namesDerived }) => namesDerived) ? [people, DERIVED] : [people];
}

const DERIVED = "* Given and family name are derived; the columns given_name and family_name of a file say them.";
