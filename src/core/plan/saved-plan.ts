import type { Limits } from "../aws/limits.ts";
import type { CompleteSettings, Safety } from "../settings/settings.ts";
import type { Resource } from "../state/resource.ts";
import { canonicalJson, fingerprintOf } from "../text/canonical-json.ts";
import type { Desired } from "./desired.ts";
import type { Plan } from "./plan.ts";

/** A file that the plan was made from, so that its plan is not applied after it has changed. */
export interface SavedInput {
  readonly role: "team" | "settings";
  /** As it was given: relative to the working directory, or absolute. */
  readonly file: string;
  /** Of its bytes, in hex; `null` where there was no such file. */
  readonly sha256: string | null;
}

/**
 * A plan to be reviewed now and applied later, elsewhere, without the files it came from. It holds what is needed to
 * look again and to find the same plan: flags and settings are in it as what they led to.
 */
export interface SavedPlan {
  readonly version: 1;
  readonly kind: "saved-plan";
  readonly plan: Plan;
  /** Everything that should be there, what is there already included: the changes alone do not tell what to look at. */
  readonly desired: readonly Resource[];
  /** Everything that should not be there. */
  readonly absent: readonly Resource[];
  readonly settings: {
    /** The name of the developers' SSO session. */
    readonly session: string;
    readonly limits: Limits;
    readonly safety: Safety;
  };
  readonly inputs: readonly SavedInput[];
  /** sha256 of the canonical JSON of everything else here. It finds changes, and proves nothing about who made them. */
  readonly fingerprint: string;
}

/** The plan as `--out` saves it. */
export function savedPlanOf(
  plan: Plan,
  desired: Desired,
  { session, limits, safety }: CompleteSettings,
  inputs: readonly SavedInput[],
): SavedPlan {
  const document = {
    version: 1,
    kind: "saved-plan",
    plan,
    desired: [...desired.state.values()],
    absent: [...desired.absent.values()],
    settings: { session, limits, safety },
    inputs,
  } as const;
  return { ...document, fingerprint: fingerprintOf(document) };
}

/** The text of the file: one line of canonical JSON. */
export function savedPlanText(saved: SavedPlan): string {
  return `${canonicalJson(saved)}\n`;
}
