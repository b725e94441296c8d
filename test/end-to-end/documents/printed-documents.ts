import type { DocumentName } from "../../../src/core/text/schema-address.ts";
import type { Printed } from "./printed.ts";
import { printedFindings } from "./printed-findings.ts";
import { printedMachineKeys, printedTeamKeys } from "./printed-keys.ts";
import { printedStatuses } from "./printed-statuses.ts";

/** What the built program prints in every state that there is, by the schema that it names. */
export const PRINTED = {
  status: printedStatuses,
  keys: async () => [...(await printedTeamKeys()), ...(await printedMachineKeys())],
  doctor: printedFindings,
} as const satisfies Partial<Record<DocumentName, () => Promise<readonly Printed[]>>>;
