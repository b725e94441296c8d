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
  permissionsBoundary: permissionsBoundary.describe("The most that the permission set can give").exactOptional(),
  tags: tagsSchema.describe("Tags of the permission set"),
});
