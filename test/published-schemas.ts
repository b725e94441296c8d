import { z } from "zod";
import { accessSchema } from "../src/core/access/access-schema.ts";
import { daySchema } from "../src/core/amplify/day-schema.ts";
import { checkSchema } from "../src/core/documents/check-schema.ts";
import { errorSchema } from "../src/core/documents/error-schema.ts";
import { planDocumentSchema } from "../src/core/documents/plan-document-schema.ts";
import { runsSchema } from "../src/core/documents/runs-schema.ts";
import { handoverSchema } from "../src/core/handover/handover-schema.ts";
import { keysSchema } from "../src/core/keys/keys-schema.ts";
import { savedPlanSchema } from "../src/core/plan/saved-plan-schema.ts";
import { statusSchema } from "../src/core/readiness/status-schema.ts";
import { reportSchema } from "../src/core/report/report-schema.ts";
import { settingsSchema } from "../src/core/settings/settings-schema.ts";
import { teamRowsSchema } from "../src/core/team/team-schema.ts";
import { type DocumentName, schemaName } from "../src/core/text/schema-address.ts";
import { doctorSchema } from "../src/workstation/doctor/document/doctor-schema.ts";
import { localSchema } from "../src/workstation/verify/local-schema.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

const TITLES: Readonly<Record<DocumentName, string>> = {
  team: "Rows of a team file (team.csv), as objects",
  settings: "Settings of onboard (onboard.json)",
  plan: "What onboard --dry-run --format json prints",
  "saved-plan": "What onboard --dry-run --out writes and onboard apply reads",
  report: "What onboard --format json prints at the end of a run",
  handover: "What developers need (onboard.handover.json)",
  status: "What onboard status --format json prints",
  keys: "What onboard keys --format json prints, of a machine or, with --emails, of a team",
  access: "What onboard access --format json prints: who has what",
  doctor: "What onboard doctor --format json prints",
  day: "What onboard day --format json prints: what one person types in one project",
  local: "What onboard local --format json prints",
  check: "What onboard --dry-run --offline --format json prints of files that are right",
  runs: "What onboard undo --list --format json prints",
  error: "What --format json prints where there is nothing else",
};

const BODIES: Readonly<Record<DocumentName, () => JsonSchema>> = {
  team: () => fromZod(teamRowsSchema),
  settings: () => fromZod(settingsSchema),
  plan: () => fromZod(planDocumentSchema),
  "saved-plan": () => fromZod(savedPlanSchema),
  report: () => fromZod(reportSchema),
  handover: () => fromZod(handoverSchema),
  status: () => fromZod(statusSchema),
  keys: () => fromZod(keysSchema),
  access: () => fromZod(accessSchema),
  doctor: () => fromZod(doctorSchema),
  day: () => fromZod(daySchema),
  local: () => fromZod(localSchema),
  check: () => fromZod(checkSchema),
  runs: () => fromZod(runsSchema),
  error: () => fromZod(errorSchema),
};

/** The JSON Schema of a document, from the very definition by which the program takes or refuses it. */
export function publishedSchema(name: DocumentName): JsonSchema {
  const { $schema: _, ...body } = BODIES[name]();
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: schemaName(name),
    title: TITLES[name],
    ...body,
  };
}

function fromZod(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    target: "draft-2020-12",
    // A list that looks at its entries one by one names their schema.
    override: ({ jsonSchema }) => {
      const { entry, ...list } = jsonSchema as { entry?: z.ZodType };
      if (entry === undefined) return;
      const { $schema: _, ...items } = fromZod(entry);
      delete (jsonSchema as { entry?: z.ZodType }).entry;
      Object.assign(jsonSchema, list, { items });
    },
  });
}
