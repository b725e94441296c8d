import { lengthFault, permissionSetNameFault, profileNameFault, userNameFault } from "../aws/name-rules.ts";
import { regionFault } from "../aws/regions.ts";
import { startUrlFault } from "../aws/start-url.ts";
import { emailFault } from "../text/email-address.ts";
import type { JsonShape } from "../text/json-shape.ts";
import { quoted } from "../text/visible-text.ts";
import type { Fault, Rule } from "../trouble/fault.ts";

/** The version of handovers that this program writes and reads. */
export const HANDOVER_VERSION = 1;

/** More than any team has; a larger number is somebody keeping the reader busy. */
const MAX_PEOPLE = 50_000;
/** Accounts times permission sets of one person. */
const MAX_ACCESS = 1000;

const accountIdFault: Rule = (value) =>
  /^\d{12}$/.test(value)
    ? undefined
    : { message: `${quoted(value)} is not an account id.`, remedy: "Account ids have 12 digits." };

const accountNameFault: Rule = (value) => lengthFault(value, 256, "an account's name");

/** Profiles of people with several accounts have the account and permission set in their names, so they may be long. */
const profileFault: Rule = (value) => {
  if (value.toLowerCase() === "default") return notTheirDefault;
  if (/^[A-Za-z0-9_-]{1,256}$/.test(value)) return undefined;
  return lengthFault(value, 256, "a profile name") ?? unsafeName(value);
};

const unsafeName = (value: string): Fault => ({
  message: `${quoted(value)} is not a name that all AWS clients can read.`,
  remedy: "Use letters, digits, _ and - only.",
});

/** It would send every AWS command on the machine into that account. */
const notTheirDefault: Fault = {
  message: 'The profile is named "default", and which profile is the default is for each developer to say.',
  remedy: "Ask for another name; onboard local --default makes it the default too.",
};

const access = object({
  accountId: text(accountIdFault),
  accountName: text(accountNameFault),
  permissionSet: text(permissionSetNameFault),
  region: text(regionFault),
  profile: text(profileFault),
});

const person = object({
  email: text(emailFault),
  username: text(userNameFault),
  access: { is: "list", of: access, most: MAX_ACCESS, unique: { member: "profile", caseCounts: true } },
});

/** `onboard.handover.json`. Each value keeps to the rules that the team file and the settings keep to. */
export const handoverShape: JsonShape = object({
  version: { is: "constant", value: HANDOVER_VERSION },
  startUrl: text(startUrlFault),
  ssoRegion: text(regionFault),
  session: text(profileNameFault),
  people: { is: "list", of: person, most: MAX_PEOPLE, unique: { member: "email", caseCounts: false } },
});

function text(rule: Rule): JsonShape {
  return { is: "text", rule };
}

function object(members: Readonly<Record<string, JsonShape>>): JsonShape {
  return { is: "object", members: new Map(Object.entries(members)) };
}
