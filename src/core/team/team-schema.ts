import * as z from "zod";
import { listEntries } from "../text/list-entries.ts";
import { ruledText } from "../text/ruled-text.ts";
import { accountFault, accountText, columnFault } from "./team-cells.ts";
import type { TeamColumn } from "./team-columns.ts";

const text = (column: TeamColumn, longest: number, description: string) =>
  ruledText((value) => columnFault(column, value), longest, description);

/**
 * The rows of a team file as objects, for programs that make one: a member for each column, under its canonical name.
 * The file itself may name its columns more freely, and an empty cell is an absent member.
 */
export const teamRowsSchema = z.array(
  z
    .strictObject({
      email: text("email", 254, "The person's e-mail address; several rows of one person are put together"),
      username: text(
        "username",
        128,
        "What the person signs in with, for good; else the e-mail address",
      ).exactOptional(),
      given_name: text("given_name", 1024, "Given name; else derived from the address").exactOptional(),
      family_name: text("family_name", 1024, "Family name; else derived from the address").exactOptional(),
      display_name: text("display_name", 1024, "The name that the console shows").exactOptional(),
      account: ruledText(
        (value) =>
          listEntries(value)
            .map(({ text: entry }) => accountText(entry))
            .map(accountFault)
            .find((fault) => fault !== undefined),
        4096,
        "Account id or exact name; several are separated by ;, a name that holds one stands in double quotes",
      ).exactOptional(),
      permission_set: text("permission_set", 32, "Name of the permission set; else the default one").exactOptional(),
      group: text("group", 1024, "Group to assign, instead of the person alone").exactOptional(),
      region: text("region", 64, "Region the person works in").exactOptional(),
      profile: text("profile", 128, "Name of the profile on the person's machine").exactOptional(),
      until: text(
        "until",
        10,
        "The last day of this access, such as 2027-03-31; it ends with that day, UTC",
      ).exactOptional(),
    } satisfies Record<TeamColumn, z.ZodType>)
    .meta({ id: "Row", description: "A row of the team file" }),
);
