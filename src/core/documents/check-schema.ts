import * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import { schemaMember } from "../text/schema-member.ts";

const count = z.int().nonnegative();

/** What `--dry-run --offline --format json` prints when nothing is wrong with the files. */
export const checkSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("check"),
  teamFile: z.string().describe("The team file as it was given"),
  people: count.describe("How many people it names"),
  rows: count.describe("How many rows it has"),
  understood: z.string().exactOptional().describe("Which column is used as what, where they have names of their own"),
  columns: z
    .array(
      z.strictObject({
        file: z.string().describe("Its file, where the team has several").exactOptional(),
        name: z.string().describe("The column as the file calls it"),
        usedAs: z.string().describe("What it is used as, or that it is not used"),
        example: z.string().describe("What its first value was read as; of what is not used only the shape"),
      }),
    )
    .exactOptional()
    .describe("How each column was understood (--explain)"),
  team: z
    .array(
      z.strictObject({
        email: z.string(),
        userName: z.string().describe("What the person signs in with"),
        givenName: z.string(),
        familyName: z.string(),
        displayName: z.string(),
        namesDerived: z.boolean().describe("Whether given or family name were derived"),
        line: z.int().positive().describe("The first row that names the person"),
        file: z.string().describe("The file of that row, where the team has several").exactOptional(),
      }),
    )
    .exactOptional()
    .describe("Who the people are (--explain)"),
  warnings: z.array(z.string()).describe("What to know before the files meet AWS"),
});

export type InputCheck = Immutable<z.output<typeof checkSchema>>;
