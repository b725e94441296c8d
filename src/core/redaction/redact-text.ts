import { foldedPiece, type NameTree, piecesOf } from "./name-tree.ts";
import { LINE_LABEL, withoutGenitive } from "./named-person.ts";
import type { Plainness } from "./words.ts";

/** A name that is known to be somebody's, or to hold somebody's. */
export interface KnownName {
  readonly label: string;
  readonly isAddress: boolean;
  readonly plainness: Plainness;
}

/** What somebody is called who is not in the team. */
export const SOMEBODY = "somebody";

/** What any address is called that is not known: it is somebody's, or somebody's with a mistake in it. */
const AN_ADDRESS = "(an address)";

/** Anything with an `@` in it, without what stands around it in sentences, lists, tables and quotes. */
const ADDRESS = /[^\s"`“”<>()[\]{},;:|*=/\\]+(?:@|%40)[^\s"`“”<>()[\]{},;:|*=/\\@]+/gi;

/** Packages and their versions, commits, and the addresses that our own texts have: AWS's senders and the example of one. */
const NO_PERSON =
  /^amplify-onboard@|^aws-cdk@latest$|@v?\d+(\.\d+)*$|@[0-9a-f]{40}$|^no-reply@|^ana\.silva@example\.com$/;

/** What messages say before the id of an account. It may be named after somebody. */
const BEFORE_ACCOUNT_ID = /(?:\p{Lu}[^\s,:;"“”()]* ){0,3}[^\s,:;"“”()]+(?= \(\d{12}\))/gu;

/** How our texts name a user whom AWS has, and who may be nobody of the team. */
const NAMED_USER = /(?<=\buser ")[^"\n]+(?=")/g;

/** A suggestion that cannot be made without naming somebody, or that is close to somebody's name, is none. */
const SUGGESTION = / ?Did you mean "([^"\n]+)"\?/;
const EVERY_SUGGESTION = new RegExp(SUGGESTION, "g");

/** In a name, a letter after a point begins a longer one, unless it is the end of a file's name. */
const FILE_ENDING = /^(csv|eml|html|ini|json|md|txt|ya?ml)$/;

/** A place in a text and what is to stand there. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** The text without anybody in it: known names become their labels, and any other address `(an address)`. */
export function redactText(
  text: string,
  trees: readonly NameTree<KnownName>[],
  nameOf: (name: string) => string,
): string {
  const whole = trees
    .map((tree) => tree.exactly(text))
    .find((name) => name !== undefined && name.plainness !== "format");
  if (whole !== undefined) return whole.label;
  const isTold = (name: string) => nameOf(name) !== name || redactText(name, trees, nameOf) !== name;
  const about = /"([^"\n]+)"/.exec(text)?.[1];
  const isAboutSomebody = about !== undefined && SUGGESTION.test(text) && isTold(about);
  const plain = text.replace(EVERY_SUGGESTION, (hint, name: string) => (isAboutSomebody || isTold(name) ? "" : hint));
  const isWholly = (user: string) => isLabel(redactText(`"${user}"`, trees, nameOf).slice(1, -1));
  const ofTeam = plain.replace(NAMED_USER, (user) => (isWholly(user) || user.includes("@") ? user : SOMEBODY));
  const named = / \(\d{12}\)/.test(ofTeam) ? ofTeam.replace(BEFORE_ACCOUNT_ID, nameOf) : ofTeam;
  const found = namesIn(named, addressesIn(named), trees);
  // What is called by its line needs no other word of where it is.
  if (found.length === 0) return named;
  const told = withoutGenitive(replaced(named, found));
  return told.replace(/(line (\d+)(?: \(\d+\))?["”]?) in line \2\b/g, "$1");
}

const WHOLE_LABEL = new RegExp(`^${LINE_LABEL}$`);

function isLabel(text: string): boolean {
  return WHOLE_LABEL.test(text);
}

function addressesIn(text: string): readonly Replacement[] {
  if (!/@|%40/.test(text)) return [];
  return [...text.matchAll(ADDRESS)].map(({ 0: word, index }) => {
    const [, before = "", bare = word] = /^('*)(.*?)['.!?…]*$/.exec(word) ?? [];
    const start = index + before.length;
    return { start, end: start + bare.length, label: NO_PERSON.test(bare) ? bare : AN_ADDRESS };
  });
}

/** Names from the left, the longest first, and the addresses in which there is none. */
function namesIn(
  text: string,
  addresses: readonly Replacement[],
  trees: readonly NameTree<KnownName>[],
): readonly Replacement[] {
  const pieces = piecesOf(text);
  const comparable = pieces.map(foldedPiece);
  const offsets = offsetsOf(pieces);
  const offset = (index: number) => offsets[index] ?? text.length;
  const found: Replacement[] = [];
  const unknown = [...addresses];
  for (let start = 0; start < pieces.length; ) {
    while (unknown[0] !== undefined && unknown[0].end <= offset(start)) found.push(unknown.shift() as Replacement);
    const [end, label] = nameAt(start, unknown[0]) ?? [start + 1];
    if (label !== undefined) found.push({ start: offset(start), end: offset(end), label });
    while (label !== undefined && unknown[0] !== undefined && unknown[0].start < offset(end)) unknown.shift();
    start = end;
  }
  return [...found, ...unknown];

  /** `next` is the first address that does not end before: only an address is looked for within it. */
  function nameAt(start: number, next: Replacement | undefined): readonly [end: number, label: string] | undefined {
    const whole = trees
      .flatMap((tree) => tree.startingAt(comparable, start))
      .sort(([one], [other]) => other - one)
      .find(([end, name]) => {
        const covers = next !== undefined && offset(start) <= next.start && offset(end) >= next.end;
        if (next !== undefined && !name.isAddress && !covers && next.start < offset(end)) return false;
        return standsAlone(comparable, start, end, name) && isMeant(comparable, start, end, name);
      });
    if (whole !== undefined) return [whole[0], whole[1].label];
    const cut = trees.map((tree) => tree.cutAt(comparable, start)).find((one) => one?.[1].plainness === "telling");
    return cut === undefined ? undefined : [cut[0], cut[1].label];
  }
}

/** Whether a name that is found is a word of its own, and no part of another address or of a longer name. */
function standsAlone(pieces: readonly string[], start: number, end: number, { isAddress }: KnownName): boolean {
  const [before = "", beforeThat = ""] = [pieces[start - 1], pieces[start - 2]];
  const [after = "", afterThat = ""] = [pieces[end], pieces[end + 1]];
  // Words are whole pieces, so this is of names that begin or end with something else.
  if (isWord(before) || isWord(after)) return false;
  if ((before === "_" && isWord(beforeThat)) || (after === "_" && isWord(afterThat))) return false;
  if (isAddress && /^[+.-]$/.test(before) && isWord(beforeThat)) return false;
  if (!/^\p{L}/u.test(afterThat)) return true;
  if (after === ".") return FILE_ENDING.test(afterThat);
  return after !== "-" || (!isAddress && end - start > 1);
}

/** What is a word as well is somebody's name only in quotation marks. */
function isMeant(pieces: readonly string[], start: number, end: number, { plainness }: KnownName): boolean {
  if (plainness !== "word") return plainness === "telling";
  return /^(""|“”|‘’|''|``)$/.test(`${pieces[start - 1]}${pieces[end]}`);
}

function isWord(piece: string): boolean {
  return /^[\p{L}\p{M}\p{N}]/u.test(piece);
}

function offsetsOf(pieces: readonly string[]): readonly number[] {
  let offset = 0;
  return pieces.map((piece) => {
    offset += piece.length;
    return offset - piece.length;
  });
}

/** The replacements are in the order of the text. */
function replaced(text: string, replacements: readonly Replacement[]): string {
  let told = "";
  let from = 0;
  for (const { start, end, label } of replacements) {
    told += text.slice(from, start) + label;
    from = end;
  }
  return told + text.slice(from);
}
