import { localPart } from "../aws/email-address.ts";
import { ownAccountName } from "../organization/new-account.ts";
import { isReference, referenceTo } from "../state/account-reference.ts";
import { freeName } from "../text/free-name.ts";
import { foldedPiece, type NameTree, nameTree, piecesOf } from "./name-tree.ts";
import { type NamedPerson, withoutGenitive } from "./named-person.ts";
import { SOMEBODY } from "./redact-text.ts";
import { plainnessOf } from "./words.ts";

/** One letter identifies nobody, and is found in every name. */
const SHORTEST = 2;
/** Shorter words stand in many names. */
const SHORTEST_PART = 4;

/** Who is meant by a name in an account's, and whether it is only a word of a name. */
interface AccountLabel {
  readonly label: string;
  readonly isPart: boolean;
}

/**
 * Replaces people in the names of accounts and profiles, where they stand without their domain: `sandbox-ana.silva` becomes
 * `sandbox-line 2`. Different names stay different. For names only: in a sentence `dev` is a word, whoever is called so.
 */
export function accountNameRedactor(people: readonly NamedPerson[]): (name: string) => string {
  const labels = nameTree<AccountLabel>();
  for (const partsOf of [partsOfUserName, ({ displayName }: NamedPerson) => [displayName]]) {
    for (const person of people) {
      for (const part of partsOf(person))
        if (part.length >= SHORTEST) labels.add(part, { label: person.label, isPart: false });
    }
  }
  // Given and family names last: an account may be called so after somebody else.
  for (const [part, label] of partsOfNames(people)) labels.add(part, { label, isPart: true });
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => (isReference(name) ? referenceTo(redact(name.slice(referenceTo("").length))) : redact(name));

  function redact(name: string): string {
    const before = known.get(name.toLowerCase());
    if (before !== undefined) return before;
    const redacted = withoutGenitive(withLabels(name, labels));
    if (redacted === name) return name;
    const told = freeName(redacted, taken, (number) => `${redacted} (${number})`);
    known.set(name.toLowerCase(), told);
    taken.add(told);
    return told;
  }
}

/** The words of names and addresses that are long enough and no words of other names, with whom each is of. */
function partsOfNames(people: readonly NamedPerson[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { displayName, email, label } of people) {
    for (const word of `${displayName} ${localPart(email)}`.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) {
      if (word.length < SHORTEST_PART || plainnessOf(word) !== "telling") continue;
      labels.set(word, [undefined, label].includes(labels.get(word)) ? label : SOMEBODY);
    }
  }
  return labels;
}

/** All of them, and what stands before the `@`: as it is written, as a new account has it, and as a profile does. */
function partsOfUserName({ email, userName }: NamedPerson): readonly string[] {
  const own = [userName, email].map(ownAccountName);
  const local = [userName, email].map((text) => text.replace(/@[^@]*$/, ""));
  return [email, userName, ...local, ...own, ...own.map((name) => name.replace(/[^a-z0-9]+/g, "-"))];
}

/** The longest parts first, each from one end of a word to the end of another. */
function withLabels(name: string, labels: NameTree<AccountLabel>): string {
  const pieces = piecesOf(name);
  const comparable = pieces.map(foldedPiece);
  let told = "";
  for (let start = 0; start < pieces.length; ) {
    const [end, found] = labels
      .startingAt(comparable, start)
      .find(([last, one]) => !one.isPart || standsAlone(start, last)) ?? [start + 1];
    told += found?.label ?? pieces[start];
    start = end;
  }
  return told;

  /** Between points stands a part of a longer name, which may be another's. */
  function standsAlone(start: number, end: number): boolean {
    return ![pieces[start - 1], pieces[end]].some((piece) => piece === "." || piece === "_");
  }
}
