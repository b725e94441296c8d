import * as z from "zod";
import { newAccountNameFault, rootEmailFault } from "../aws/account-rules.ts";
import { emailFault } from "../aws/email-address.ts";
import {
  accountIdFault,
  groupNameFault,
  lengthFault,
  permissionSetNameFault,
  personNameFault,
  userNameFault,
} from "../aws/name-rules.ts";
import { organizationalUnitFault } from "../aws/permission-set-rules.ts";
import { iamNameFault } from "../aws/policy-rules.ts";
import { regionFault } from "../aws/regions.ts";
import type { Fault } from "../errors/fault.ts";
import { boundedText, reportFault, ruledText } from "../text/ruled-text.ts";
import { quoted } from "../text/visible-text.ts";
import { isReference, referenceTo } from "./account-reference.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "./resource.ts";

const userName = ruledText(userNameFault, 128, "What the person signs in with");
const groupName = ruledText(groupNameFault, 1024, "The group's display name");

/** The name of a permission set, where a document refers to one. */
export const permissionSetName = ruledText(permissionSetNameFault, 32, "The permission set's name").meta({
  pattern: "^[A-Za-z0-9_+=,.@-]+$",
});

/** An account's id, where a document refers to one. */
export const accountId = ruledText(accountIdFault, 12, "The account's id: 12 digits").meta({ pattern: "^[0-9]{12}$" });

/** AWS takes 25 policies and 75 tags; what is merged into an existing permission set may go beyond, for AWS to refuse. */
const MOST_POLICIES = 50;
const MOST_TAGS = 150;

/** Longest NAME of `new:NAME`. */
const NAME = 128;
const REFERENCE = NAME + referenceTo("").length;

const reference = ruledText(
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

const tags = z
  .record(boundedText(128, "A tag's key"), boundedText(256, "A tag's value"))
  .superRefine((tags, context) => {
    const count = Object.keys(tags).length;
    if (count <= MOST_TAGS) return;
    reportFault({ message: `Here are ${count} tags; AWS takes 75.`, remedy: "Remove some." }, context);
  });

const accessRole = ruledText(
  (text) => iamNameFault(text, 64, "a role name"),
  64,
  "The role through which the account is entered",
);

const account = z.strictObject({
  kind: z.literal("Account"),
  reference,
  name: ruledText(newAccountNameFault, 50, "The account's name"),
  email: ruledText(rootEmailFault, 64, "The address of its root user"),
  organizationalUnit: ruledText(organizationalUnitFault, 1024, "The path of its unit").exactOptional(),
  accessRole,
  tags: tags.describe("Tags of the account"),
});

const user = z.strictObject({
  kind: z.literal("User"),
  userName,
  email: ruledText(emailFault, 254, "The person's e-mail address"),
  givenName: ruledText(personNameFault, 1024, "Given name"),
  familyName: ruledText(personNameFault, 1024, "Family name"),
  displayName: ruledText(personNameFault, 1024, "The name that the console shows"),
});

const group = z.strictObject({ kind: z.literal("Group"), displayName: groupName });

const groupMembership = z.strictObject({ kind: z.literal("GroupMembership"), group: groupName, userName });

const customerManagedPolicy = z.strictObject({
  name: boundedText(128, "The policy's name"),
  path: boundedText(512, "The policy's path"),
});

const permissionsBoundary = z.union([
  z.strictObject({ managedPolicyArn: boundedText(2048, "ARN of an AWS managed policy") }),
  z.strictObject({ customerManagedPolicy }),
]);

/** Bounded, and no more: an existing permission set is as others left it. What a plan adds is held to the rules. */
const permissionSet = z.strictObject({
  kind: z.literal("PermissionSet"),
  name: permissionSetName,
  sessionDuration: boundedText(100, "How long a session lasts: ISO 8601, such as PT12H"),
  description: boundedText(700, "What it is for").exactOptional(),
  relayState: boundedText(240, "Where the console opens").exactOptional(),
  managedPolicies: z
    .array(boundedText(2048, "ARN of an AWS managed policy"))
    .max(MOST_POLICIES)
    .describe("AWS managed policies"),
  customerManagedPolicies: z
    .array(customerManagedPolicy)
    .max(MOST_POLICIES)
    .describe("Policies that exist under the same name in every account"),
  inlinePolicy: boundedText(32_768, "An IAM policy document, as canonical JSON text").exactOptional(),
  permissionsBoundary: permissionsBoundary.describe("The most that the permission set can give").exactOptional(),
  tags: tags.describe("Tags of the permission set"),
});

const accountAssignment = z.strictObject({
  kind: z.literal("AccountAssignment"),
  accountId: accountIdOrReference,
  permissionSet: permissionSetName,
  principal: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("USER"), name: userName }),
      z.strictObject({ type: z.literal("GROUP"), name: groupName }),
    ])
    .describe("Who is assigned"),
});

const permissionSetProvisioning = z.strictObject({
  kind: z.literal("PermissionSetProvisioning"),
  permissionSet: permissionSetName,
  target: z
    .union([accountId, z.literal(ALL_PROVISIONED_ACCOUNTS)])
    .describe("An account's id, or every account that has the permission set"),
});

const bootstrap = z.strictObject({
  kind: z.literal("Bootstrap"),
  accountId: accountIdOrReference,
  region: ruledText(regionFault, 64, "The Region of the stack"),
  version: z.int().nonnegative().max(1e9).describe("The version that is there, or the least that will do"),
  accessRole,
});

/** A resource in a plan or a report, which may come from a file that somebody else wrote. */
export const resourceSchema = z
  .discriminatedUnion("kind", [
    account,
    user,
    group,
    groupMembership,
    permissionSet,
    accountAssignment,
    permissionSetProvisioning,
    bootstrap,
  ])
  .meta({ id: "Resource", description: "Something in Identity Center or in the organization, by its names" });

function referenceFault(text: string): Fault | undefined {
  return text === referenceTo("") ? notAReference(text) : lengthFault(text, REFERENCE, "a reference");
}

function notAReference(text: string): Fault {
  return { message: `${quoted(text)} does not stand for a new account.`, remedy: "It begins with new: and a name." };
}
