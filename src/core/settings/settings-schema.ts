import * as z from "zod";
import { POLICIES_PER_PERMISSION_SET, TAGS_PER_RESOURCE } from "../aws/limits.ts";
import { instanceNameFault } from "../aws/meant-instance.ts";
import { groupNameFault, iamNameFault, permissionSetNameFault, profileNameFault } from "../aws/name-rules.ts";
import {
  descriptionFault,
  newAccountEmailFault,
  newAccountNamePatternFault,
  organizationalUnitFault,
  relayStateFault,
  sessionDurationFault,
  tagKeyFault,
  tagValueFault,
} from "../aws/permission-set-rules.ts";
import { policyCharacterFaults } from "../aws/policy-characters.ts";
import { pathAndName, policyNameClashes } from "../aws/policy-name.ts";
import { managedPolicyFault, policyDocumentFault, policyNameFault, policyPathFault } from "../aws/policy-rules.ts";
import { regionFault } from "../aws/regions.ts";
import { startUrlFault } from "../aws/start-url.ts";
import type { Fault } from "../errors/fault.ts";
import { hasSidOfOurs } from "../state/ended-sessions.ts";
import { accountFault, accountText } from "../team/team-cells.ts";
import { untilFault } from "../team/until.ts";
import type { Immutable } from "../text/immutable.ts";
import { boundedText, type IssueSink, reportFault, ruledText } from "../text/ruled-text.ts";
import { quoted } from "../text/visible-text.ts";
import { installCommandFault } from "./install-command.ts";

/** One is ours: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const MAX_ACCOUNT_TAGS = TAGS_PER_RESOURCE - 1;

/** Users or groups that the settings know by name. */
const MOST_KNOWN = 10_000;

/** Members of which each may be left out, and no others. */
const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).exactPartial();

const customerManagedPolicy = z.strictObject({
  name: ruledText(policyNameFault, 128, "The policy's name, the same in every account"),
  path: ruledText(policyPathFault, 512, "The policy's path, / unless it was created with another").exactOptional(),
});

const permissionsBoundary = section({
  managedPolicyArn: ruledText(managedPolicyFault, 2048, "ARN of an AWS managed policy"),
  customerManagedPolicy: customerManagedPolicy,
}).superRefine((boundary, context) => {
  const given = [boundary.managedPolicyArn, boundary.customerManagedPolicy].filter((one) => one !== undefined).length;
  if (given === 1) return;
  const message = `A permissions boundary is one policy, and here are ${given === 0 ? "none" : "two"}.`;
  reportFault({ message, remedy: "Give either managedPolicyArn or customerManagedPolicy." }, context);
});

const atMostTags = (most: number) =>
  z.record(z.string(), z.string()).superRefine((given, context) => {
    const count = Object.keys(given).length;
    if (count > most) {
      reportFault({ message: `Here are ${count} tags; AWS takes ${most}.`, remedy: "Remove some." }, context);
    }
    for (const [key, value] of Object.entries(given))
      reportFault(tagKeyFault(key) ?? tagValueFault(value), context, [key]);
  });
const tags = atMostTags(TAGS_PER_RESOURCE);

