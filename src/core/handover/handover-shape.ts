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
import type { Fault, Rule } from "../errors/fault.ts";
import type { JsonShape } from "../text/json-shape.ts";

/** The version of handovers that this program writes and reads. */
export const HANDOVER_VERSION = 1;

/** More than any team has; a larger number is somebody keeping the reader busy. */
const MAX_PEOPLE = 50_000;
/** Accounts times permission sets of one person. */
const MAX_ACCESS = 1000;
const MAX_SCHEMA = 500;

const access = object({
  accountId: text(accountIdFault, 12, "The account's id: 12 digits"),
  accountName: text(accountNameFault, 256, "The account's name, or its id when the name is not known"),
  permissionSet: text(permissionSetNameFault, 32, "The permission set, part of the role's name in the account"),
  region: text(regionFault, 64, "The Region the person works in"),
  profile: text(developerProfileFault, 256, "The name of the profile in ~/.aws/config"),
});

const role = object(
  {
    profile: text(developerProfileFault, 256, "The name of the profile in ~/.aws/config"),
    roleArn: text(roleArnFault, 600, "The role's ARN"),
    sourceProfile: text(developerProfileFault, 256, "The profile of access that assumes it"),
    region: text(regionFault, 64, "The Region the person works in"),
    externalId: text(externalIdFault, 1224, "What the account's owner asks for beside the role"),
    mfaSerial: text(mfaSerialFault, 200, "The MFA device whose code AWS clients ask for"),
  },
  ["externalId", "mfaSerial"],
);

const person = object(
  {
    email: text(emailFault, 254, "The person's e-mail address"),
    username: text(userNameFault, 128, "What the person signs in with"),
    access: {
      is: "list",
      of: access,
      most: MAX_ACCESS,
      unique: { member: "profile", caseCounts: true },
      description: "One entry for each account and permission set",
    },
    roles: {
      is: "list",
      of: role,
      most: MAX_ACCESS,
      unique: { member: "profile", caseCounts: true },
      description: "Roles in accounts elsewhere, assumed from one of these profiles",
    },
  },
  ["roles"],
);

/** `onboard.handover.json`. Each value keeps to the rules that the team file and the settings keep to. */
export const handoverShape: JsonShape = object(
  {
    $schema: text(schemaFault, MAX_SCHEMA, "Where editors find the JSON Schema of this file"),
    version: { is: "constant", value: HANDOVER_VERSION },
    startUrl: text(startUrlFault, 512, "The access portal's URL"),
    ssoRegion: text(regionFault, 64, "The Region of Identity Center"),
    session: text(profileNameFault, 128, "The name of the SSO session in ~/.aws/config"),
    people: {
      is: "list",
      of: person,
      most: MAX_PEOPLE,
      unique: { member: "email", caseCounts: false },
      description: "The people who can sign in",
    },
  },
  ["$schema"],
);

function schemaFault(value: string): Fault | undefined {
  return lengthFault(value, MAX_SCHEMA, "a schema's address");
}

function text(rule: Rule, longest: number, description: string): JsonShape {
  return { is: "text", rule, longest, description };
}

function object(members: Readonly<Record<string, JsonShape>>, optional: readonly string[] = []): JsonShape {
  return { is: "object", members: new Map(Object.entries(members)), optional: new Set(optional) };
}
