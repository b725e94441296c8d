import * as z from "zod";
import { SECTION_TYPES } from "../reading.ts";
import { isBlockOf } from "./section-block.ts";

/** Of a text, as in the names of backups. */
const digest = z.string().regex(/^[0-9a-f]{16}$/);

const sectionName = z.strictObject({ type: z.enum(SECTION_TYPES), name: z.string().min(1).max(500) });

/** Lines with their ends; only a file's last line may have none. */
const block = z.array(z.string().regex(/^[^\r\n\0]*(\r\n|\n)?$/)).min(1);

const writtenSection = z
  .strictObject({
    section: sectionName,
    /** When we last changed it. */
    at: z.iso.datetime(),
    /** Whether the blank line above it is ours. */
    gap: z.boolean(),
    /** What would stand there without us; absent where we made the section. */
    before: block.optional(),
    after: block,
  })
  .refine(({ section, before, after }) => isBlockOf(section, after) && (!before || isBlockOf(section, before)), {
    error: "The lines are not those of the section.",
  });

/** The record of one write, kept beside the backup that the write made. */
export const recordSchema = z.strictObject({
  version: z.literal(1),
  at: z.iso.datetime(),
  /** Of the file before and after the write: a killed run may have left a record of what it did not come to write. */
  before: digest,
  after: digest,
  /** Whether there was no config file before us. */
  created: z.boolean(),
  sections: z.array(writtenSection).max(5_000),
  /** Sections that were as we wanted them before we came: somebody else's. */
  found: z.array(sectionName).max(5_000),
});
