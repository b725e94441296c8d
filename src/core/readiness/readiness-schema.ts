import * as z from "zod";
import { regionFault } from "../aws/regions.ts";
import { accountName } from "../plan/person-schema.ts";
import { accountIdOrReference, permissionSetName } from "../state/kinds/name-schemas.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";
import { READINESS_STATES } from "./states.ts";

const count = z.int().nonnegative();

/** Whether somebody can start. */
export const canStartSchema = (description: string) => z.enum(["yes", "no", "unknown"]).describe(description);

/** How many people can start. */
export const summarySchema = z
  .strictObject({
    yes: count.describe("Can start"),
    no: count.describe("Lack something"),
    unknown: count.describe("Nobody could tell"),
  })
  .describe("How many people can start");

const stateSchema = z.enum(READINESS_STATES).meta({
  id: "ReadinessState",
  description: "How it stands, the worst first; of a person, in the account that is worst off",
});

/** What is said of a person, and of each account of theirs. */
export const stateMembers = {
  state: stateSchema,
  signsIn: z.boolean().describe("Can sign in and gets into the account, whatever else is missing there"),
};

/** What is said of a person's account. */
export const verdictMembers = {
  ...stateMembers,
  undone: z.boolean().describe("Something of the plan is not done: to run it again is what helps"),
  reason: boundedText(20_000, "Why the person cannot start").exactOptional(),
  remedy: boundedText(20_000, "What to do about it").exactOptional(),
};

/** Who can start, as plan and report have it. */
export const readinessSchema = z.strictObject({
  ready: canStartSchema("Whether all people can start"),
  summary: summarySchema,
  people: z
    .array(
      z.strictObject({
        email: z.string().describe("The person's address"),
        userName: z.string().describe("What the person signs in with"),
        ready: canStartSchema("Whether the person can start in all of their accounts"),
        ...stateMembers,
        access: z
          .array(
            z.strictObject({
              accountId: accountIdOrReference,
              accountName,
              permissionSet: permissionSetName,
              ready: canStartSchema("Whether the person can start in this account"),
              ...verdictMembers,
            }),
          )
          .describe("One entry for each account and permission set"),
      }),
    )
    .describe("The people of the team file"),
});

export const missingBootstrapSchema = z.strictObject({
  accountId: accountIdOrReference,
  region: ruledText(regionFault, 64, "The Region"),
  accountName,
  reason: boundedText(20_000, "Why, in a few words"),
  command: boundedText(500, "What somebody who may do so types there").exactOptional(),
});

/** What plan and report say beside what they are made of: it follows from it. */
export const derivedSchemas = {
  missingBootstraps: z
    .array(missingBootstrapSchema)
    .describe("Where the CDK is not bootstrapped, or may not be, and the plan does nothing about it"),
  readiness: readinessSchema.describe(
    "Who can start when the plan is done, as far as it can be; of a report, after the run",
  ),
};
