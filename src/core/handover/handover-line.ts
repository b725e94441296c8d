import { commandForReader, type ProgramForReader } from "../text/program-for-others.ts";
import type { Handover, HandoverPerson } from "./handover.ts";
import { renderPasteString } from "./handover-paste-string.ts";

/**
 * The longest line that can be pasted everywhere, in characters: a message in Slack takes 4,000, a terminal's line 4,096 and one of
 * cmd 8,191. Three accounts need about 200, a hundred about 1,900.
 */
const LONGEST = 4000;

/** The line that sets up a person's machine, with their part of the handover in it; without it where that is too long to paste. */
export function handoverLine(handover: Handover, person: HandoverPerson, reader: ProgramForReader): string {
  const line = commandForReader(reader, "local", "--handover", renderPasteString(handover, person));
  return line.length > LONGEST ? commandForReader(reader, "local") : line;
}
