import { fingerprintOf } from "../text/canonical-json.ts";

/** Names that Windows keeps for devices, whatever stands behind a dot. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * Names for the files of a person's message, without an ending: their user name in characters that every file system
 * takes, then the same with a number. The first that is nobody else's is taken.
 */
export function* messageFileNames(userName: string): Generator<string, never> {
  const plain = userName
    .toLowerCase()
    .replace(/[^a-z0-9@._+-]+/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  const base = plain === "" || RESERVED.test(plain) ? `person${plain && "-"}${plain}` : plain;
  yield base;
  for (let number = 2; ; number += 1) yield `${base}-${number}`;
}

const MARK = /<!-- amplify-onboard ([0-9a-f]{16})( simulated)? -->\s*$/;

/** A message that says at its end whose it is, to us and to nobody else: a digest of the user name. */
export function markedMessage(text: string, userName: string, isSimulated = false): string {
  return `${text.trimEnd()}\n\n<!-- amplify-onboard ${digestOf(userName)}${isSimulated ? " simulated" : ""} -->\n`;
}

/** Whether a file of ours is this person's message, so that a new one may take its place: one of a simulation never that of AWS. */
export function isMessageFor(userName: string, text: string, isSimulated = false): boolean {
  const [, digest, simulated] = MARK.exec(text) ?? [];
  return digest === digestOf(userName) && (!isSimulated || simulated !== undefined);
}

function digestOf(userName: string): string {
  return fingerprintOf(userName.toLowerCase()).slice(0, 16);
}
