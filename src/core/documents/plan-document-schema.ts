import * as z from "zod";
import { regionFault } from "../aws/regions.ts";
import { accountName } from "../plan/person-schema.ts";
import { planSchema } from "../plan/plan-schema.ts";
import { accountIdOrReference } from "../state/kinds/name-schemas.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";
import { readinessSchema } from "./readiness-schema.ts";

const missingBootstrapSchema = z.strictObject({
  accountId: accountIdOrReference,
  region: ruledText(regionFault, 64, "The Region"),
  accountName,
  reason: boundedText(20_000, "Why, in a few words"),
  command: boundedText(500, "What somebody who may do so types there").exactOptional(),
});

/** What plan and report say beside what they are made of: it follows from it. */
export const derivedMembers = {
  missingBootstraps: z
    .array(missingBootstrapSchema)
    .describe("Where the CDK is not bootstrapped, or may not be, and the plan does nothing about it"),
  readiness: readinessSchema.describe(
    "Who can start when the plan is done, as far as it can be; of a report, after the run",
  ),
};

/** A plan as `--dry-run --format json` prints it. */
export const planDocumentSchema = planSchema.extend(derivedMembers);
