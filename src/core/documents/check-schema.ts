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
  warnings: z.array(z.string()).describe("What to know before the files meet AWS"),
});

export type InputCheck = Immutable<z.output<typeof checkSchema>>;
