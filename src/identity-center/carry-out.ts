import { pause } from "../aws/backoff.ts";
import { AWS_LIMITS } from "../core/aws/limits.ts";
import { OnboardError } from "../core/errors/onboard-error.ts";
import { isAllBlocked } from "../core/plan/blocked-keys.ts";
import { changesLeft } from "../core/plan/plan.ts";
import { isReference } from "../core/state/account-reference.ts";
import { type Change, resourceOf } from "../core/state/change.ts";
import { roleKey } from "../core/state/kinds/account-assignment.ts";
import type { AccountAssignment, ResourceKey } from "../core/state/resource.ts";
import type { ChangeResult } from "../core/state/result.ts";
import { applyChange } from "./kinds/apply-change.ts";
import { beginLooking, type Looks } from "./looks.ts";
import { observe } from "./observe.ts";
import type { Prepared } from "./prepare.ts";
import { runChanges } from "./runner.ts";
import { accountIdOf } from "./session/session.ts";

export interface CarryOutInput {
  readonly prepared: Prepared;
  readonly stop: AbortController;
  /** Told each change just before it is sent; may abort `stop`, so that it is not. */
  readonly onStart?: (change: Change) => void;
  readonly onResult?: (result: ChangeResult) => void;
  /** Told how many parts of a change are done that consists of several. */
  readonly onPart?: (change: Change, done: number, total: number) => void;
  /** Told when the changes are done and AWS is looked at again. */
  readonly onVerify?: () => void;
}

export interface CarriedOut {
  readonly results: readonly ChangeResult[];
  /** Whether a new look found nothing left to do; `null` when it could not look. */
  readonly converged: boolean | null;
  /** The ids of accounts that the plan knows by a reference, as far as they are there. */
  readonly accountIds: Readonly<Record<string, string>>;
}

/** Looks after a write before AWS shows it everywhere: so often, with so many milliseconds between. */
const LOOKS = 4;
const BETWEEN_LOOKS = 1_500;

/** Makes the plan's changes and looks again at what AWS has then. */
export async function carryOut({
  prepared,
  stop,
  onStart,
  onResult,
  onPart,
  onVerify,
}: CarryOutInput): Promise<CarriedOut> {
  const { session, kinds, plan } = prepared;
  const looks = earlyLooks(prepared);
  const results = await runChanges(plan.changes, {
    apply: (change) => applyChange(kinds, change, (done, total) => onPart?.(change, done, total)),
    instance: session.instance,
    stop,
    ...(onStart === undefined ? {} : { onStart }),
    onResult: (result) => {
      onResult?.(result);
      looks.after(result);
    },
  });
  const accountIds = knownAccountIds(prepared);
  if (stop.signal.aborted) return { results, converged: null, accountIds };
  // What AWS was not asked for it does not have.
  if (isAllBlocked(plan.changes)) return { results, converged: false, accountIds };
  onVerify?.();
  const { converged, left } = await lookAgain(prepared, results, looks.begun());
  return { results: results.map((result) => withoutTrace(result, left)), converged, accountIds };
}

function knownAccountIds({ session, desired }: Prepared): Readonly<Record<string, string>> {
  const references = desired.people
    .flatMap(({ access }) => access.map(({ accountId }) => accountId))
    .filter(isReference);
  const known = references.map((reference) => [reference, accountIdOf(session, reference)] as const);
  return Object.fromEntries(known.flatMap(([reference, id]) => (id === undefined ? [] : [[reference, id]])));
}

/** So many assignments are the last ones, which AWS makes all at once: what else there is to look at is looked at meanwhile. */
const LAST = AWS_LIMITS.outstandingAssignments;

/**
 * Looks at an account as soon as all assignments of a permission set there are over and one of them was made or removed; and at
 * people, groups and permission sets when of everything that was to be done only the last assignments are left.
 */
function earlyLooks({ session, kinds, plan: { changes }, desired }: Prepared) {
  const open = new Map<string, number>();
  const touched = new Set<string>();
  const resources = changes.map(resourceOf);
  const assignments = resources.filter((one) => one.kind === "AccountAssignment");
  const left = { assignments: assignments.length, others: changes.length - assignments.length };
  for (const role of assignments.map(roleKey)) open.set(role, (open.get(role) ?? 0) + 1);
  let begun: Looks | undefined;
  const lookAtRole = (assignment: AccountAssignment, outcome: ChangeResult["outcome"]) => {
    const role = roleKey(assignment);
    const others = (open.get(role) ?? 0) - 1;
    open.set(role, others);
    if (outcome === "applied") touched.add(role);
    if (others === 0 && touched.has(role)) kinds.AccountAssignment.lookEarly(assignment);
  };
  return {
    after: ({ outcome, change }: ChangeResult) => {
      if (session.signal?.aborted) return;
      const resource = resourceOf(change);
      if (resource.kind !== "AccountAssignment") {
        left.others -= 1;
        return;
      }
      left.assignments -= 1;
      lookAtRole(resource, outcome);
      if (left.others === 0 && left.assignments <= LAST) begun ??= beginLooking(kinds, desired, "plan");
    },
    begun: () => begun,
  };
}

/** The result, with that AWS does not show what it said that it has done. */
function withoutTrace(result: ChangeResult, left: ReadonlySet<ResourceKey>): ChangeResult {
  return result.outcome === "applied" && left.has(result.change.key) ? { ...result, unseen: true } : result;
}

/** Whether everything is as wanted, and the keys of what is not; `null` when it could not be looked at. */
interface Look {
  readonly converged: boolean | null;
  readonly left: ReadonlySet<ResourceKey>;
}

/** What was applied may take a moment to be seen; what failed will not be there however long we look. */
async function lookAgain(prepared: Prepared, results: readonly ChangeResult[], begun?: Looks): Promise<Look> {
  const applied = new Set(results.filter(({ outcome }) => outcome === "applied").map(({ change }) => change.key));
  try {
    for (let look = 1; ; look += 1) {
      const left = new Set((await remaining(prepared, look === 1 ? begun : undefined)).map(({ key }) => key));
      if (left.size === 0) return { converged: true, left };
      if (look === LOOKS || ![...left].some((key) => applied.has(key))) return { converged: false, left };
      await pause(BETWEEN_LOOKS, prepared.session.signal);
    }
  } catch (error) {
    // The work is done either way; that it could not be looked at again is what the report says.
    if (error instanceof OnboardError || prepared.session.signal?.aborted) {
      return { converged: null, left: new Set() };
    }
    throw error;
  }
}

async function remaining({ session, kinds, desired }: Prepared, begun?: Looks): Promise<readonly Change[]> {
  return changesLeft(await observe(session, kinds, desired, "plan", begun), desired);
}
