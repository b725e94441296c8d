import type { Safety } from "../settings/settings.ts";
import { type Change, resourceOf } from "../state/change.ts";
import { roleKey } from "../state/kinds/account-assignment.ts";
import { groupKey } from "../state/kinds/group.ts";
import { userKey } from "../state/kinds/user.ts";
import type { Observation } from "../state/observation.ts";
import { isDeletion } from "../state/order.ts";
import type { AccountAssignment, Resource, ResourceKey } from "../state/resource.ts";
import type { Danger } from "./danger-schema.ts";
import { FEWEST_FOR_PERCENT, percentOf } from "./percent.ts";

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Pick<Observation, "holders">;
  readonly safety: Pick<Safety, "maxRemovals" | "maxRemovalPercent">;
  /** It is a danger within the limits, too. */
  readonly removesUnlisted?: boolean;
  /** Those who were named to lose what they have. */
  readonly leavers?: readonly unknown[];
}

/** How much a plan takes away. */
interface Removals {
  /** People who lose something; a group that loses an assignment counts as one. */
  readonly people: number;
  /** Assignments that are removed, and how many there are of the same permission sets in the same accounts. */
  readonly assignments: number;
  readonly of: number;
}

/** More people lose something, or a greater part of what is assigned goes, than the settings take for usual. */
export function removalsDanger(input: Input): Danger | undefined {
  const { changes, observation, safety, removesUnlisted, leavers } = input;
  const removals = removalsIn(changes, observation);
  // Whoever names one person and takes what that person has makes no mistake that a part could show.
  const isPartTold = leavers === undefined || removals.people > 1;
  const faults = removalFaults(isPartTold ? removals : { ...removals, of: 0 }, safety);
  if (faults.length === 0 && (removals.people === 0 || removesUnlisted !== true)) return undefined;
  return { name: "removals", count: removals.people, message: [removalWords(removals), ...faults].join(" ") };
}

/** That more would be taken away than the limits let through, in words; `undefined` where they do. */
export function removalsOverLimit({ changes, observation, safety }: Input): string | undefined {
  const removals = removalsIn(changes, observation);
  const faults = removalFaults(removals, safety);
  return faults.length === 0 ? undefined : [removalWords(removals), ...faults].join(" ");
}

/** Counts what is taken away. An assignment of who is not in the directory any more is nobody's. */
function removalsIn(changes: readonly Change[], { holders = new Map() }: Input["observation"]): Removals {
  const taken = changes.filter(isDeletion).map(resourceOf);
  const assignments = taken.filter(isHeld);
  const roles = new Set(assignments.map(roleKey));
  return {
    people: peopleLosing(changes),
    assignments: assignments.length,
    of: [...roles].reduce((sum, role) => sum + (holders.get(role) ?? 0), 0),
  };
}

/** How many people lose something by these changes; a group that loses an assignment counts as one. */
export function peopleLosing(changes: readonly Change[]): number {
  return new Set(changes.filter(isDeletion).flatMap((change) => loserOf(resourceOf(change)) ?? [])).size;
}

/** `12 people would lose access: 30 of the 40 assignments (75 %) of these permission sets in these accounts.` */
function removalWords({ people, assignments, of }: Removals): string {
  const who = people === 1 ? "1 person would lose access" : `${people} people would lose access`;
  if (assignments === 0) return `${who}.`;
  const all = Math.max(of, assignments);
  return `${who}: ${assignments} of the ${all} assignments (${percentOf(assignments, all)} %) of these permission sets in these accounts.`;
}

/** What of it is over the limits, in words; empty where nothing is. */
function removalFaults({ people, assignments, of }: Removals, safety: Input["safety"]): readonly string[] {
  const { maxRemovals, maxRemovalPercent } = safety;
  const isPart = of >= FEWEST_FOR_PERCENT && assignments * 100 > of * maxRemovalPercent;
  return [
    ...(people > maxRemovals ? [`${people} is over ${maxRemovals} (safety.maxRemovals).`] : []),
    ...(isPart ? [`${percentOf(assignments, of)} % is over ${maxRemovalPercent} % (safety.maxRemovalPercent).`] : []),
  ];
}

function isHeld(one: Resource): one is AccountAssignment {
  return one.kind === "AccountAssignment" && !one.principal.gone;
}

/** Who loses something by it: a user, or a group for all who are in it. */
function loserOf(one: Resource): ResourceKey | undefined {
  switch (one.kind) {
    case "User":
    case "GroupMembership":
      return userKey(one.userName);
    case "AccountAssignment":
      if (one.principal.gone) return undefined;
      return one.principal.type === "USER" ? userKey(one.principal.name) : groupKey(one.principal.name);
    default:
      return undefined;
  }
}
