import type { TeamRedactor } from "../../core/redaction/redactor.ts";
import { redactorOfTeam } from "../../core/redaction/redactor-of-team.ts";
import { decodeText } from "../../core/team/csv-text.ts";
import { showsPeople } from "../terminal/redacted-io.ts";
import type { Inputs } from "./inputs.ts";

/** What takes the people of a team out of what a command shows; `undefined` where they may be named. */
export function teamRedactor(
  { reading, parts, settings }: Inputs,
  { showPeople, account = [] }: { readonly showPeople?: boolean; readonly account?: readonly string[] },
  env: NodeJS.ProcessEnv,
): TeamRedactor | undefined {
  if (showsPeople(showPeople, env)) return undefined;
  const texts = parts.map((part) => {
    const { source } = part.reading.team;
    const decoded = decodeText(part.bytes, source);
    return { text: decoded.kind === "unreadable" ? "" : decoded.text, ...(parts.length > 1 ? { source } : {}) };
  });
  return redactorOfTeam({ reading, texts, settings, accounts: account });
}
