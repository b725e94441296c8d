import { endedWords } from "../state/ended-sessions.ts";
import type { AccessPermissionSet } from "./access.ts";

/** `ends sessions of 2 people until 2026-11-30 12:00 UTC`, as long as a permission set does. */
export function endingWordsOf({ content }: AccessPermissionSet): readonly string[] {
  return content?.endedSessions === undefined ? [] : [`ends sessions of ${endedWords(content.endedSessions)}`];
}
