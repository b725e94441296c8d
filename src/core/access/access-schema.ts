import * as z from "zod";
import { instanceSchema } from "../state/instance-schema.ts";
import { accountId } from "../state/kinds/name-schemas.ts";
import { permissionSetSchema } from "../state/kinds/permission-set-schema.ts";
import type { Immutable } from "../text/immutable.ts";
import { schemaMember } from "../text/schema-member.ts";
import { UNREAD_KIND_NAMES } from "./unread-kinds.ts";

/** What others named is told as AWS has it, whatever is in it: whoever shows it makes it visible first. */
const asAwsHasIt = (description: string) => z.string().max(2048).describe(description);

const count = z.int().nonnegative();
const time = z.iso.datetime();
const since = time.describe("When onboard gave it, by the record of a run or the handover").exactOptional();
const run = z.string().max(200).describe("The run of onboard that gave it: the name of its record").exactOptional();
const until = z.iso.date().describe("The last day, by the team file; it ends with that day, UTC").exactOptional();
const userId = asAwsHasIt("The user's id in the identity store");
const groupId = asAwsHasIt("The group's id in the identity store");
const permissionSetArn = asAwsHasIt("The permission set's ARN");

const accountSchema = z.strictObject({
  id: accountId,
  name: asAwsHasIt("The account's name; its id where the name may not be read"),
  state: asAwsHasIt("ACTIVE, SUSPENDED, CLOSED, or what else AWS says; UNKNOWN where it may not be read"),
  organizationalUnit: z
    .string()
    .describe("Path of names from the root, such as Workloads/Sandboxes; empty in the root itself")
    .exactOptional(),
  management: z.literal(true).describe("It is the organization's management account").exactOptional(),
});

/** Whether something is so; `unknown` where what it takes to know could not be read. */
const answer = z.enum(["yes", "no", "unknown"]);

const { kind: _, ...permissionSetMembers } = permissionSetSchema.shape;

const accessPermissionSetSchema = z.strictObject({
  arn: permissionSetArn,
  name: asAwsHasIt("The permission set's name; its ARN where it may not be read"),
  sessionDuration: asAwsHasIt("How long a session lasts: ISO 8601, such as PT12H").exactOptional(),
  policies: z.array(asAwsHasIt("A policy")).describe("Its policies, each in a word or two, as people call them"),
  administrator: answer.describe(
    "Whether its holder is an administrator: AdministratorAccess, IAMFullAccess, or a policy that allows everything",
  ),
  powers: z.array(z.string()).describe("What it gives that a reviewer must not read past"),
  ours: answer.describe("Whether onboard made it"),
  managedBy: z.literal("control-tower").describe("What else manages it").exactOptional(),
  content: z.strictObject(permissionSetMembers).describe("All that is in it, where it could be read").exactOptional(),
});

const userSchema = z.strictObject({
  id: userId,
  userName: asAwsHasIt("What the person signs in with"),
  displayName: asAwsHasIt("The person's name").exactOptional(),
  email: asAwsHasIt("The primary address").exactOptional(),
  status: z.enum(["enabled", "disabled", "unknown"]).describe("Whether the user may sign in; unknown: AWS did not say"),
  external: z.boolean().describe("The user comes from an external directory, which puts back what is changed here"),
  teamFiles: z
    .array(asAwsHasIt("A path"))
    .describe("The team files that name the person, where several are known")
    .exactOptional(),
  createdAt: time.exactOptional(),
  createdBy: asAwsHasIt("Who made the user").exactOptional(),
});

const membershipOfRecordSchema = z.strictObject({ userId, since, run, until });

const groupSchema = z.strictObject({
  id: groupId,
  name: asAwsHasIt("The group's display name; its id where it may not be read"),
  external: z.boolean().describe("The group comes from an external directory"),
  members: z.array(userId).describe("Ids of those in it; with flags that narrow, only of those asked for"),
  membersUnread: z.literal(true).describe("Who is in it could not be read").exactOptional(),
  joined: z
    .array(membershipOfRecordSchema)
    .describe("Memberships of which a record or a team file knows")
    .exactOptional(),
});

const assignmentSchema = z.strictObject({
  accountId,
  permissionSetArn,
  principalType: z.enum(["USER", "GROUP"]),
  principalId: asAwsHasIt("Id of the user or group in the identity store"),
  orphan: z.literal(true).describe("AWS says that this user or group is there no more").exactOptional(),
  since,
  run,
  until,
});

