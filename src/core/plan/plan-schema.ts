import * as z from "zod";
import { regionFault } from "../aws/regions.ts";
import { dangerSchema } from "../safety/danger-schema.ts";
import { changeSchema } from "../state/change-schema.ts";
import { instanceSchema } from "../state/instance-schema.ts";
import { accountId, accountIdOrReference, permissionSetName, userName } from "../state/kinds/name-schemas.ts";
import { boundedText, reportFault, ruledText } from "../text/ruled-text.ts";
import { schemaMember, simulatedMember } from "../text/schema-member.ts";
import { quoted } from "../text/visible-text.ts";
import { leaverSchema } from "./leaver-schema.ts";
import { personSchema } from "./person-schema.ts";
import { rowEndSchema } from "./row-end-schema.ts";

/** More than any organization has; a larger number is somebody keeping the reader busy. */
const MOST_PEOPLE = 50_000;
const MOST_CHANGES = 500_000;
const MOST_ACCOUNTS = 20_000;
const MOST_NOTES = 50_000;

const count = z.int().nonnegative();
const sentence = (description: string) => boundedText(20_000, description);

export const driftSchema = z.strictObject({
  kind: z.enum(["changed", "outdated", "stranger", "gone", "left-out", "moved"]).describe("What is otherwise"),
  permissionSet: permissionSetName,
  message: sentence("What differs"),
  remedy: sentence("What to do about it").exactOptional(),
  accountIds: z.array(accountId).max(MOST_ACCOUNTS).describe("The accounts it is about"),
  accountNames: z
    .array(boundedText(1024, "What an account is called"))
    .max(MOST_ACCOUNTS)
    .describe("Of who has moved: what these accounts are called, in the same order")
    .exactOptional(),
  principal: z
    .strictObject({
      type: z.enum(["USER", "GROUP"]).describe("What it is"),
      name: boundedText(1024, "User name or group name"),
    })
    .describe("Who holds the permission set; for one who is gone, and where the name may not be read, the id")
    .exactOptional(),
  commands: z
    .array(boundedText(4096, "A command"))
    .max(MOST_ACCOUNTS)
    .describe("What somebody who may do so types about it")
    .exactOptional(),
});

const bootstrapAnswerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("version"), version: count.describe("Of the bootstrap stack") }),
  z.strictObject({
    kind: z.literal("missing"),
    otherQualifiers: z
      .array(boundedText(64, "A qualifier"))
      .max(1000)
      .describe("Of stacks that ampx does not look at")
      .exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("unknown"),
    reason: sentence("Why, in words"),
    remedy: sentence("What to do about it"),
    isClosed: z.literal(true).describe("Nobody got into the account at all").exactOptional(),
  }),
]);

export const foundBootstrapSchema = z.strictObject({
  accountId: accountIdOrReference,
  region: ruledText(regionFault, 64, "The Region"),
  answer: bootstrapAnswerSchema.describe("What AWS said"),
});

