import { quoted } from "../../core/text/visible-text.ts";
import { strip } from "../aws-config/python-text.ts";
import type { Client, Readings } from "../aws-config/readings.ts";
import { theProfile } from "./client-view.ts";

/**
 * Why a client finds no sso-session of that name: it is not there, or its header is spelled so that this client does not take it for
 * one. To the AWS CLI a name with blanks wants quotes; the AWS SDK for JavaScript sees no such name however it is spelled.
 */
export function absentSession(name: string, profile: string, config: Readings, client: Client): string {
  const whose = `the sso-session ${quoted(name)} of ${theProfile(profile)}`;
  if (!isWritten(name, config)) return `${whose} is not there`;
  if (!/\s/.test(name)) return `${whose} is there under a header that it does not see: [sso-session ${name}] is one`;
  return client === "awsCli"
    ? `${whose} is there, and a name with blanks wants quotes: [sso-session "${name}"]`
    : `${whose} is there, and it sees no name with blanks`;
}

/** Whether a header says so to a person; what the AWS CLI has between the brackets is as it stands in the file. */
function isWritten(name: string, { awsCli }: Readings): boolean {
  if (!awsCli.readable) return false;
  return [...awsCli.sections.keys()].some((header) => {
    const [, rest] = /^\s*sso-session\s+(.*)$/is.exec(header) ?? [];
    return rest !== undefined && strip(rest).replace(/^(["'])(.*)\1$/s, "$2") === name;
  });
}
