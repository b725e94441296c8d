import { localPart } from "../aws/email-address.ts";

/** A person of the team file, as far as IAM users are compared with them. */
export interface KnownPerson {
  readonly email: string;
  readonly username: string;
  readonly givenName: string;
  readonly displayName: string;
}

/** Whose IAM user it is. `maybe` is a likeness of names, for a person to confirm. */
export type PersonMatch =
  | { readonly kind: "exact" | "maybe"; readonly emails: readonly string[]; readonly by: string }
  | { readonly kind: "none" };

interface Likeness {
  readonly kind: "exact" | "maybe";
  readonly by: string;
  readonly holds: (userName: string, person: KnownPerson) => boolean;
}

/** The surest first. IAM does not tell names apart by case. */
const LIKENESSES: readonly Likeness[] = [
  { kind: "exact", by: "the user name", holds: (name, { username }) => isSame(name, username) },
  { kind: "exact", by: "the e-mail address", holds: (name, { email }) => isSame(name, email) },
  {
    kind: "maybe",
    by: "the name before the @",
    holds: (name, { email, username }) => [email, username].some((text) => isSame(beforeAt(name), beforeAt(text))),
  },
  {
    kind: "maybe",
    by: "a similar name",
    holds: (name, { email, displayName }) =>
      [beforeAt(email), displayName].some((text) => isAlike(beforeAt(name), text)),
  },
  { kind: "maybe", by: "the given name", holds: (name, { givenName }) => isAlike(beforeAt(name), givenName) },
];

/** Finds the people of the team whom an IAM user may belong to: those of the surest likeness, all of them. */
export function matchPerson(userName: string, people: readonly KnownPerson[]): PersonMatch {
  for (const { kind, by, holds } of LIKENESSES) {
    const emails = people.filter((person) => holds(userName, person)).map(({ email }) => email);
    if (emails.length > 0) return { kind: emails.length > 1 ? "maybe" : kind, emails, by };
  }
  return { kind: "none" };
}

function isSame(one: string, other: string): boolean {
  return one !== "" && one.toLowerCase() === other.toLowerCase();
}

function isAlike(one: string, other: string): boolean {
  return isSame(squeezed(one), squeezed(other));
}

function beforeAt(text: string): string {
  return text.includes("@") ? localPart(text) : text;
}

/** Letters and digits alone, without accents: `Chloé-M.` and `chloem` are alike. */
function squeezed(text: string): string {
  return text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
}