const disabledUserSchema = z.strictObject({
  userName,
  page: boundedText(2048, "The page of the console where an administrator enables them").regex(/^https:\/\/[\w.-]+\//),
});

const heldAccessSchema = z.strictObject({
  userName,
  accountId: accountIdOrReference,
  permissionSet: permissionSetName,
  groups: z
    .array(boundedText(1024, "A group's display name, or its id where the name may not be read"))
    .max(1000)
    .describe("The groups through which; empty for an assignment of the person's own"),
});

const sessionsGoOnSchema = z.strictObject({
  until: z.iso.datetime().describe("When the last of these sessions is over"),
  permissionSets: z
    .array(z.strictObject({ name: permissionSetName, reason: sentence("Why nothing is changed in it") }))
    .max(MOST_NOTES),
  policy: boundedText(1_000_000, "What ends them: a service control policy, or a statement for each inline policy"),
});

/** The members that a plan and the report of the plan have in common. */
export const planMembers = {
  $schema: schemaMember,
  version: z.literal(1),
  simulated: simulatedMember,
  purpose: z
    .enum(["onboard", "leave", "undo"])
    .describe("What it is for: to give access, to take it away, or to take a run back"),
  instance: instanceSchema,
  people: z.array(personSchema).max(MOST_PEOPLE).describe("The people of the team file"),
  changes: z
    .array(changeSchema)
    .max(MOST_CHANGES)
    .superRefine((changes, context) => {
      const seen = new Set<string>();
      for (const [index, { key }] of changes.entries()) {
        const message = `The change ${quoted(key)} is here twice.`;
        if (seen.has(key)) reportFault({ message, remedy: "Plan again." }, context, [index]);
        seen.add(key);
      }
    })
    .describe("What is to be done, in order"),
  disabledUsers: z
    .array(disabledUserSchema)
    .max(MOST_PEOPLE)
    .describe("Whom of the people the directory has as disabled; absent when there are none")
    .exactOptional(),
  heldOtherwise: z
    .array(heldAccessSchema)
    .max(MOST_CHANGES)
    .describe("Access that people have already in another way than their row asks for; absent when there is none")
    .exactOptional(),
  ends: z
    .array(rowEndSchema)
    .max(MOST_NOTES)
    .describe("Rows that have ended or end soon, by their column until; absent when there are none")
    .exactOptional(),
  sessionsGoOn: sessionsGoOnSchema
    .describe("Sessions that were to be ended and are not, with the policy that ends them; absent when there are none")
    .exactOptional(),
  leavers: z
    .array(leaverSchema)
    .max(MOST_PEOPLE)
    .describe("From whom access is taken, with all that they have before; absent when nobody leaves")
    .exactOptional(),
  notFound: z
    .array(sentence("Who was not found, and who may be meant"))
    .max(MOST_PEOPLE)
    .describe(
      "Who was to leave and is nobody's name, but almost somebody's: nothing is taken from them; absent when there are none",
    )
    .exactOptional(),
  removesUnlisted: z
    .literal(true)
    .describe("What the team file does not name is taken away: over the limits it is refused")
    .exactOptional(),
  accounts: z
    .array(
      z.strictObject({ accountId, accountName: boundedText(256, "The account's name, as the organization has it") }),
    )
    .max(MOST_ACCOUNTS)
    .describe("What accounts of the changes are called that nobody's rows name; absent when there are none")
    .exactOptional(),
  warnings: z.array(sentence("A warning")).max(MOST_NOTES).describe("What to know before applying"),
  dangers: z.array(dangerSchema).max(MOST_NOTES).describe("What stops an apply until --allow names it"),
  drift: z.array(driftSchema).max(MOST_NOTES).describe("What is in AWS otherwise than it was left"),
  undoes: boundedText(256, "The record of the run that it takes back; absent for every other purpose").exactOptional(),
  concerned: z
    .array(
      z.strictObject({
        userName,
        email: boundedText(1024, "The address that the run knew; the user name where it knew none"),
        displayName: boundedText(1024, "Empty where the run did not know it"),
      }),
    )
    .max(MOST_PEOPLE)
    .describe("Whom the run concerned that is taken back, in its order; absent for every other purpose")
    .exactOptional(),
  settingsFile: boundedText(
    4096,
    "The settings file that it was made with; absent where there was none",
  ).exactOptional(),
  bootstraps: z
    .array(foundBootstrapSchema)
    .max(MOST_ACCOUNTS)
    .describe("What was read of the CDK's bootstrap; where nobody looked is not in it"),
  estimateSeconds: z.number().nonnegative().max(1e9).describe("About how long it takes at AWS's limits"),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("sha256 of the canonical JSON of purpose, instance, people and changes"),
};

/**
 * A plan as it is printed and saved, and as it is read again: from a file that somebody else may have written. What it
 * accepts is safe to show and holds only names that AWS and every client can have.
 */
export const planSchema = z.strictObject({
  ...planMembers,
  kind: z.literal("plan"),
  summary: z
    .strictObject({
      create: count.describe("To be made"),
      update: count.describe("To be changed"),
      delete: count.describe("To be deleted"),
      blocked: count.describe("Cannot be done, nor can what needs them"),
      unchanged: count.describe("As they should be"),
    })
    .describe("How many changes of each kind"),
});
