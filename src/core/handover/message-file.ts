import { fingerprintOf } from "../text/canonical-json.ts";

/** Names that Windows keeps for devices, whatever stands behind a dot. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;
/** Names of what lies beside the messages. */
const BESIDE = /^(?:index|mail-merge|amplify-onboard-[\d.]+\S*)$/;

/**
 * Names for the files of a person's message, without an ending: their user name in characters that every file system
 * takes, then the same with a number. The first that is nobody else's is taken.
 */
export function* messageFileNames(userName: string): Generator<string, never> {
  const plain = userName
    .toLowerCase()
    .replace(/[^a-z0-9@._+-]+/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  const base = plain === "" || DEVICE.test(plain) || BESIDE.test(plain) ? `person${plain && "-"}${plain}` : plain;
  yield base;
  for (let number = 2; ; number += 1) yield `${base}-${number}`;
}

const MARK = /<!-- amplify-onboard ([0-9a-f]{16})( simulated)? -->\s*$/;
const MAIL_MARK = /^X-Onboard-Message: ([0-9a-f]{16})( simulated)?\r$/m;

/** A message that says at its end whose it is, to us and to nobody else: a digest of the user name. */
export function markedMessage(text: string, userName: string, isSimulated = false): string {
  return `${text.trimEnd()}\n\n<!-- amplify-onboard ${markOf(userName, isSimulated)} -->\n`;
}

/** The header field by which a mail says the same. */
export function mailMark(userName: string, isSimulated = false): Readonly<Record<string, string>> {
  return { "X-Onboard-Message": markOf(userName, isSimulated) };
}

/** Whether a file of ours is this person's message, so that a new one may take its place: one of a simulation never that of AWS. */
export function isMessageFor(userName: string, text: string, isSimulated = false): boolean {
  const [, digest, simulated] = MARK.exec(text) ?? MAIL_MARK.exec(text) ?? [];
  return digest === digestOf(userName) && (!isSimulated || simulated !== undefined);
}

function markOf(userName: string, isSimulated: boolean): string {
  return `${digestOf(userName)}${isSimulated ? " simulated" : ""}`;
}

function digestOf(userName: string): string {
  return fingerprintOf(userName.toLowerCase()).slice(0, 16);
}
