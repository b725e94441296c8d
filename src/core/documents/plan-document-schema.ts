import { planSchema } from "../plan/plan-schema.ts";
import { derivedSchemas } from "../readiness/readiness-schema.ts";

/** A plan as `--dry-run --format json` prints it. */
export const planDocumentSchema = planSchema.extend(derivedSchemas);
