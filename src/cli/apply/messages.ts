import path from "node:path";
import type { Handover, HandoverPerson } from "../../core/handover/handover.ts";
import { isMessageFor, markedMessage, messageFileNames } from "../../core/handover/message-file.ts";
import { welcomeMessage, welcomePage } from "../../core/handover/welcome-message.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { readTemplate } from "../../files/packaged.ts";
import { readIfThere } from "../../files/read-file.ts";

interface MessagesInput {
  /** Absolute. */
  readonly folder: string;
  readonly handover: Handover;
  /** Who gets one. */
  readonly people: readonly HandoverPerson[];
  readonly displayNameOf: (person: HandoverPerson) => string;
  /** What the person must know before they start. */
  readonly notesFor: (person: HandoverPerson) => readonly string[];
}

/** The folder holds addresses, account ids and names: nobody else's business. */
const OWNER_ONLY = { mode: 0o600, folderMode: 0o700 } as const;

const ENDINGS = [".md", ".html"] as const;

/**
 * Writes a message and a page for each person. A message of theirs that an earlier run wrote is replaced; a file of anybody
 * else, another person's included, is never touched: then the message gets another name.
 */
export async function writeMessages(input: MessagesInput): Promise<void> {
  const [message = "", page = ""] = await Promise.all(["welcome.md", "welcome.html"].map(readTemplate));
  for (const person of input.people) {
    const about = [input.handover, person, input.displayNameOf(person), input.notesFor(person)] as const;
    const file = await placeFor(person.username, input);
    const texts = [welcomeMessage(message, ...about), welcomePage(page, ...about)];
    for (const [index, ending] of ENDINGS.entries()) {
      await writeFileAtomically(
        `${file}${ending}`,
        markedMessage(texts[index] ?? "", person.username, input.handover.simulated),
        OWNER_ONLY,
      );
    }
  }
}

async function placeFor(userName: string, { folder, handover }: MessagesInput): Promise<string> {
  for (const name of messageFileNames(userName)) {
    const file = path.join(folder, name);
    const free = await Promise.all(ENDINGS.map((ending) => isFree(`${file}${ending}`, userName, handover.simulated)));
    if (free.every(Boolean)) return file;
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