const permissionSet = section({
  managedPolicies: z
    .array(ruledText(managedPolicyFault, 2048, "ARN of an AWS managed policy"))
    .describe("AWS managed policies"),
  customerManagedPolicies: z
    .array(customerManagedPolicy)
    .describe("Policies that exist under the same name in every account"),
  inlinePolicy: z
    .record(z.string(), z.unknown())
    .superRefine((document, context) => {
      const strange = policyCharacterFaults(document);
      for (const { path, fault } of strange) reportFault(fault, context, [...path]);
      if (strange.length === 0) reportFault(policyDocumentFault(document) ?? sidOfOursFault(document), context);
    })
    .describe("An IAM policy document"),
  permissionsBoundary: permissionsBoundary.describe("The most that the permission set can give"),
  sessionDuration: ruledText(sessionDurationFault, 100, "ISO 8601, PT1H to PT12H"),
  description: z
    .string()
    .superRefine((value, context) => reportFault(descriptionFault(value), context))
    .meta({ description: "What it is for, in Latin letters", minLength: 1, maxLength: 700 }),
  relayState: ruledText(relayStateFault, 240, "Where the console opens"),
  tags: tags.describe("Tags of the permission set"),
}).superRefine(({ managedPolicies = [], customerManagedPolicies = [], permissionsBoundary: limit }, context) => {
  reportRepeats(managedPolicies, "managedPolicies", context);
  reportRepeats(customerManagedPolicies.map(pathAndName), "customerManagedPolicies", context);
  const placed = policiesPlaced(customerManagedPolicies, limit?.customerManagedPolicy);
  for (const [, { policy, path }] of policyNameClashes(placed, (one) => one.policy)) {
    reportFault(clashFault(policy), context, [...path]);
  }
  const count = managedPolicies.length + customerManagedPolicies.length;
  if (count <= POLICIES_PER_PERMISSION_SET) return;
  const message = `Here are ${count} managed policies; a permission set has at most ${POLICIES_PER_PERMISSION_SET}.`;
  reportFault({ message, remedy: "Put some of them into the inline policy." }, context);
});

const account = ruledText((value) => accountFault(accountText(value)), 128, "An account's id or exact name");
const region = ruledText(regionFault, 64, "A Region's code such as eu-west-1");
const perSecond = z.number().positive().max(1000);
const slots = z.int().positive().max(1000);

const rowDefaults = {
  account: z.array(account).describe("The accounts of rows that name none"),
  permissionSet: ruledText(permissionSetNameFault, 32, "The permission set of rows that name none"),
  group: ruledText(groupNameFault, 1024, "A group to assign instead of single people"),
  region,
  profile: ruledText(profileNameFault, 128, "The name of the developers' profile"),
};

const teamFile = z
  .strictObject({
    file: boundedText(4096, "A path, a folder or a pattern with * and ?, relative to this file"),
    ...rowDefaults,
    until: ruledText(untilFault, 10, "The last day of rows that name none: 2027-03-31"),
  })
  .exactPartial({ account: true, permissionSet: true, group: true, region: true, profile: true, until: true });

