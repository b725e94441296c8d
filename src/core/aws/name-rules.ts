import type { Fault, Rule } from "../errors/fault.ts";
import { commandForCaller } from "../text/command-line.ts";
import { offendersIn, offenderWords } from "../text/offenders.ts";
import { quoted } from "../text/visible-text.ts";
import { ACCOUNT_ID } from "./ids.ts";

/** Whatever is not of this form has this, a verb phrase, wrong with it. */
export function inForm(form: RegExp, what: string, remedy: string): Rule {
  return (text) => (form.test(text) ? undefined : { message: `${quoted(text)} ${what}.`, remedy });
}

/** What has any other character than these, of which the form is of one, cannot be such a thing in AWS. */
export function inCharacters(allowed: RegExp, what: string, remedy: string): Rule {
  return (text) => {
    const offenders = offendersIn(text, allowed);
    if (offenders.length === 0) return undefined;
    return { message: `${quoted(text)} has what ${what} cannot have: ${offenderWords(offenders)}.`, remedy };
  };
}

/** The user name an Identity Center user signs in with: https://docs.aws.amazon.com/singlesignon/latest/userguide/addusers.html */
export const userNameFault: Rule = (text) =>
  formulaFault(text) ??
  lengthFault(text, 128, "a user name") ??
  (/\s/.test(text)
    ? { message: `The user name ${quoted(text)} has a space.`, remedy: "User names have no spaces: use a dot." }
    : undefined) ??
  inCharacters(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]$/u, "a user name", "Remove it.")(text) ??
  (["administrator", "awsadministrators"].includes(text.toLowerCase())
    ? { message: `AWS keeps the user name ${quoted(text)} for itself.`, remedy: "Choose another user name." }
    : undefined);

/** A given, family or display name. */
export const personNameFault: Rule = (text) => formulaFault(text) ?? displayNameFault(text, "a name");

/** A group's display name, as AWS may have it. Whether one may be made that is called so, {@link formulaFault} says. */
export const groupNameFault: Rule = (text) => displayNameFault(text, "a group name");

/** A permission set's name, which becomes part of the role name in each account. */
export const permissionSetNameFault: Rule = (text) => iamNameFault(text, 32, "a permission set name");

/** A profile or session name as every AWS client reads it alike; other characters are read differently by some. */
export const profileNameFault: Rule = (text) =>
  lengthFault(text, 128, "a profile or session name") ??
  (text.toLowerCase() === "default" ? defaultFault : unsafeNameFault(text));

const defaultFault: Fault = {
  message: 'A profile named "default" would redirect every AWS command on the developer\'s machine.',
  remedy: "Choose another name, such as amplify.",
};

/** An account's id, as AWS writes it. */
export const accountIdFault = inForm(ACCOUNT_ID, "is not an account id", "Account ids have 12 digits.");

/** An account's name as the organization has it, not as a team file may look for it. */
export const accountNameFault: Rule = (text) => lengthFault(text, 256, "an account's name");

/** A profile as a developer gets it: with several accounts their names and the permission set are part of it. */
export const developerProfileFault: Rule = (text) => {
  if (text.toLowerCase() === "default") return notTheirDefault();
  return lengthFault(text, 256, "a profile name") ?? unsafeNameFault(text);
};

const unsafeNameFault = inForm(
  /^[A-Za-z0-9_-]+$/,
  "is not a name that all AWS clients can read",
  "Use letters, digits, _ and - only.",
);

/** It would send every AWS command on the machine into that account. */
const notTheirDefault = (): Fault => ({
  message: 'The profile is named "default", and which profile is the default is for each developer to say.',
  remedy: `Ask for another name; ${commandForCaller("local", "--default")} makes it the default too.`,
});

/** Text that a spreadsheet would run when somebody opens an export that holds it. */
export function formulaFault(text: string): Fault | undefined {
  if (!/^[=+@-]/.test(text)) return undefined;
  return {
    message: `${quoted(text)} begins with "${text[0]}", which a spreadsheet takes for a formula.`,
    remedy: `Remove the "${text[0]}".`,
  };
}

/** Whether the text is empty or has more than `longest` characters. */
export function lengthFault(text: string, longest: number, what: string): Fault | undefined {
  const length = text.length <= longest ? text.length : Array.from(text).length;
  if (length === 0) return { message: `Here ${what} is empty.`, remedy: "Write it or remove it." };
  if (length <= longest) return undefined;
  return {
    message: `${quoted(text, 30)} has ${length} characters; ${what} has at most ${longest}.`,
    remedy: "Shorten it.",
  };
}

function displayNameFault(text: string, what: string): Fault | undefined {
  return lengthFault(text, 1024, what) ?? inCharacters(/^[\p{L}\p{M}\p{S}\p{N}\p{P} ]$/u, what, "Remove it.")(text);
}

/** A name as IAM takes them for policies and roles, and Identity Center for permission sets. */
export function iamNameFault(text: string, longest: number, what: string): Fault | undefined {
  const length = lengthFault(text, longest, what);
  const offenders = offendersIn(text, /^[\w+=,.@-]$/);
  if (length !== undefined || offenders.length === 0) return length;
  return {
    message: `${quoted(text)} is not ${what}: ${offenderWords(offenders)}.`,
    remedy: "It has letters, digits and + = , . @ _ - only, and no spaces.",
  };
}
