import * as z from "zod";
import { emailFault } from "../../aws/email-address.ts";
import { personNameFault } from "../../aws/name-rules.ts";
import { ruledText } from "../../text/ruled-text.ts";
import { userName } from "./name-schemas.ts";

export const userSchema = z.strictObject({
  kind: z.literal("User"),
  userName,
  email: ruledText(emailFault, 254, "The person's e-mail address"),
  givenName: ruledText(personNameFault, 1024, "Given name"),
  familyName: ruledText(personNameFault, 1024, "Family name"),
  displayName: ruledText(personNameFault, 1024, "The name that the console shows"),
});
