import { localPart } from "../aws/email-address.ts";
import type { Redactor } from "../state/kind.ts";
import { visibleText } from "../text/visible-text.ts";
import { accountNameRedactor } from "./account-names.ts";
import { type NameTree, nameTree } from "./name-tree.ts";
import { LINE_LABEL, type NamedPerson } from "./named-person.ts";
import { type KnownName, redactText, SOMEBODY } from "./redact-text.ts";
import { plainnessOf } from "./words.ts";

/** One letter identifies nobody, and is found in every sentence. */
const SHORTEST = 2;

/** A name and what stands for it. */
interface LabelledName {
  readonly text: string;
  readonly label: string;
}

/** What else can stand in texts and tell who somebody is. */
export interface OtherNames {
  /** Cells of the team file as they are written, right or wrong; people who are not of the team. */
  readonly names?: readonly LabelledName[];
  /** Names of accounts and profiles, and references of new accounts: somebody may be named in them. */
  readonly accounts?: readonly string[];
}

/**
 * Takes the people out of what strangers may read: made once from the team, and used on data before it is rendered, on
 * streams and on errors, so that a person is called the same everywhere.
 */
export interface TeamRedactor extends Redactor {
  /** For the name of an account or a profile: `sandbox-ana` becomes `sandbox-line 2`. Different names stay different. */
  readonly name: (name: string) => string;
  /** The same, knowing more names. */
  readonly knowing: (others: OtherNames) => TeamRedactor;
}

/** The redactor of these people. Where a name is of two of them, it becomes `somebody`. */
export function createRedactor(
  people: readonly NamedPerson[],
  { names = [], accounts = [] }: OtherNames = {},
): TeamRedactor {
  const labels = new Map<string, string>();
  for (const { userName, label } of people) add(labels, userName.toLowerCase(), label);
  const tree = nameTree<KnownName>();
  const kinds: readonly ((person: NamedPerson) => readonly string[])[] = [
    ({ email }) => [email],
    ({ userName }) => [userName],
    ({ displayName }) => [displayName],
    ({ email, userName }) => [localPart(email), localPart(userName)],
  ];
  for (const namesOf of kinds) {
    const labelled = people.flatMap((person) => namesOf(person).map((text) => ({ text, label: person.label })));
    addNames(tree, labelled);
  }
  const label = (userName: string) => labels.get(userName.toLowerCase()) ?? SOMEBODY;
  addNames(tree, names);
  return redactorOver([tree], label, accountNameRedactor(people)).knowing({ accounts });
}

/** What stands for somebody in a command cannot be typed: whoever reads it there puts the address in its place. */
function typeable(text: string, redacted: string): string {
  return redacted === text ? text : redacted.replace(LEFT_OUT, "$1EMAIL");
}

const LEFT_OUT = new RegExp(`( --emails )(['"]?)(?:somebody|${LINE_LABEL}|\\(an address\\))\\2(?=\\s|$)`, "g");

function redactorOver(
  trees: readonly NameTree<KnownName>[],
  label: (userName: string) => string,
  name: (name: string) => string,
): TeamRedactor {
  const seen = new Map<string, string>();
  const screen = (text: string) => {
    const redacted = seen.get(text) ?? typeable(text, redactText(text, trees, name));
    seen.set(text, redacted);
    return redacted;
  };
  return { label, screen, name, knowing };

  function knowing({ names = [], accounts = [] }: OtherNames): TeamRedactor {
    const tree = nameTree<KnownName>();
    addNames(tree, names);
    for (const account of new Set(accounts)) {
      if (name(account) !== account) addName(tree, account, name(account));
    }
    return redactorOver([...trees, tree], label, name);
  }
}

/** All of one kind at once, since one that two people have says only that it is somebody. */
function addNames(tree: NameTree<KnownName>, names: readonly LabelledName[]): void {
  const labels = new Map<string, string>();
  for (const { text, label } of names) add(labels, text.toLowerCase(), label);
  for (const { text } of names) addName(tree, text, labels.get(text.toLowerCase()) ?? SOMEBODY);
}

/** In every form in which a text may have it. */
function addName(tree: NameTree<KnownName>, text: string, label: string): void {
  if (text.length < SHORTEST) return;
  const known = { label, isAddress: text.includes("@"), plainness: plainnessOf(text) };
  for (const form of formsOf(text)) tree.add(form, known);
}

/** As it is, made visible, in JSON, in a shell's quotes and in a URL. */
function formsOf(text: string): ReadonlySet<string> {
  const forms = [text, visibleText(text), JSON.stringify(text).slice(1, -1), text.replaceAll("'", "'\\''")];
  // Half of a surrogate pair is in no URL.
  if (/\p{Cs}/u.test(text)) return new Set(forms);
  const written = [text, text.toLowerCase(), text.normalize("NFD")];
  return new Set([...forms, ...written.map(encodeURIComponent)]);
}

function add(labels: Map<string, string>, name: string, label: string): void {
  const before = labels.get(name) ?? label;
  labels.set(name, before === label ? label : SOMEBODY);
}
