import * as z from "zod";
import { boundedText } from "../text/ruled-text.ts";
import { accessMembers, personMembers } from "./person-schema.ts";

/** More groups than these give nobody the same access. */
const MOST_GROUPS = 1000;

const { accountId, accountName, permissionSet, group, until, line, file } = accessMembers;
const { email, userName } = personMembers;

/** A row of the team file that has ended, or ends soon. */
export const rowEndSchema = z
  .strictObject({
    when: z.enum(["over", "soon"]).describe("over: its last day is past; soon: it ends within 14 days"),
    email,
    userName,
    accountId,
    accountName,
    permissionSet,
    group,
    until: until.unwrap(),
    line,
    file,
    hasAccess: z
      .boolean()
      .describe("Whether AWS still had what the row named when it was read; absent for one that ends soon")
      .exactOptional(),
    through: z
      .array(boundedText(1024, "A group's display name, or its id where the name may not be read"))
      .max(MOST_GROUPS)
      .describe("Groups that give the same access and that the row does not name: it does not end with the row")
      .exactOptional(),
  })
  .meta({ id: "RowEnd", description: "A row of the team file that has ended or ends soon, by its column until" });
