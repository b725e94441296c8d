import * as z from "zod";
import { awsWordsSchema } from "../errors/aws-words-schema.ts";
import { accountId } from "../state/kinds/name-schemas.ts";
import type { Immutable } from "../text/immutable.ts";
import { schemaMember, simulatedMember } from "../text/schema-member.ts";

const count = z.int().nonnegative();
const keyEndsIn = z.string().max(4).describe("The end of the key's id: the key itself stands nowhere");
const reason = z.string().describe("Why, in words");
const userName = z.string().describe("The IAM user's name");
const time = z.iso.datetime();

const localKeySchema = z.strictObject({
  place: z
    .union([
      z.strictObject({ file: z.string(), line: z.int().positive() }),
      z.strictObject({ environment: z.literal("AWS_ACCESS_KEY_ID") }),
    ])
    .describe("Where it stands: a line of a file, or a variable of the environment"),
  profile: z.string().describe("The profile that it is in").exactOptional(),
  keyEndsIn,
  dependents: z.array(z.string()).describe("Profiles that assume a role with its help"),
  owner: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("known"), accountId: z.string(), arn: z.string() }),
      z.strictObject({ kind: z.literal("refused") }),
      z.strictObject({ kind: z.literal("unknown"), reason }),
    ])
    .describe("Whose AWS says it is, with --ask-aws. refused: AWS no longer takes the key")
    .exactOptional(),
  replacement: z
    .strictObject({
      profiles: z.array(z.string()).describe("The SSO profiles that do what the key does"),
      by: z.enum(["same name", "name without -old", "same account"]).describe("How that is known"),
    })
    .nullable()
    .describe("What replaces it; null when nothing here does"),
});

const keysOnMachineSchema = z
  .strictObject({
    $schema: schemaMember,
    version: z.literal(1),
    kind: z.literal("keys-on-machine"),
    simulated: simulatedMember,
    keys: z.array(localKeySchema).describe("The long-lived keys of this machine"),
    unreadable: z.array(z.strictObject({ file: z.string(), reason })).describe("Files that could not be looked at"),
    summary: z
      .strictObject({ keys: count.describe("All of them"), replaced: count.describe("Those that have a replacement") })
      .describe("How many keys there are"),
  })
  .describe("What onboard keys prints");

const accessKeySchema = z.strictObject({
  keyEndsIn,
  status: z.string().describe("Active, Inactive, or what else AWS says"),
  createdAt: time.describe("When it was made, where AWS tells").exactOptional(),
  ageDays: count.describe("Whole days since then").exactOptional(),
  lastUse: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("used"),
        at: time,
        service: z.string().describe("The AWS service that was called"),
        region: z.string().describe("Its Region"),
      }),
      z.strictObject({ kind: z.literal("never") }),
      z.strictObject({ kind: z.literal("unknown"), reason }),
    ])
    .describe("When it last signed a request"),
  inUse: z.boolean().describe("Used within a week, or nobody can tell"),
  signsThisRun: z.literal(true).describe("It signs the calls of this very run").exactOptional(),
});

const iamUserSchema = z.strictObject({
  userName,
  person: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.enum(["exact", "maybe"]),
        emails: z.array(z.string()),
        by: z.string().describe("What is alike"),
      }),
      z.strictObject({ kind: z.literal("none") }),
    ])
    .describe("Whom of the team file it belongs to. maybe: a likeness of names, for a person to confirm"),
  keys: z.array(accessKeySchema),
});

const id = accountId;
const name = z.string().describe("The account's name");

const accountSchema = z.discriminatedUnion("state", [
  z.strictObject({ id, name, state: z.literal("looked"), users: z.array(iamUserSchema).describe("Those with keys") }),
  z.strictObject({ id, name, state: z.literal("unknown"), reason }),
]);

const named = { account: accountId, userName, keyEndsIn };

const switchOnAgain = z.string().describe("The command that undoes it");

const deactivationSchema = z.discriminatedUnion("outcome", [
  z.strictObject({ ...named, outcome: z.literal("inactive"), switchOnAgain }),
  z.strictObject({
    ...named,
    outcome: z.literal("not-seen").describe("AWS took it, and does not show it yet"),
    shown: z.string().describe("The status that AWS shows instead, where it shows one").exactOptional(),
    switchOnAgain,
  }),
  z.strictObject({ ...named, outcome: z.literal("not-touched").describe("The run was interrupted before its turn") }),
  z.strictObject({
    ...named,
    outcome: z.literal("failed"),
    aws: awsWordsSchema,
  }),
]);

const keysOfTeamSchema = z
  .strictObject({
    $schema: schemaMember,
    version: z.literal(1),
    kind: z.literal("keys-of-team"),
    simulated: simulatedMember,
    accounts: z.array(accountSchema).describe("The team's accounts, as they are at the end"),
    warnings: z.array(z.string()).describe("What else to know"),
    deactivations: z
      .array(deactivationSchema)
      .describe("With --deactivate: what became of each key that was named")
      .exactOptional(),
    summary: z
      .strictObject({
        active: count.describe("Keys that AWS takes"),
        inactive: count.describe("Keys that are switched off"),
        unknownAccounts: count.describe("Accounts of which nothing can be said"),
      })
      .describe("How many there are"),
  })
  .describe("What onboard keys --emails prints");

/** What `onboard keys` prints with `--format json`: of a machine, or of a team's accounts. */
export const keysSchema = z.discriminatedUnion("kind", [keysOnMachineSchema, keysOfTeamSchema]);

export type KeysOnMachine = Immutable<z.output<typeof keysOnMachineSchema>>;
export type KeysOfTeam = Immutable<z.output<typeof keysOfTeamSchema>>;
