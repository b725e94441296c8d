import { ownAccountName } from "../organization/new-account.ts";
import { isReference, referenceTo } from "../state/account-reference.ts";
import { freeName } from "../text/free-name.ts";
import { foldedPiece, type NameTree, nameTree, piecesOf } from "./name-tree.ts";
import type { NamedPerson } from "./named-person.ts";

/** One letter identifies nobody, and is found in every name. */
const SHORTEST = 2;

/**
 * Replaces people in the names of accounts and profiles, where they stand without their domain: `sandbox-ana.silva` becomes
 * `sandbox-line 2`. Different names stay different. For names only: in a sentence `dev` is a word, whoever is called so.
 */
export function accountNameRedactor(people: readonly NamedPerson[]): (name: string) => string {
  const labels = nameTree<string>();
  for (const partsOf of [partsOfUserName, ({ displayName }: NamedPerson) => [displayName]]) {
    for (const person of people) {
      for (const part of partsOf(person)) if (part.length >= SHORTEST) labels.add(part, person.label);
    }
  }
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => (isReference(name) ? referenceTo(redact(name.slice(referenceTo("").length))) : redact(name));

  function redact(name: string): string {
    const before = known.get(name.toLowerCase());
    if (before !== undefined) return before;
    const redacted = withLabels(name, labels);
    if (redacted === name) return name;
    const told = freeName(redacted, taken, (number) => `${redacted} (${number})`);
    known.set(name.toLowerCase(), told);
    taken.add(told);
    return told;
  }
}

/** All of them, and what stands before the `@`: as it is written, as a new account has it, and as a profile does. */
function partsOfUserName({ email, userName }: NamedPerson): readonly string[] {
  const own = [userName, email].map(ownAccountName);
  const local = [userName, email].map((text) => text.replace(/@[^@]*$/, ""));
  return [email, userName, ...local, ...own, ...own.map((name) => name.replace(/[^a-z0-9]+/g, "-"))];
}

/** The longest parts first, each from one end of a word to the end of another. */
function withLabels(name: string, labels: NameTree<string>): string {
  const pieces = piecesOf(name);
  const comparable = pieces.map(foldedPiece);
  let told = "";
  for (let start = 0; start < pieces.length; ) {
    const [end, label] = labels.startingAt(comparable, start)[0] ?? [start + 1, pieces[start]];
    told += label;
    start = end;
  }
  return told;
}
