import * as z from "zod";
import { regionFault } from "../aws/regions.ts";
import { accessMembers, accountName, personMembers, teamFiles } from "../plan/person-schema.ts";
import { rowEndSchema } from "../plan/row-end-schema.ts";
import { instanceSchema } from "../state/instance-schema.ts";
import { accountIdOrReference } from "../state/kinds/name-schemas.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";
import { nextMember, schemaMember, simulatedMember } from "../text/schema-member.ts";
import { canStartSchema, stateMembers, summarySchema, verdictMembers } from "./readiness-schema.ts";

const sentence = (description: string) => boundedText(20_000, description);

const reason = sentence("Why, in words");
const remedy = sentence("What to do about it");

export const accessCheckSchema = z
  .discriminatedUnion("state", [
    z.strictObject({ state: z.literal("yes") }),
    z.strictObject({ state: z.literal("no"), reason, remedy }),
    z.strictObject({ state: z.literal("waits"), reason }),
    z.strictObject({ state: z.literal("unknown"), reason, remedy }),
  ])
  .meta({
    id: "Check",
    description: "Whether something is there. waits: it can be looked at once something else is there",
  });

/** Everything that stands between a person and one account, in the order in which it comes about. */
export const accessChecksSchema = z.strictObject({
  user: accessCheckSchema.describe("The user is in Identity Center"),
  assigned: accessCheckSchema.describe("The person is assigned, and in the group that it takes"),
  upToDate: accessCheckSchema.describe("The account has the permission set as the settings say it"),
  bootstrapped: accessCheckSchema.describe("The CDK is bootstrapped, as npx ampx sandbox needs it"),
});

const personSchema = z.strictObject({
  ...personMembers,
  ready: canStartSchema("Whether the person can start in all of their accounts"),
  ...stateMembers,
  signedIn: accessCheckSchema.describe("Whether the person has signed in yet"),
  files: teamFiles,
  access: z
    .array(
      z.strictObject({
        ...accessMembers,
        ready: canStartSchema("Whether the person can start in this account"),
        ...verdictMembers,
        checks: accessChecksSchema.describe("What it takes, in the order in which it comes about"),
      }),
    )
    .describe("One entry for each account and permission set"),
});

const environmentSchema = z.strictObject({
  accountId: accountIdOrReference,
  accountName,
  region: ruledText(regionFault, 64, "The Region"),
  check: accessCheckSchema.describe("Whether the CDK is bootstrapped here"),
  version: z.int().nonnegative().describe("The version of the bootstrap stack").exactOptional(),
  otherQualifiers: z.array(z.string()).describe("Of bootstrap stacks that ampx does not look at").exactOptional(),
  command: boundedText(500, "What somebody who may do so types to bootstrap it").exactOptional(),
});

/** What `onboard status` prints with `--format json`. */
export const statusSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("status"),
  simulated: simulatedMember,
  instance: instanceSchema,
  ready: canStartSchema("Whether all people can start"),
  summary: summarySchema,
  people: z.array(personSchema).describe("The people of the team file"),
  environments: z.array(environmentSchema).describe("Each account and Region that somebody works in, once"),
  ends: z
    .array(rowEndSchema)
    .describe("Rows that have ended or end soon, by their column until; absent when there are none")
    .exactOptional(),
  warnings: z.array(sentence("A warning")).describe("What else to know"),
  next: nextMember,
});
