import * as z from "zod";

/** The `$schema` member of a document. It is for editors and scripts: nothing depends on it. */
export const schemaMember = z
  .string()
  .max(500)
  .describe("Where editors find the JSON Schema of this document")
  .exactOptional();
