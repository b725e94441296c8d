import { z } from "zod";
import { groupNameFault, permissionSetNameFault, profileNameFault } from "../aws/name-rules.ts";
import { regionFault } from "../aws/regions.ts";
import { startUrlFault } from "../aws/start-url.ts";
import { accountFault, accountText } from "../team/team-cells.ts";
import { hiddenCharacter, quoted } from "../text/visible-text.ts";
import type { Fault, Rule } from "../trouble/fault.ts";
import {
  iamNameFault,
  managedPolicyFault,
  policyDocumentFault,
  policyNameFault,
  policyPathFault,
} from "./policy-rules.ts";
import {
  descriptionFault,
  newAccountEmailFault,
  organizationalUnitFault,
  relayStateFault,
  sessionDurationFault,
  tagKeyFault,
  tagValueFault,
} from "./settings-rules.ts";

/** AWS's bounds: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const MAX_POLICIES = 25;
const MAX_TAGS = 75;

/** A piece of text that follows a rule; hidden characters are against every rule. */
function text(rule: Rule, description: string) {
  return ruledText((value) => hiddenFault(value) ?? rule(value), description);
}

function ruledText(rule: Rule, description: string) {
  return z
    .string()
    .superRefine((value, context) => report(rule(value), context))
    .describe(description);
}

interface IssueSink {
  addIssue(issue: { code: "custom"; message: string; path?: PropertyKey[]; params: { remedy: string } }): void;
}

function report(fault: Fault | undefined, context: IssueSink, path: PropertyKey[] = []): void {
  if (fault === undefined) return;
  context.addIssue({ code: "custom", message: fault.message, path, params: { remedy: fault.remedy } });
}

const customerManagedPolicy = z.strictObject({
  name: text(policyNameFault, "The policy's name, the same in every account"),
  path: text(policyPathFault, "The policy's path, / unless it was created with another").optional(),
});

const permissionsBoundary = z
  .strictObject({
    managedPolicyArn: text(managedPolicyFault, "ARN of an AWS managed policy").optional(),
    customerManagedPolicy: customerManagedPolicy.optional(),
  })
  .superRefine((boundary, context) => {
    const given = [boundary.managedPolicyArn, boundary.customerManagedPolicy].filter((one) => one !== undefined).length;
    if (given === 1) return;
    const message = `A permissions boundary is one policy, and here are ${given === 0 ? "none" : "two"}.`;
    report({ message, remedy: "Give either managedPolicyArn or customerManagedPolicy." }, context);
  });

const tags = z.record(z.string(), z.string()).superRefine((given, context) => {
  const count = Object.keys(given).length;
  if (count > MAX_TAGS) {
    report({ message: `Here are ${count} tags; AWS takes ${MAX_TAGS}.`, remedy: "Remove some." }, context);
  }
  for (const [key, value] of Object.entries(given)) report(tagKeyFault(key) ?? tagValueFault(value), context, [key]);
});

const permissionSet = z
  .strictObject({
    managedPolicies: z.array(text(managedPolicyFault, "ARN of an AWS managed policy")).optional(),
    customerManagedPolicies: z.array(customerManagedPolicy).optional(),
    inlinePolicy: z
      .record(z.string(), z.unknown())
      .superRefine((document, context) => report(policyDocumentFault(document), context))
      .describe("An IAM policy document")
      .optional(),
    permissionsBoundary: permissionsBoundary.optional(),
    sessionDuration: text(sessionDurationFault, "ISO 8601, PT1H to PT12H").optional(),
    description: ruledText(descriptionFault, "1 to 700 characters").optional(),
    relayState: text(relayStateFault, "Where the console opens").optional(),
    tags: tags.optional(),
  })
  .superRefine(({ managedPolicies = [], customerManagedPolicies = [] }, context) => {
    reportRepeats(managedPolicies, "managedPolicies", context);
    reportRepeats(
      customerManagedPolicies.map(({ name, path }) => `${path ?? "/"}${name}`),
      "customerManagedPolicies",
      context,
    );
    const count = managedPolicies.length + customerManagedPolicies.length;
    if (count <= MAX_POLICIES) return;
    const message = `Here are ${count} managed policies; a permission set has at most ${MAX_POLICIES}.`;
    report({ message, remedy: "Put some of them into the inline policy." }, context);
  });

const account = text((value) => accountFault(accountText(value)), "An account's id or exact name");
const region = text(regionFault, "A Region's code such as eu-west-1");
const perSecond = z.number().positive().max(1000);
const slots = z.int().positive().max(1000);

/** `onboard.json`. What it accepts becomes a JSON Schema with `z.toJSONSchema`, since it transforms nothing. */
export const settingsSchema = z.strictObject({
  $schema: z.string().describe("Where editors find the JSON Schema of this file").optional(),
  permissionSets: z
    .record(z.string(), permissionSet)
    .superRefine((sets, context) => {
      for (const name of Object.keys(sets)) report(permissionSetNameFault(name), context, [name]);
    })
    .describe("Permission sets by name")
    .optional(),
  defaults: z
    .strictObject({
      account: z.array(account).describe("The accounts of rows that name none").optional(),
      permissionSet: text(permissionSetNameFault, "The permission set of rows that name none").optional(),
      group: text(groupNameFault, "A group to assign instead of single people").optional(),
      region: region.optional(),
      profile: text(profileNameFault, "The name of the developers' profile").optional(),
    })
    .optional(),
  session: text(profileNameFault, "The name of the developers' SSO session").optional(),
  instance: z
    .strictObject({ region: region.optional(), startUrl: text(startUrlFault, "The access portal's URL").optional() })
    .optional(),
  limits: z
    .strictObject({
      ssoAdminPerSecond: perSecond.optional(),
      identityStorePerSecond: perSecond.optional(),
      outstandingAssignments: slots.optional(),
      outstandingProvisionings: slots.optional(),
    })
    .optional(),
  safety: z
    .strictObject({ maxChanges: z.int().min(0).optional(), maxChangePercent: z.number().min(0).max(100).optional() })
    .optional(),
  accounts: z
    .strictObject({
      newAccountEmail: text(newAccountEmailFault, "The root address of new accounts, with {username} in it").optional(),
      organizationalUnit: text(organizationalUnitFault, "Path of the unit for new accounts").optional(),
      accessRole: text(
        (value) => iamNameFault(value, 64, "a role name"),
        "The role through which new accounts are reached",
      ).optional(),
    })
    .optional(),
});

/** `onboard.json` as it is written, once it is known to be right. */
export type WrittenSettings = z.infer<typeof settingsSchema>;

function reportRepeats(names: readonly string[], member: string, context: IssueSink): void {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    report({ message: `${quoted(name)} is here twice.`, remedy: "Remove one of the two." }, context, [member, index]);
  }
}

function hiddenFault(value: string): Fault | undefined {
  const hidden = hiddenCharacter(value);
  if (hidden === undefined) return undefined;
  return { message: `${quoted(value)} holds the invisible character ${quoted(hidden)}.`, remedy: "Delete it." };
}
