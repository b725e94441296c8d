import * as z from "zod";
import { boundedText } from "../../text/ruled-text.ts";
import { permissionSetName, tagsSchema } from "./name-schemas.ts";

/** AWS takes 25 policies; what is merged into an existing permission set may go beyond, for AWS to refuse. */
const MOST_POLICIES = 50;

const customerManagedPolicy = z.strictObject({
  name: boundedText(128, "The policy's name"),
  path: boundedText(512, "The policy's path"),
});

const permissionsBoundary = z.union([
  z.strictObject({ managedPolicyArn: boundedText(2048, "ARN of an AWS managed policy") }),
  z.strictObject({ customerManagedPolicy }),
]);

/** An inline policy has no room for more. */
const MOST_ENDINGS = 100;
const MOST_ENDED = 500;

const endedSessions = z.strictObject({
  until: z.iso.datetime().describe("When the last of these sessions is over, and what ends them can go"),
  userIds: z
    .array(boundedText(128, "A user's id in the identity store"))
    .min(1)
    .max(MOST_ENDED)
    .describe("Whose sessions"),
});

/** Bounded, and no more: an existing permission set is as others left it. What a plan adds is held to the rules. */
export const permissionSetSchema = z.strictObject({
  kind: z.literal("PermissionSet"),
  name: permissionSetName,
  /** As AWS spells it; compared by value. */
  sessionDuration: boundedText(100, "How long a session lasts: ISO 8601, such as PT12H"),
  description: boundedText(700, "What it is for").exactOptional(),
  relayState: boundedText(240, "Where the console opens").exactOptional(),
  /** Sorted. */
  managedPolicies: z
    .array(boundedText(2048, "ARN of an AWS managed policy"))
    .max(MOST_POLICIES)
    .describe("AWS managed policies"),
  customerManagedPolicies: z
    .array(customerManagedPolicy)
    .max(MOST_POLICIES)
    .describe("Policies that exist under the same name in every account"),
  inlinePolicy: boundedText(32_768, "An IAM policy document, as canonical JSON text").exactOptional(),
  /** In statements of ours beside what the inline policy says otherwise. By time. */
  endedSessions: z
    .array(endedSessions)
    .max(MOST_ENDINGS)
    .describe("Whose sessions its inline policy ends, beside what inlinePolicy says")
    .exactOptional(),
  permissionsBoundary: permissionsBoundary.describe("The most that the permission set can give").exactOptional(),
  tags: tagsSchema.describe("Tags of the permission set"),
});
