import * as z from "zod";
import { emailFault } from "../aws/email-address.ts";
import {
  accountIdFault,
  accountNameFault,
  developerProfileFault,
  lengthFault,
  permissionSetNameFault,
  profileNameFault,
  userNameFault,
} from "../aws/name-rules.ts";
import { regionFault } from "../aws/regions.ts";
import { externalIdFault, mfaSerialFault, roleArnFault } from "../aws/role-rules.ts";
import { startUrlFault } from "../aws/start-url.ts";
import { reportFault, ruledText } from "../text/ruled-text.ts";
import { simulatedMember } from "../text/schema-member.ts";
import { quoted } from "../text/visible-text.ts";

/** The version of handovers that this program writes and reads. */
export const HANDOVER_VERSION = 1;

/** More than any team has; a larger number is somebody keeping the reader busy. */
const MAX_PEOPLE = 50_000;
/** Accounts times permission sets of one person. */
const MAX_ACCESS = 1000;
const MAX_SCHEMA = 500;
/** More issues than these nobody is told of. */
const ENOUGH = 50;

const profile = ruledText(developerProfileFault, 256, "The name of the profile in ~/.aws/config");
const workingRegion = ruledText(regionFault, 64, "The Region the person works in");

const access = z.strictObject({
  accountId: ruledText(accountIdFault, 12, "The account's id: 12 digits"),
  accountName: ruledText(accountNameFault, 256, "The account's name, or its id when the name is not known"),
  permissionSet: ruledText(permissionSetNameFault, 32, "The permission set, part of the role's name in the account"),
  region: workingRegion,
  profile,
});

const role = z.strictObject({
  profile,
  roleArn: ruledText(roleArnFault, 600, "The role's ARN"),
  sourceProfile: ruledText(developerProfileFault, 256, "The profile of access that assumes it"),
  region: workingRegion,
  externalId: ruledText(externalIdFault, 1224, "What the account's owner asks for beside the role").exactOptional(),
  mfaSerial: ruledText(mfaSerialFault, 200, "The MFA device whose code AWS clients ask for").exactOptional(),
});

const person = z.strictObject({
  email: ruledText(emailFault, 254, "The person's e-mail address"),
  username: ruledText(userNameFault, 128, "What the person signs in with"),
  access: listOf(access, "profile", MAX_ACCESS).describe("One entry for each account and permission set"),
  roles: listOf(role, "profile", MAX_ACCESS)
    .describe("Roles in accounts elsewhere, assumed from one of these profiles")
    .exactOptional(),
});

/** `onboard.handover.json`. Each value keeps to the rules that the team file and the settings keep to. */
export const handoverSchema = z.strictObject({
  $schema: ruledText(
    (value) => lengthFault(value, MAX_SCHEMA, "a schema's address"),
    MAX_SCHEMA,
    "Where editors find the JSON Schema of this file",
  ).exactOptional(),
  version: z.literal(HANDOVER_VERSION),
  startUrl: ruledText(startUrlFault, 512, "The access portal's URL"),
  ssoRegion: ruledText(regionFault, 64, "The Region of Identity Center"),
  session: ruledText(profileNameFault, 128, "The name of the SSO session in ~/.aws/config"),
  people: listOf(person, "email", MAX_PEOPLE).describe("The people who can sign in"),
  simulated: simulatedMember,
});

/**
 * A list that names no entry twice; addresses are the same in upper and lower case. Its entries are looked at one by one until
 * there is enough to correct, and not at all where they are too many: a text of 1 MB must not keep the reader busy.
 */
function listOf<Entry extends z.ZodType>(entry: Entry, member: "profile" | "email", most: number) {
  const list = z
    .array(z.unknown())
    .max(most, { abort: true })
    .superRefine((entries, context) => {
      const seen = new Set<unknown>();
      for (const [index, one] of entries.entries()) {
        for (const issue of entry.safeParse(one).error?.issues ?? []) {
          context.issues.push({ ...issue, path: [index, ...issue.path] } as z.core.$ZodRawIssue);
        }
        const name = (one as Readonly<Record<string, unknown>> | null)?.[member];
        if (context.issues.length > ENOUGH) return;
        if (typeof name !== "string") continue;
        const key = member === "email" ? name.toLowerCase() : name;
        const twice = { message: `The ${member} ${quoted(name)} is here twice.`, remedy: "Keep one of the two." };
        if (seen.has(key)) reportFault(twice, context, [index, member]);
        seen.add(key);
      }
    })
    .meta({ entry });
  return list as unknown as z.ZodType<z.output<Entry>[]>;
}
