import * as z from "zod";
import { newAccountNameFault, rootEmailFault } from "../../aws/account-rules.ts";
import { organizationalUnitFault } from "../../aws/permission-set-rules.ts";
import { ruledText } from "../../text/ruled-text.ts";
import { accessRole, accountReference, tagsSchema } from "./name-schemas.ts";

export const accountSchema = z.strictObject({
  kind: z.literal("Account"),
  reference: accountReference,
  name: ruledText(newAccountNameFault, 50, "The account's name"),
  email: ruledText(rootEmailFault, 64, "The address of its root user"),
  /** Names from the root down. Desired: absent leaves it where it is. Observed: absent in the root. */
  organizationalUnit: ruledText(organizationalUnitFault, 1024, "The path of its unit").exactOptional(),
  /** Organizations makes it in the account, for the management account to get in. */
  accessRole,
  tags: tagsSchema.describe("Tags of the account"),
});
