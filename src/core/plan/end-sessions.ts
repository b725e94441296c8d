import { inlinePolicyExcess } from "../aws/policy-rules.ts";
import {
  canHoldMore,
  type EndedSessions,
  endingStatement,
  inlineText,
  lastUntil,
  stillNeeded,
  withEnded,
} from "../state/ended-sessions.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Instance, Observation } from "../state/observation.ts";
import type { PermissionSet } from "../state/resource.ts";
import { durationSeconds } from "../text/duration.ts";
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
/** The longest session of a role, in seconds. */
const LONGEST = 43_200;

/** Until when whoever loses a permission set may still act with credentials of it, where the run begins within `slack` seconds. */
export function sessionsOverAt(
  { sessionDuration }: Pick<PermissionSet, "sessionDuration">,
  clock: RunClock,
  slack = 0,
): string {
  return clock.fullHourAfter((durationSeconds(sessionDuration) ?? LONGEST) + MARGIN + slack);
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
  return {
    until,
    permissionSets: byHand.map(({ name, reason }) => ({ name, reason })),
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [endingStatement({ until, userIds })] }, undefined, 2),
  };
}
