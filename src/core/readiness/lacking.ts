import { type Access, assignmentOf, type Person } from "../plan/person.ts";
import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { accessKey } from "../state/kinds/account-assignment.ts";
import { dependenciesOf, keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import { commandForCaller } from "../text/command-line.ts";
import type { Facts } from "./facts.ts";
import type { Obstacle, Stage } from "./obstacle.ts";

/** The remedy for everything that a run of the plan makes. */
export const runOnboard = () => `Run ${commandForCaller("--emails", "FILE")} with this team file.`;
const RUN_AGAIN = "Run the same command again.";
const UNSEEN = "AWS has said that it did this, and does not show it yet.";
const LOOK_LATER = "Run the same command again later: it finds what AWS has done by then.";

/** Why nothing in an account can be told of. */
export const ACCOUNT_ABSENT = "The account is not there yet.";

/** What somebody lacks by the change of something that they need; nothing where there is none, or it is there. */
export function lacking(
  facts: Facts,
  key: ResourceKey,
  stage: Stage,
  state: Obstacle["state"],
  missing: string,
): readonly Obstacle[] {
  const change = facts.changes.get(key);
  if (change === undefined || !isAbsent(facts, key)) return [];
  const found = { stage, undone: change.action !== "delete" } as const;
  const result = facts.results?.get(key);
  if (result === undefined) {
    const blocked = blockerOf(change, facts);
    return blocked === undefined
      ? [{ ...found, state, rank: "missing", reason: missing, remedy: runOnboard() }]
      : [{ ...found, state, rank: "cause", ...blocked }];
  }
  const { outcome } = result;
  switch (outcome) {
    case "applied":
      return change.action === "delete"
        ? [{ ...found, state, rank: "missing", reason: missing, remedy: runOnboard() }]
        : [{ ...found, state: "waits", rank: "missing", reason: UNSEEN, remedy: LOOK_LATER }];
    case "failed":
      return [{ ...found, state, rank: "cause", reason: result.reason, remedy: result.remedy }];
    case "outstanding": {
      const { reason, requestId } = result;
      const open = requestId === undefined ? UNKNOWN[stage] : "waits";
      return [{ ...found, state: open, rank: "missing", reason, remedy: LOOK_LATER }];
    }
    case "skipped":
      return result.remedy === undefined
        ? [{ ...found, state, rank: "follows", reason: result.reason, remedy: RUN_AGAIN }]
        : [{ ...found, state, rank: "cause", reason: result.reason, remedy: result.remedy }];
    default:
      return outcome satisfies never;
  }
}

/** AWS's answer was lost: it may be there or not. */
const UNKNOWN = {
  user: "unknown",
  assigned: "unknown",
  upToDate: "unknown",
  bootstrapped: "bootstrap-unknown",
} as const satisfies Record<Stage, Obstacle["state"]>;

/** Why a change cannot be made: itself, or something that it needs. */
function blockerOf(change: Change, { changes }: Facts): Blocker | undefined {
  const needed = dependenciesOf(resourceOf(change)).map((key) => changes.get(key)?.blocked);
  return change.blocked ?? needed.find((blocked) => blocked !== undefined);
}

/** Whether AWS does not have this, or not as it should be: what would make it is not done, or what deletes it is. */
export function isAbsent({ changes, results }: Facts, key: ResourceKey): boolean {
  const change = changes.get(key);
  if (change === undefined) return false;
  const result = results?.get(key);
  if (result?.outcome !== "applied") return change.action !== "delete";
  return change.action === "delete" || result.unseen === true;
}

/** Whether the person gets into the account: as their row asks for it, or in another way. */
export function isLetIn(person: Person, access: Access, facts: Facts): boolean {
  return isHeldOtherwise(person, access, facts) || !isAbsent(facts, keyOf(assignmentOf(person, access)));
}

/** Whether the person has the access in another way than their row asks for. */
export function isHeldOtherwise({ userName }: Person, access: Access, { heldOtherwise }: Facts): boolean {
  return heldOtherwise?.has(accessKey({ ...access, userName })) ?? false;
}
