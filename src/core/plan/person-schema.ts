import * as z from "zod";
import { emailFault } from "../aws/email-address.ts";
import {
  accountNameFault,
  developerProfileFault,
  groupNameFault,
  personNameFault,
  userNameFault,
} from "../aws/name-rules.ts";
import { regionFault } from "../aws/regions.ts";
import { accountIdOrReference, permissionSetName } from "../state/kinds/name-schemas.ts";
import { untilFault } from "../team/until.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";

/** Accounts times permission sets of one person. */
const MOST_ACCESS = 1000;

/** The name of an account, where a document refers to one. */
export const accountName = ruledText(accountNameFault, 256, "The account's name, or its id when the name is not known");

/** The members by which a document says who somebody is. */
export const personMembers = {
  email: ruledText(emailFault, 254, "The person's e-mail address"),
  userName: ruledText(userNameFault, 128, "What the person signs in with"),
  displayName: ruledText(personNameFault, 1024, "The person's name"),
};

/** The members of one way into an account. */
export const accessMembers = {
  accountId: accountIdOrReference,
  accountName,
  permissionSet: permissionSetName,
  group: ruledText(groupNameFault, 1024, "The group that gives it; absent when assigned directly").exactOptional(),
  region: ruledText(regionFault, 64, "The Region the person works in"),
  profile: ruledText(developerProfileFault, 256, "The name of the profile in ~/.aws/config").meta({
    pattern: "^[A-Za-z0-9_-]+$",
  }),
  line: z.int().positive().describe("The row of the team file that asks for it"),
  file: boundedText(4096, "The team file of that row, where there are several").exactOptional(),
  until: ruledText(
    untilFault,
    10,
    "The last day of this access, to its end in UTC; absent where it has none",
  ).exactOptional(),
};

/** The files of a team that has several. */
export const teamFiles = z
  .array(boundedText(4096, "A path"))
  .max(1_000)
  .describe("The team files that name the person, where there are several")
  .exactOptional();

/** A person of a plan or a report and everything the team file gives them. */
export const personSchema = z
  .strictObject({
    ...personMembers,
    namesDerived: z
      .boolean()
      .describe("Whether given or family name were derived: from the address, or from a full name"),
    files: teamFiles,
    access: z
      .array(z.strictObject(accessMembers))
      .max(MOST_ACCESS)
      .describe("One entry for each account and permission set"),
  })
  .meta({ id: "Person", description: "A person and everything the team file gives them" });
