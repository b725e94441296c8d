import * as z from "zod";
import { regionFault } from "../../aws/regions.ts";
import { ruledText } from "../../text/ruled-text.ts";
import { accessRole, accountIdOrReference } from "./name-schemas.ts";

export const bootstrapSchema = z.strictObject({
  kind: z.literal("Bootstrap"),
  accountId: accountIdOrReference,
  region: ruledText(regionFault, 64, "The Region of the stack"),
  /** Desired: the least that will do. Observed: the one that is there. */
  version: z.int().nonnegative().max(1e9).describe("The version that is there, or the least that will do"),
  accessRole,
});
