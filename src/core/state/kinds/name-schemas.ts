import * as z from "zod";
import { TAGS_PER_RESOURCE } from "../../aws/limits.ts";
import {
  accountIdFault,
  groupNameFault,
  iamNameFault,
  lengthFault,
  permissionSetNameFault,
  userNameFault,
} from "../../aws/name-rules.ts";
import type { Fault } from "../../errors/fault.ts";
import { boundedText, reportFault, ruledText } from "../../text/ruled-text.ts";
import { quoted } from "../../text/visible-text.ts";
import { isReference, referenceTo } from "../account-reference.ts";

/** A user name, wherever a resource has one. */
export const userName = ruledText(userNameFault, 128, "What the person signs in with");

export const groupName = ruledText(groupNameFault, 1024, "The group's display name");

/** The name of a permission set, where a document refers to one. */
export const permissionSetName = ruledText(permissionSetNameFault, 32, "The permission set's name").meta({
  pattern: "^[A-Za-z0-9_+=,.@-]+$",
});

/** An account's id, where a document refers to one. */
export const accountId = ruledText(accountIdFault, 12, "The account's id: 12 digits").meta({ pattern: "^[0-9]{12}$" });

/** Longest NAME of `new:NAME`. */
const NAME = 128;
const REFERENCE = NAME + referenceTo("").length;

/** What stands for the id of an account that AWS has yet to give one. */
export const accountReference = ruledText(
  (text) => (isReference(text) ? referenceFault(text) : notAReference(text)),
  REFERENCE,
  "new:NAME, which stands for the account's id",
).meta({ pattern: "^new:.+$" });

/** An account's id, or what stands for it until the account is made. */
export const accountIdOrReference = ruledText(
  (text) => (isReference(text) ? referenceFault(text) : accountIdFault(text)),
  REFERENCE,
  "The account's id: 12 digits; or new:NAME, which stands for it until the account is made",
).meta({ pattern: "^([0-9]{12}|new:.+)$" });

export const accessRole = ruledText(
  (text) => iamNameFault(text, 64, "a role name"),
  64,
  "The role through which the account is entered",
);

/** AWS takes 50 tags; what is merged into an existing permission set may go beyond, for AWS to refuse. */
const MOST_TAGS = 150;

export const tagsSchema = z
  .record(boundedText(128, "A tag's key"), boundedText(256, "A tag's value"))
  .superRefine((tags, context) => {
    const count = Object.keys(tags).length;
    if (count <= MOST_TAGS) return;
    reportFault(
      { message: `Here are ${count} tags; AWS takes ${TAGS_PER_RESOURCE}.`, remedy: "Remove some." },
      context,
    );
  });

function referenceFault(text: string): Fault | undefined {
  return text === referenceTo("") ? notAReference(text) : lengthFault(text, REFERENCE, "a reference");
}

function notAReference(text: string): Fault {
  return { message: `${quoted(text)} does not stand for a new account.`, remedy: "It begins with new: and a name." };
}
