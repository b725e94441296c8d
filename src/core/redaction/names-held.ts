import { ownAccountName } from "../organization/new-account.ts";
import { isReference, referenceTo } from "../state/account-reference.ts";

/** Whom a name may give away, and what they are called instead. */
export interface Called {
  readonly email: string;
  readonly userName: string;
  readonly label: string;
}

/** One letter identifies nobody, and is found in every name. */
const SHORTEST = 2;

/**
 * Replaces people in the names of accounts and profiles, where they stand without their domain: `sandbox-ana.silva` becomes
 * `sandbox-line 2`. Different names stay different. For names only: in a sentence `dev` is a word, whoever is called so.
 */
export function nameScreen(people: Iterable<Called>): (name: string) => string {
  const labels = new Map<string, string>();
  for (const { label, ...person } of people) {
    for (const part of partsOf(person)) if (part.length >= SHORTEST && !labels.has(part)) labels.set(part, label);
  }
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => (isReference(name) ? referenceTo(screen(name.slice(referenceTo("").length))) : screen(name));

  function screen(name: string): string {
    const before = known.get(name.toLowerCase());
    if (before !== undefined) return before;
    const screened = withLabels(name, labels);
    if (screened === name) return name;
    const told = distinct(screened, taken);
    known.set(name.toLowerCase(), told);
    taken.add(told);
    return told;
  }
}

/** What stands before the `@`, as it is written, as a new account has it, and as a profile does. */
function partsOf({ email, userName }: Omit<Called, "label">): readonly string[] {
  return [userName, email].flatMap((text) => {
    const own = ownAccountName(text);
    return [text.replace(/@[^@]*$/, "").toLowerCase(), own, own.replace(/[^a-z0-9]+/g, "-")];
  });
}

/** The longest parts first, each from one end of a word to the end of another. */
function withLabels(name: string, labels: ReadonlyMap<string, string>): string {
  const pieces = name.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? [];
  let told = "";
  for (let start = 0; start < pieces.length; ) {
    const [end, label] = longestPart(pieces, start, labels) ?? [start + 1, pieces[start]];
    told += label;
    start = end;
  }
  return told;
}

function longestPart(
  pieces: readonly string[],
  start: number,
  labels: ReadonlyMap<string, string>,
): readonly [end: number, label: string] | undefined {
  for (let end = pieces.length; end > start; end -= 1) {
    const label = labels.get(pieces.slice(start, end).join("").toLowerCase());
    if (label !== undefined) return [end, label];
  }
  return undefined;
}

function distinct(text: string, taken: ReadonlySet<string>): string {
  if (!taken.has(text)) return text;
  for (let number = 2; ; number += 1) {
    const numbered = `${text} (${number})`;
    if (!taken.has(numbered)) return numbered;
  }
}
