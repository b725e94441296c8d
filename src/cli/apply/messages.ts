import path from "node:path";
import type { Handover, HandoverPerson } from "../../core/handover/handover.ts";
import { mailDraft } from "../../core/handover/mail-draft.ts";
import { isMessageFor, mailMark, markedMessage, messageFileNames } from "../../core/handover/message-file.ts";
import {
  type ListedMessage,
  type MessageList,
  mailMergeHeader,
  mailMergeTable,
  messageIndex,
} from "../../core/handover/message-list.ts";
import { type Welcome, welcomeMessage, welcomePage, welcomeText } from "../../core/handover/welcome-message.ts";
import { PACKAGE_NAME } from "../../core/text/command-line.ts";
import type { ProgramForReader } from "../../core/text/program-for-others.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { readPage, readTemplate } from "../../files/packaged.ts";
import { readIfThere } from "../../files/read-file.ts";
import { putOwnFile } from "./own-file.ts";

export interface MessagesInput {
  /** Absolute. */
  readonly folder: string;
  readonly handover: Handover;
  /** Who gets one. */
  readonly people: readonly HandoverPerson[];
  /** How they come by the program. */
  readonly reader: ProgramForReader;
  readonly displayNameOf: (person: HandoverPerson) => string;
  /** What the person must know before they start. */
  readonly notesFor: (person: HandoverPerson) => readonly string[];
  /** The page that resets the password of somebody who has none yet. */
  readonly resetPageOf: (person: HandoverPerson) => string | undefined;
}

/** The folder holds addresses, account ids and names: nobody else's business. */
const OWNER_ONLY = { mode: 0o600, folderMode: 0o700 } as const;

const ENDINGS = [".md", ".html", ".eml"] as const;

interface Templates {
  readonly message: string;
  readonly page: string;
}

/**
 * Writes a message, a page and a mail for each person, and for the admin a page and a table of all. A message of theirs that an
 * earlier run wrote is replaced; a file of anybody else, another person's included, is never touched: then the message gets another name.
 */
export async function writeMessages(input: MessagesInput): Promise<void> {
  const [message, page] = await Promise.all([readTemplate("welcome.md"), readPage("welcome.html")]);
  const written: ListedMessage[] = [];
  for (const person of input.people) {
    const file = await placeFor(person.username, input);
    const { handover, reader } = input;
    const displayName = input.displayNameOf(person);
    const welcome = { handover, person, displayName, notes: input.notesFor(person), reader };
    for (const [ending, text] of textsOf(welcome, { message, page })) {
      await writeFileAtomically(path.join(input.folder, `${file}${ending}`), text, OWNER_ONLY);
    }
    const resetPage = input.resetPageOf(person);
    written.push({ person, displayName, file, isNew: true, ...(resetPage === undefined ? {} : { resetPage }) });
  }
  if (written.length > 0) await writeLists(input, [...written, ...(await earlierMessages(input))]);
}

function textsOf(welcome: Welcome, { message, page }: Templates): readonly (readonly [string, string])[] {
  const { handover, person, displayName } = welcome;
  const marked = (text: string) => markedMessage(text, person.username, handover.simulated);
  const html = marked(welcomePage(page, welcome));
  const mail = mailDraft({
    to: { name: displayName, address: person.email },
    subject: "Your access to AWS",
    text: welcomeText(message, welcome),
    html,
    fields: mailMark(person.username, handover.simulated),
  });
  return [
    [".md", marked(welcomeMessage(message, welcome))],
    [".html", html],
    [".eml", mail],
  ];
}

/** Ours are replaced, but for those about AWS when this is a simulation. */
async function writeLists(input: MessagesInput, messages: readonly ListedMessage[]): Promise<void> {
  const { folder, handover, reader } = input;
  const list: MessageList = { handover, reader, messages };
  const simulated = handover.simulated === true;
  const real = `${PACKAGE_NAME} messages`;
  const generator = simulated ? `${real} of a simulation` : real;
  const replaced = simulated ? [generator] : [generator, `${real} of a simulation`];
  const headers = simulated ? [mailMergeHeader(true)] : [mailMergeHeader(false), mailMergeHeader(true)];
  const page = messageIndex(await readPage("messages.html"), generator, list);
  await putOwnFile(folder, "index.html", page, (text) =>
    replaced.some((name) => text.includes(`<meta name="generator" content="${name}">`)),
  );
  await putOwnFile(folder, "mail-merge.csv", mailMergeTable(list), (text) =>
    headers.includes(text.replace("\uFEFF", "").split("\n")[0] ?? ""),
  );
}

/** People of the handover whom this run does not write to, and who have a message of an earlier one. */
async function earlierMessages(input: MessagesInput): Promise<readonly ListedMessage[]> {
  const now = new Set(input.people.map(({ username }) => username));
  const others = input.handover.people.filter(({ username }) => !now.has(username));
  const found: ListedMessage[] = [];
  for (const person of others) {
    const file = await messageOf(person.username, input);
    if (file !== undefined) found.push({ person, displayName: person.username, file, isNew: false });
  }
  return found;
}

async function messageOf(userName: string, { folder, handover }: MessagesInput): Promise<string | undefined> {
  for (const name of messageFileNames(userName)) {
    const page = await readIfThere(path.join(folder, `${name}.html`)).catch(() => "");
    if (page === undefined) return undefined;
    if (isMessageFor(userName, page, handover.simulated)) return name;
  }
  return undefined;
}

async function placeFor(userName: string, { folder, handover }: MessagesInput): Promise<string> {
  for (const name of messageFileNames(userName)) {
    const file = path.join(folder, name);
    const free = await Promise.all(ENDINGS.map((ending) => isFree(`${file}${ending}`, userName, handover.simulated)));
    if (free.every(Boolean)) return name;
  }
  throw new Error("names do not end");
}

/** What cannot be read is somebody's, too: a folder, a pipe, a file of another user. */
async function isFree(file: string, userName: string, isSimulated = false): Promise<boolean> {
  try {
    const present = await readIfThere(file);
    return present === undefined || isMessageFor(userName, present, isSimulated);
  } catch {
    return false;
  }
}
