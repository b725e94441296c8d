import type { Fault, Rule } from "../errors/fault.ts";
import { durationSeconds } from "../text/duration.ts";
import { offendersIn, offenderWords } from "../text/offenders.ts";
import { quoted } from "../text/visible-text.ts";
import { newAccountNameFault } from "./account-rules.ts";
import { emailFault } from "./email-address.ts";
import { inCharacters, lengthFault } from "./name-rules.ts";

/** The bounds of a session, in seconds. */
const SHORTEST = 3600;
const LONGEST = 43_200;

/** How long a session in an account lasts: an IAM role allows one hour to twelve. */
export const sessionDurationFault: Rule = (text) => {
  const seconds = durationSeconds(text);
  const shown = quoted(text);
  if (seconds === undefined) {
    const remedy = 'Write hours and minutes in ISO 8601, such as "PT12H" or "PT1H30M".';
    return { message: `${shown} is not a duration.`, remedy };
  }
  if (seconds >= SHORTEST && seconds <= LONGEST) return undefined;
  const than = seconds < SHORTEST ? "shorter than an hour" : "longer than twelve hours";
  return { message: `A session of ${shown} is ${than}.`, remedy: "AWS allows PT1H to PT12H." };
};

/** How long a session lasts at the most, in seconds: as long as AWS allows where that could not be read. */
export function sessionSeconds(sessionDuration = ""): number {
  return durationSeconds(sessionDuration) ?? LONGEST;
}

/** A permission set's description: Latin-1, line breaks allowed. */
export const descriptionFault: Rule = (text) => {
  const foreign = offendersIn(text, /^[\t\n\r\x20-\x7E\u00A1-\u00FF]$/u);
  if (foreign.length === 0) return lengthFault(text, 700, "a description");
  const message = `AWS does not take this in a description: ${offenderWords(foreign)}.`;
  return { message, remedy: "Use plain Latin letters." };
};

/** Where the console opens for this permission set. */
export const relayStateFault: Rule = (text) => lengthFault(text, 240, "a relay state") ?? relayStateForm(text);

const relayStateForm = inCharacters(
  /^[a-zA-Z0-9&$@#\\/%?=~\-_'"|!:,.;*+[\] (){}]$/,
  "a relay state",
  'Write a console URL such as "https://console.aws.amazon.com/amplify/".',
);

/** The key of a tag. */
export const tagKeyFault: Rule = (text) => {
  if (/^aws:/i.test(text)) {
    return { message: `The tag ${quoted(text)} begins with "aws:", which AWS keeps for itself.`, remedy: "Rename it." };
  }
  return lengthFault(text, 128, "a tag's key") ?? tagTextFault(text);
};

/** The value of a tag; it may be empty. */
export const tagValueFault: Rule = (text) =>
  text === "" ? undefined : (lengthFault(text, 256, "a tag's value") ?? tagTextFault(text));

const tagTextFault = inCharacters(
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]$/u,
  "a tag",
  "Tags have letters, digits, spaces and _ . : / = + - @ only.",
);

/** The address of a new account's root user, which must differ from account to account. */
export const newAccountEmailFault: Rule = (text) => {
  const remedy = 'Write it like "aws+{username}@example.com".';
  const message = `${quoted(text)} is not an e-mail address.`;
  return patternFault(text, "address", remedy, (filled) => emailFault(filled) && { message, remedy });
};

/** The name of a new account, which must tell accounts apart as well. */
export const newAccountNamePatternFault: Rule = (text) =>
  patternFault(text, "name", 'Write it like "sandbox-{username}".', newAccountNameFault);

function patternFault(text: string, what: string, remedy: string, rule: Rule): Fault | undefined {
  if (!text.includes("{username}")) {
    return { message: `${quoted(text)} would be the same ${what} for every account.`, remedy };
  }
  const filled = text.replaceAll("{username}", "x");
  if (/[{}]/.test(filled)) return { message: `In ${quoted(text)}, only {username} can be filled in.`, remedy };
  return rule(filled);
}

/** The place of an organizational unit, as names from the root down. */
export const organizationalUnitFault: Rule = (text) => {
  const names = text.split("/");
  if (names.every((name) => name.trim() === name && name !== "" && name.length <= 128)) return undefined;
  const remedy = 'Write the names from the root down, such as "Workloads/Sandboxes".';
  return { message: `${quoted(text)} is not the path of an organizational unit.`, remedy };
};
