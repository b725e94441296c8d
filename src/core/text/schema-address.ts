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
  "day",
  "local",
  "check",
  "runs",
  "error",
] as const;

export type DocumentName = (typeof DOCUMENTS)[number];

/**
 * The name of a document's JSON Schema, as a document and the schema itself say it. It is no address: one of a registry or a host that
 * nobody holds yet would be whoever's comes first. The schemas come with the program, in `docs/schema/`.
 */
export function schemaName(name: DocumentName): string {
  return `urn:amplify-onboard:schema:${name}`;
}

/** Where editors find the schema of a file in the team's folder, once `npm ci` was run there. */
export function schemaBeside(name: DocumentName): string {
  return `./node_modules/amplify-onboard/docs/schema/${name}.schema.json`;
}
