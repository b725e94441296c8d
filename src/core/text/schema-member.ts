import * as z from "zod";
import { boundedText } from "./ruled-text.ts";

/** The `$schema` member of a document. It is for editors and scripts: nothing depends on it. */
export const schemaMember = z
  .string()
  .max(500)
  .describe("Where editors find the JSON Schema of this document")
  .exactOptional();

/** The command that comes next, which every document ends with that leads somewhere. */
export const nextMember = boundedText(20_000, "What to type next").exactOptional();
