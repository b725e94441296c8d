/** The documents whose JSON Schema is published, in `docs/schema/`. */
export const DOCUMENTS = [
  "team",
  "settings",
  "plan",
  "saved-plan",
  "report",
  "handover",
  "status",
  "keys",
  "access",
  "doctor",
  "check",
  "runs",
  "error",
] as const;

export type DocumentName = (typeof DOCUMENTS)[number];

/** Where a document's JSON Schema is found: in the published package, which is how editors get at it without a checkout. */
export function schemaAddress(name: DocumentName): string {
  return `https://unpkg.com/amplify-onboard/docs/schema/${name}.schema.json`;
}
