import type * as z from "zod";
import type { Immutable } from "../../../core/text/immutable.ts";
import type { recordSchema } from "./record-schema.ts";

/** What one write left in a config file, and all that is in it from those before: read back only as `recordSchema` lets it through. */
export type WrittenRecord = Immutable<z.output<typeof recordSchema>>;

/** What of a config file is ours. */
export type OursInConfig = Pick<WrittenRecord, "created" | "sections" | "found">;

/** One section that we made or changed: its lines as we left them, and what would stand there without us. */
export type WrittenSection = OursInConfig["sections"][number];

/** Of a file in which nothing is ours. */
export const NOTHING_WRITTEN: OursInConfig = { created: false, sections: [], found: [] };
