import * as z from "zod";
import { CAUSE_KINDS } from "../errors/failure-cause.ts";
import { boundedText } from "../text/ruled-text.ts";
import { accountAssignmentSchema } from "./kinds/account-assignment-schema.ts";
import { accountIdOrReference, permissionSetName } from "./kinds/name-schemas.ts";

/** Why AWS refused a change, for programs that tell equal causes once. */
export const failureCauseSchema = z
  .strictObject({
    kind: z.enum(CAUSE_KINDS).describe("What it is"),
    place: z
      .strictObject({
        accountId: accountIdOrReference.exactOptional(),
        permissionSet: permissionSetName.exactOptional(),
        principal: accountAssignmentSchema.shape.principal.exactOptional(),
      })
      .describe("Whatever is in all of these has the cause; without any, the caller has it"),
    subject: boundedText(
      2048,
      "What is missing, denied or used up: a policy's ARN, an action, a quota",
    ).exactOptional(),
  })
  .describe("Why AWS refused, as far as it is known; failures with equal causes have one remedy");
