import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import { planOnboarding } from "../../../src/core/plan/plan.ts";
import { type SavedPlan, savedPlanOf } from "../../../src/core/plan/saved-plan.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { fingerprintOf } from "../../../src/core/text/canonical-json.ts";
import { access, assigned, instance, permissionSet, person, user } from "./sample-onboarding.ts";

const people = [
  { ...person("ana", access()), email: "ana@example.com" },
  { ...person("bo", access({ line: 3 })), email: "bo@example.com" },
];
const desired = stateOf([permissionSet(), user("ana"), user("bo"), assigned("ana"), assigned("bo")]);

/** What a dry run for two people saves, over an Identity Center that has this. */
export function savedPlan(observed: readonly Resource[] = []): SavedPlan {
  const plan = planOnboarding({
    instance,
    people,
    desired,
    observation: {
      state: stateOf(observed),
      identitySource: "identity-center",
      blocked: new Map(),
      provisioned: new Map(),
    },
    limits: AWS_LIMITS,
    safety: { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 },
    managementAccountOnly: false,
    warnings: [],
  });
  return savedPlanOf(plan, { state: desired, absent: new Map(), people, ends: [] }, withDefaults(NO_SETTINGS, "aws"), [
    { role: "team", file: "team.csv", sha256: fingerprintOf("team") },
    { role: "settings", file: "onboard.json", sha256: null },
  ]);
}

/** A saved plan that somebody changed and then put fingerprints on that fit: only what it says can give it away. */
export function forged(change: (document: ReturnType<typeof loose>) => void): string {
  const document = loose(savedPlan());
  change(document);
  const { purpose, instance, people, changes } = document.plan;
  document.plan.fingerprint = fingerprintOf({ purpose, instance, people, changes });
  return resealed(document);
}

/** The text of a document with the outer fingerprint that fits it. */
export function resealed({ fingerprint: _, ...document }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...document, fingerprint: fingerprintOf(document) });
}

/** A copy of a saved plan in which anything can be set. */
// biome-ignore lint/suspicious/noExplicitAny: what is forged has no type
function loose(saved: SavedPlan): any {
  return structuredClone(saved);
}