const unreadSchema = z.strictObject({
  kind: z.enum(UNREAD_KIND_NAMES).describe("Which part of who has what is missing"),
  what: z.string().describe("What could not be read"),
  reason: z.string().describe("Why, in words"),
  remedy: z.string().describe("What to do about it"),
});

/** How AWS was asked for who is assigned what. */
export const READING_WAYS = ["permission-set", "account", "principal"] as const;

const callsSchema = z.strictObject({
  way: z
    .enum(READING_WAYS)
    .describe("Where assignments were asked for: by permission set, by account, or by person and group"),
  planned: z
    .partialRecord(z.enum(READING_WAYS), count)
    .describe("Calls of sso-admin that each way was expected to take, as far as it was possible"),
  total: count.describe("All calls that were sent, those again that were throttled"),
  operations: z.record(z.string(), count).describe("Calls of each operation"),
});

const scopeSchema = z.strictObject({
  emails: z.array(z.string()).describe("--emails, as it was given or as the file has them").exactOptional(),
  accounts: z.array(accountId).describe("--account, as ids").exactOptional(),
  permissionSets: z.array(z.string()).describe("--permission-set").exactOptional(),
  groups: z.array(z.string()).describe("--group").exactOptional(),
  notThere: z
    .array(z.string())
    .describe("Addresses and names of --emails that the directory does not have")
    .exactOptional(),
});

const summarySchema = z.strictObject({
  people: count.describe("People who have access, by whatever way"),
  accounts: count.describe("Accounts in which somebody has access"),
  permissionSets: count.describe("Permission sets that somebody has"),
  groups: count.describe("Groups that give access"),
  assignments: count.describe("Assignments, of users and groups"),
  administrators: count.describe("People who are an administrator in at least one account"),
  disabledWithAccess: count.describe("People who are disabled and have access all the same"),
  orphans: count.describe("Assignments of users and groups that are there no more"),
});

const differenceSchema = z.strictObject({
  since: time.describe("When the earlier document was read"),
  digest: z.string().max(64).describe("The digest of the earlier document"),
  entries: z
    .array(
      z.strictObject({
        change: z.enum(["added", "removed", "changed"]),
        what: z.enum(["person", "assignment", "membership", "permission-set"]),
        person: asAwsHasIt("The user name").exactOptional(),
        group: asAwsHasIt("The group's name").exactOptional(),
        account: asAwsHasIt("The account's name").exactOptional(),
        accountId: accountId.exactOptional(),
        permissionSet: asAwsHasIt("The permission set's name").exactOptional(),
        detail: z.string().describe("What is otherwise").exactOptional(),
      }),
    )
    .describe("What was added, removed or changed"),
});

/**
 * Who has what, each fact once: people and groups by id, assignments between them and accounts. What `onboard access`
 * prints with `--format json`, and what is read for every command that takes something away.
 */
export const accessSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("access"),
  instance: instanceSchema,
  callerArn: asAwsHasIt("Who asked"),
  simulated: z.literal(true).describe("It is of a simulated organization").exactOptional(),
  started: time.describe("When reading began"),
  ended: time.describe("When reading ended"),
  calls: callsSchema.describe("What it took"),
  scope: scopeSchema.describe("What was asked for; without members: the whole Identity Center"),
  summary: summarySchema.describe("How many there are"),
  unread: z.array(unreadSchema).describe("What could not be read: without it nothing is missing"),
  accounts: z.array(accountSchema).describe("Accounts that were asked for"),
  permissionSets: z.array(accessPermissionSetSchema).describe("Permission sets that were asked for"),
  users: z.array(userSchema).describe("Users who have access, directly or through a group"),
  groups: z.array(groupSchema).describe("Groups that give access"),
  assignments: z.array(assignmentSchema).describe("Who is assigned what"),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe(
      "sha256 of accounts, permission sets, users, groups, assignments and what was not read, without what records know",
    ),
  difference: differenceSchema.describe("With --since: what changed since an earlier document").exactOptional(),
});

export type AccessDocument = Immutable<z.output<typeof accessSchema>>;

/** How AWS is asked for assignments. */
export type ReadingWay = (typeof READING_WAYS)[number];
