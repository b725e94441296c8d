import * as z from "zod";
import { lengthFault, profileNameFault } from "../aws/name-rules.ts";
import { resourceSchema } from "../state/resource-schema.ts";
import { ruledText } from "../text/ruled-text.ts";
import { planSchema } from "./plan-schema.ts";

/** More than any organization has; a larger number is somebody keeping the reader busy. */
const MOST_RESOURCES = 500_000;
const PATH = 4096;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const perSecond = z.number().positive().max(1000);
const percent = z.number().min(0).max(100);
const slots = z.int().positive().max(1000);

/** The file that `--out` writes and `onboard apply` reads. It takes nothing on trust and transforms nothing. */
export const savedPlanSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal("saved-plan"),
  plan: planSchema,
  desired: z.array(resourceSchema).max(MOST_RESOURCES).describe("Everything that should be there"),
  absent: z.array(resourceSchema).max(MOST_RESOURCES).describe("Everything that should not be there"),
  settings: z.strictObject({
    session: ruledText(profileNameFault, 128, "The name of the developers' SSO session"),
    limits: z.strictObject({
      ssoAdminPerSecond: perSecond,
      identityStorePerSecond: perSecond,
      organizationsPerSecond: perSecond,
      outstandingAssignments: slots,
      outstandingProvisionings: slots,
      outstandingAccounts: slots,
    }),
    safety: z.strictObject({
      maxChanges: z.int().min(0),
      maxChangePercent: percent,
      maxRemovals: z.int().min(0),
      maxRemovalPercent: percent,
    }),
  }),
  inputs: z
    .array(
      z.strictObject({
        role: z.enum(["team", "settings"]),
        file: ruledText(
          (value) => lengthFault(value, PATH, "a path"),
          PATH,
          "The file's path, as it was given, with / on every system",
        ),
        sha256: sha256.nullable().describe("Of its bytes, with CR LF taken for LF; null where there was no such file"),
      }),
    )
    .max(1_001),
  fingerprint: sha256.describe("sha256 of the canonical JSON of everything else here"),
});
