import * as z from "zod";
import { regionFault } from "../aws/regions.ts";
import { startUrlFault } from "../aws/start-url.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";
import { accountId } from "./kinds/name-schemas.ts";

/** The Identity Center of a document. */
export const instanceSchema = z
  .strictObject({
    instanceArn: boundedText(128, "ARN of the Identity Center instance").regex(
      /^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance\/(sso)?ins-[A-Za-z0-9.-]{16}$/,
    ),
    identityStoreId: boundedText(64, "Id of its identity store").regex(
      /^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    ),
    region: ruledText(regionFault, 64, "Its primary Region"),
    partition: boundedText(32, "The AWS partition").regex(/^aws(-[a-z]+)*$/),
    managementAccountId: accountId,
    callerAccountId: accountId,
    startUrl: ruledText(startUrlFault, 512, "The access portal, when it can be known").exactOptional(),
    identitySource: z.enum(["identity-center", "external", "unknown"]).describe("Where its users come from"),
  })
  .describe("The Identity Center that this is about");
