import { sessionSeconds } from "../aws/permission-set-rules.ts";
import { inlinePolicyExcess } from "../aws/policy-rules.ts";
import { resourceOf } from "../state/change.ts";
import {
  canHoldMore,
  type EndedSessions,
  endingStatement,
  inlineParts,
  inlineText,
  lastUntil,
  stillNeeded,
  withEnded,
} from "../state/ended-sessions.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Instance, Observation } from "../state/observation.ts";
import type { PermissionSet, Resource, State } from "../state/resource.ts";
import type { ChangeResult } from "../state/result.ts";
import type { RunClock } from "../text/run-clock.ts";
import { notChangeable, unchanged } from "./ended-sessions-left.ts";
import type { Plan } from "./plan.ts";

/** Whose sessions in a permission set are to be ended, by their ids in the identity store. */
export interface SessionsToEnd {
  readonly permissionSet: PermissionSet["name"];
  readonly userIds: readonly string[];
}

/** What is left for a person to do: nothing was changed in these permission sets. */
export type SessionsGoOn = NonNullable<Plan["sessionsGoOn"]>;

/** What ends sessions: permission sets to be wanted, and those in which a person must do it. */
export interface SessionsEnding {
  readonly wanted: readonly PermissionSet[];
  readonly goOn?: SessionsGoOn;
}

/**
 * For how long somebody may go on who is losing access: a session may begin until the run has taken the access away, and
 * within the hour for which AWS goes on giving credentials. In seconds.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/authconcept.html
 */
const MARGIN = 3600;

/** Until when whoever loses a permission set may still act with credentials of it, where the run begins within `slack` seconds. */
export function sessionsOverAt(
  { sessionDuration }: Pick<PermissionSet, "sessionDuration">,
  clock: RunClock,
  slack = 0,
): string {
  return clock.fullHourAfter(sessionSeconds(sessionDuration) + MARGIN + slack);
}

/**
 * Plans to end the sessions that people have in permission sets which they lose. The Deny goes into the inline policy of each, so
 * it holds in every account: whoever keeps the permission set somewhere must not be among them. Permission sets that are not there
 * have nobody's sessions.
 */
export function endSessions(
  toEnd: readonly SessionsToEnd[],
  observation: Observation,
  instance: Instance,
  clock: RunClock,
  slack = 0,
): SessionsEnding {
  const found = toEnd.flatMap(({ permissionSet, userIds }) => {
    const present = observation.state.get(permissionSetKey(permissionSet));
    if (present?.kind !== "PermissionSet" || userIds.length === 0) return [];
    const ending = { until: sessionsOverAt(present, clock, slack), userIds };
    const endedSessions = withEnded(stillNeeded(present.endedSessions ?? [], clock.now), ending);
    const reason = notChangeable(present, observation, instance) ?? noRoom({ ...present, endedSessions });
    return [{ ending, reason, wanted: { ...unchanged(present), endedSessions } }];
  });
  const byHand = found.flatMap(({ reason, ending, wanted: { name } }) =>
    reason === undefined ? [] : [{ name, reason, ending }],
  );
  return {
    wanted: found.filter(({ reason }) => reason === undefined).map(({ wanted }) => wanted),
    ...(byHand.length === 0 ? {} : { goOn: goOnIn(byHand) }),
  };
}

/**
 * The permission sets that would end sessions not for as long as these may last from now on: a plan that was saved too long
 * ago. What is there already is no matter of the plan.
 */
export function endingTooEarly(desired: State, observed: State, clock: RunClock): readonly PermissionSet["name"][] {
  return [...desired].flatMap(([key, wanted]) => {
    if (wanted.kind !== "PermissionSet") return [];
    const added = endingsAdded(observed.get(key), wanted);
    const needed = clock.fullHourAfter(sessionSeconds(wanted.sessionDuration));
    return added.some(({ until }) => until < needed) ? [wanted.name] : [];
  });
}

/**
 * What is left for a person to do after a run: what its plan says, and where what ends sessions did not get into a permission
 * set, or not into all accounts, though the access is gone.
 */
export function sessionsGoOnAfter(
  planned: SessionsGoOn | undefined,
  results: readonly ChangeResult[],
): SessionsGoOn | undefined {
  const failed = new Map<PermissionSet["name"], string>();
  for (const result of results) {
    if (result.outcome === "applied") continue;
    const set = setBehind(resourceOf(result.change));
    // What is only not tried follows from what failed before it.
    if (set !== undefined && !failed.has(set))
      failed.set(set, "reason" in result ? result.reason : "It was not tried.");
  }
  const open = results.flatMap(({ change: { before, after } }) => {
    const reason = after?.kind === "PermissionSet" ? failed.get(after.name) : undefined;
    if (after?.kind !== "PermissionSet" || reason === undefined) return [];
    return endingsAdded(before ?? undefined, after).map((ending) => ({ name: after.name, reason, ending }));
  });
  if (open.length === 0) return planned;
  const userIds = (inlineParts(planned?.policy ?? "").endedSessions ?? []).flatMap((one) => one.userIds);
  const before = (planned?.permissionSets ?? []).map((set) => ({
    ...set,
    ending: { until: planned?.until ?? "", userIds },
  }));
  return goOnIn([...before, ...open]);
}

/** The permission set that is written or brought into an account. */
export function setBehind(resource: Resource): PermissionSet["name"] | undefined {
  if (resource.kind === "PermissionSet") return resource.name;
  return resource.kind === "PermissionSetProvisioning" ? resource.permissionSet : undefined;
}

function endingsAdded(before: Resource | undefined, after: PermissionSet): readonly EndedSessions[] {
  const had = before?.kind === "PermissionSet" ? (before.endedSessions ?? []) : [];
  return (after.endedSessions ?? []).filter(
    ({ until, userIds }) => !had.some((one) => one.until >= until && userIds.every((id) => one.userIds.includes(id))),
  );
}

function noRoom(set: PermissionSet): string | undefined {
  if (!canHoldMore(set)) return "its inline policy is no policy document";
  const excess = inlinePolicyExcess(inlineText(set) ?? "");
  return excess === undefined ? undefined : `its inline policy would have ${excess}`;
}

/** One policy for all of them: it is about people, whichever permission set they come through. */
function goOnIn(
  byHand: readonly { readonly name: string; readonly reason: string; readonly ending: EndedSessions }[],
): SessionsGoOn {
  const until = lastUntil(byHand.map(({ ending }) => ending));
  const userIds = [...new Set(byHand.flatMap(({ ending }) => ending.userIds))].sort();
  const reasons = new Map(byHand.map(({ name, reason }) => [name, reason]));
  return {
    until,
    permissionSets: [...reasons].map(([name, reason]) => ({ name, reason })),
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [endingStatement({ until, userIds })] }, undefined, 2),
  };
}
