import type * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import type { leaverSchema } from "./leaver-schema.ts";

/** Somebody from whom a plan takes access, with all that they have before: what goes, and what stays by which way. */
export type Leaver = Immutable<z.output<typeof leaverSchema>>;

/** A permission set that a leaver has in an account. */
export type Held = Leaver["held"][number];
