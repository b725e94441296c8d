import type { Person } from "../plan/person.ts";
import { isReference } from "../state/account-reference.ts";
import { nameScreen } from "./names-held.ts";
import { namesInText } from "./names-in-text.ts";

/** A text in which nobody can be recognized any more. */
export type Screen = (text: string) => string;

type Names = Pick<Person, "email" | "userName" | "displayName"> & {
  readonly access: readonly Pick<Person["access"][number], "line" | "accountId" | "accountName">[];
};

/** One letter identifies nobody, and is found in every sentence. */
const SHORTEST = 2;

/** Anything like an address that is no known person's: it is somebody's, or somebody's with a mistake in it. */
const ADDRESS = /[^\s"“”'‘’<>()[\]{},;:|]+@[^\s"“”'‘’<>()[\]{},;:|@]+\.[\p{L}\p{N}-]+/gu;

/** `aws+ana@example.com` is an address of its own: neither Ana's behind something, nor `ana` before something. */
const NOT_WITHIN = "(?<![\\p{L}\\p{N}][+._-])";
const NOT_BEFORE = `(?![\\p{L}\\p{N}._+-]*@[^\\s"“”'‘’<>()[\\]{},;:|@]+\\.[\\p{L}\\p{N}-])`;

/**
 * What people are called where they must not be named: by their row in the team file. Two on one row are numbered, so
 * that a label stands for one person.
 */
export function linesOf<One extends Names>(people: readonly One[]): ReadonlyMap<One, string> {
  const taken = new Map<number, number>();
  return new Map(
    people.map((person) => {
      const line = person.access[0]?.line ?? 0;
      const before = taken.get(line) ?? 0;
      taken.set(line, before + 1);
      return [person, before === 0 ? `line ${line}` : `line ${line} (${before + 1})`];
    }),
  );
}

/** Replaces people in the names of their accounts and profiles, that stand there without their domain. */
export function nameScreenFor(people: readonly Names[]): Screen {
  const labels = linesOf(people);
  return nameScreen(people.map((person) => ({ ...person, label: labels.get(person) ?? "" })));
}

/**
 * Replaces known names by their people's lines, also in the names of accounts, and any other address by `(an address)`.
 * Made once, for many texts.
 */
export function screenFor(people: readonly Names[]): Screen {
  const lines = new Map(accountsHolding(people));
  for (const [{ email, userName, displayName }, line] of linesOf(people)) {
    for (const name of [displayName, userName, email]) if (name.length >= SHORTEST) lines.set(folded(name), line);
  }
  const namesIn = namesInText(lines.keys());
  const seen = new Map<string, string>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const screened = lines.get(folded(text)) ?? screenText(text, namesIn(folded(text)), lines);
    seen.set(text, screened);
    return screened;
  };
}

/** The names of accounts, and the references of new ones, in which somebody is named, with what stands for them. */
export function accountsHolding(people: readonly Names[]): readonly (readonly [name: string, told: string])[] {
  const screen = nameScreenFor(people);
  const accounts = new Map(
    people.flatMap(({ access }) => access.map((one) => [one.accountId, one.accountName] as const)),
  );
  const names = [...accounts].flatMap(([id, name]) => (isReference(id) ? [name, id] : [name]));
  return names.flatMap((name) => (screen(name) === name ? [] : [[folded(name), screen(name)] as const]));
}

/** By a pattern of the names that are there: one of all would take a large team's time. */
function screenText(text: string, names: readonly string[], lines: ReadonlyMap<string, string>): string {
  const present = names.map((name) => {
    const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    return name.includes("@") ? NOT_WITHIN + literal : literal + NOT_BEFORE;
  });
  const known =
    present.length === 0
      ? text
      : text.replace(
          new RegExp(`(?<![\\p{L}\\p{N}])(?:${present.join("|")})(?![\\p{L}\\p{N}]|[.-]\\p{L})`, "giu"),
          (name) => lines.get(folded(name)) ?? "(a person)",
        );
  return known.replace(ADDRESS, "(an address)");
}

function folded(text: string): string {
  return text.toLowerCase();
}