/** `onboard.json`. What it accepts becomes a JSON Schema with `z.toJSONSchema`, since it transforms nothing. */
export const settingsSchema = section({
  $schema: z.string().describe("Where editors find the JSON Schema of this file"),
  permissionSets: z
    .record(z.string(), permissionSet.nullable())
    .superRefine((sets, context) => {
      for (const name of Object.keys(sets)) reportFault(permissionSetNameFault(name), context, [name]);
    })
    .describe("Permission sets by name; null: one that AWS has and onboard leaves as it is"),
  defaults: section(rowDefaults).describe("What holds for rows of the team file that say nothing else"),
  teams: z
    .array(teamFile)
    .max(1000)
    .describe(
      "The company's team files, each with what holds for its rows that say nothing else; without --emails it is all of them",
    ),
  gen1Migration: z
    .boolean()
    .describe(
      "Describe the permission set amplify-gen1-migration, for those who move a project from Amplify Gen 1 to Gen 2",
    ),
  session: ruledText(profileNameFault, 128, "The name of the developers' SSO session"),
  instance: section({
    id: ruledText(
      instanceNameFault,
      255,
      "The one that is meant, by its ARN, id, identity store or name: any other is refused",
    ),
    region,
    startUrl: ruledText(startUrlFault, 512, "The access portal's URL"),
  }).describe("Which Identity Center it is, and where, if it cannot be found by itself"),
  limits: section({
    ssoAdminPerSecond: perSecond.describe("Calls a second to all sso-admin operations together"),
    identityStorePerSecond: perSecond.describe("Calls a second to each identitystore operation"),
    organizationsPerSecond: perSecond.describe("Calls a second to AWS Organizations"),
    outstandingAssignments: slots.describe("Assignments in progress at a time"),
    outstandingProvisionings: slots.describe("Provisionings of permission sets in progress at a time"),
    outstandingAccounts: slots.describe("New accounts in progress at a time"),
  }).describe("AWS's limits, where yours differ from the published ones"),
  safety: section({
    maxChanges: z.int().min(0).describe("More changes of what exists than this are a danger"),
    knownFiles: z
      .array(boundedText(4096, "A path"))
      .max(100)
      .describe("Other team files of the company, relative to this file: whoever is in one is no stranger"),
    knownUsers: z
      .array(boundedText(1024, "A user name, as AWS has it"))
      .max(MOST_KNOWN)
      .describe("User names of people whom no row can name: they are no strangers"),
    knownGroups: z
      .array(boundedText(2048, "A group's name, as AWS has it"))
      .max(MOST_KNOWN)
      .describe("Groups that no row can name: they are no strangers"),
    partOfCompany: z.boolean().describe("The team file is a part of the company: nobody is a stranger to it"),
    maxChangePercent: z.number().min(0).max(100).describe("As a part of what exists, in percent"),
    maxRemovals: z.int().min(0).describe("More people who lose access than this are a danger"),
    maxRemovalPercent: z
      .number()
      .min(0)
      .max(100)
      .describe("As a part of the assignments of the same permission sets in the same accounts, in percent"),
  }).describe("When a plan must be allowed by name"),
  accounts: section({
    newAccountEmail: ruledText(newAccountEmailFault, 254, "The root address of new accounts, with {username} in it"),
    newAccountName: ruledText(newAccountNamePatternFault, 50, "The name of new accounts, with {username} in it"),
    newAccountTags: atMostTags(MAX_ACCOUNT_TAGS).describe("Tags of new accounts"),
    organizationalUnit: ruledText(organizationalUnitFault, 1024, "Path of the unit for new accounts"),
    accessRole: ruledText(
      (value) => iamNameFault(value, 64, "a role name"),
      64,
      "The role through which new accounts are reached",
    ),
  }).describe("For accounts that are made for people"),
  install: section({
    command: ruledText(installCommandFault, 500, "The line that installs or runs the program; it is shown, never run"),
  }).describe("Where the company keeps this program, for messages to developers"),
});

/** `onboard.json` as it is written, once it is known to be right. */
export type WrittenSettings = Immutable<z.output<typeof settingsSchema>>;

function reportRepeats(names: readonly string[], member: string, context: IssueSink): void {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    reportFault({ message: `${quoted(name)} is here twice.`, remedy: "Remove one of the two." }, context, [
      member,
      index,
    ]);
  }
}

/** What is in the settings is there for good, and what has such a Sid is taken out when it is over. */
function sidOfOursFault(document: Readonly<Record<string, unknown>>): Fault | undefined {
  if (!hasSidOfOurs(document)) return undefined;
  return {
    message: "A statement has the Sid by which onboard knows what it put there itself, to end sessions.",
    remedy: "Leave the statement out, or give it another Sid.",
  };
}

type WrittenPolicy = z.output<typeof customerManagedPolicy>;

/** The customer managed policies of a permission set, its boundary included, each with where it stands. */
function policiesPlaced(policies: readonly WrittenPolicy[], boundary: WrittenPolicy | undefined) {
  return [
    ...policies.map((policy, index) => ({ policy, path: ["customerManagedPolicies", index] })),
    ...(boundary === undefined ? [] : [{ policy: boundary, path: ["permissionsBoundary", "customerManagedPolicy"] }]),
  ];
}

function clashFault({ name }: WrittenPolicy): Fault {
  return {
    message: `A second policy is named ${quoted(name)} here, and in an account a name is unique whatever the path and the case.`,
    remedy: "Remove one of the two.",
  };
}
