import * as z from "zod";
import { IDENTITY_STORE_ID, INSTANCE_ARN, PARTITION } from "../aws/ids.ts";
import { regionFault } from "../aws/regions.ts";
import { startUrlFault } from "../aws/start-url.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";
import { accountId } from "./kinds/name-schemas.ts";

/** The Identity Center of a document. */
export const instanceSchema = z
  .strictObject({
    instanceArn: boundedText(128, "ARN of the Identity Center instance").regex(INSTANCE_ARN),
    identityStoreId: boundedText(64, "Id of its identity store").regex(IDENTITY_STORE_ID),
    region: ruledText(regionFault, 64, "Its primary Region"),
    partition: boundedText(32, "The AWS partition").regex(PARTITION),
    managementAccountId: accountId,
    callerAccountId: accountId,
    startUrl: ruledText(startUrlFault, 512, "The access portal, when it can be known").exactOptional(),
    identitySource: z.enum(["identity-center", "external", "unknown"]).describe("Where its users come from"),
  })
  .describe("The Identity Center that this is about");
