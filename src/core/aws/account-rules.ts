import type { Rule } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";
import { inCharacters, lengthFault } from "./name-rules.ts";

/** What an account may be called: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html */
export const newAccountNameFault: Rule = (text) =>
  lengthFault(text, 50, "a new account's name") ?? newAccountNameForm(text);

const newAccountNameForm = inCharacters(
  /^[\x20-\x7e]$/,
  "a new account's name",
  "Use plain letters without accents, digits and signs.",
);

/** The address of a new account's root user, which AWS holds to more than other addresses. */
export const rootEmailFault: Rule = (text) => {
  const length = lengthFault(text, 64, "a root user's address");
  const local = text.slice(0, text.lastIndexOf("@"));
  const isPlain = /^[\x21-\x7e]{6,}$/.test(text) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
  if (length !== undefined || (isPlain && !/["'()<>[\]:;,\\|%&]/.test(local))) return length;
  const message = `${quoted(text)} cannot be the address of a new account's root user.`;
  return { message, remedy: "AWS takes plain letters, digits and . _ + - before the @." };
};
