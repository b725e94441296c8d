import { isControlTowers } from "../aws/control-tower.ts";
import { endedWords, stillNeeded, withoutUsers } from "../state/ended-sessions.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Instance, Observation } from "../state/observation.ts";
import { isOurs } from "../state/ownership.ts";
import type { PermissionSet, ResourceKey, State } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import type { RunClock } from "../text/run-clock.ts";
import type { Wanted } from "./desired.ts";

interface Circumstances {
  readonly now: RunClock["now"];
  readonly instance: Instance;
  /** Ids of the people who are to have the permission set: what ended their sessions must not keep them out. */
  readonly holdersOf: (permissionSet: PermissionSet["name"]) => readonly string[];
}

/**
 * The same, without what ended sessions in the observed permission sets and is over by now. Whatever else is wanted of them
 * leaves what is still needed as it is. Only permission sets of ours are touched, and only by who may.
 */
export function withEndedSessionsLeft<Want extends Wanted>(
  wanted: Want,
  observation: Observation,
  { now, instance, holdersOf }: Circumstances,
): Want {
  const changed = [...observation.state].flatMap(([key, present]): readonly [ResourceKey, PermissionSet][] => {
    if (present.kind !== "PermissionSet" || present.endedSessions === undefined || wanted.absent.has(key)) return [];
    const left = withoutUsers(stillNeeded(present.endedSessions, now), holdersOf(present.name));
    const isSame = canonicalJson(left) === canonicalJson(present.endedSessions);
    if (isSame || notChangeable(present, observation, instance) !== undefined) return [];
    const described = wanted.state.get(key);
    const desired = described?.kind === "PermissionSet" ? described : unchanged(present);
    return [[key, { ...desired, endedSessions: left }]];
  });
  return changed.length === 0 ? wanted : { ...wanted, state: new Map([...wanted.state, ...changed]) };
}

/** A permission set as it is, as what is wanted of it. */
export function unchanged(present: PermissionSet): PermissionSet {
  return { ...present, tags: {} };
}

/** Why nothing is put into a permission set, or taken out of it: it is another's, or out of reach for the caller. */
export function notChangeable(
  set: PermissionSet,
  { permissionSets }: Pick<Observation, "permissionSets">,
  { managementAccountId, callerAccountId }: Instance,
): string | undefined {
  if (isControlTowers(set.name)) return "Control Tower keeps it";
  if (!isOurs(set)) return "onboard did not make it";
  const isOutOfReach =
    callerAccountId !== managementAccountId && permissionSets?.get(set.name)?.inManagementAccount === true;
  return isOutOfReach
    ? `it is provisioned in the management account ${managementAccountId}, and only that account changes it`
    : undefined;
}

/** That permission sets end sessions, as long as they do; what the plan does about it stands among its changes. */
export function endedSessionsWarnings(observed: State, desired: State): readonly string[] {
  return [...observed.values()].flatMap((present) => {
    if (present.kind !== "PermissionSet" || present.endedSessions === undefined) return [];
    const wanted = desired.get(permissionSetKey(present.name));
    if (wanted?.kind === "PermissionSet" && wanted.endedSessions !== undefined) return [];
    return [
      `Permission set ${present.name} ends sessions of ${endedWords(present.endedSessions)}, by a statement in its inline policy. The first run after that which looks at it and may change it takes it out.`,
    ];
  });
}
