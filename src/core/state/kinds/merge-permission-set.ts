import { durationSeconds } from "../../text/duration.ts";
import { updateTags } from "../ownership.ts";
import type { PermissionSet } from "../resource.ts";

/**
 * An existing permission set, adopted: what is desired is added or replaced, what is not mentioned stays, relay state
 * and description included (UpdatePermissionSet clears what it is not sent again). Durations are compared by value.
 */
export function mergePermissionSet(before: PermissionSet, desired: PermissionSet): PermissionSet {
  const { description, relayState, inlinePolicy, endedSessions, permissionsBoundary, ...rest } = before;
  const ended = desired.endedSessions ?? endedSessions ?? [];
  const given = <Name extends string, Value>(name: Name, wanted: Value | undefined, present: Value | undefined) => {
    const value = wanted ?? present;
    return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
  };
  const after: PermissionSet = {
    ...rest,
    ...given("description", desired.description, description),
    ...given("relayState", desired.relayState, relayState),
    ...given("inlinePolicy", desired.inlinePolicy, inlinePolicy),
    ...(ended.length === 0 ? {} : { endedSessions: ended }),
    ...given("permissionsBoundary", desired.permissionsBoundary, permissionsBoundary),
    sessionDuration: sameDuration(before, desired) ? before.sessionDuration : desired.sessionDuration,
    managedPolicies: [...new Set([...before.managedPolicies, ...desired.managedPolicies])].sort(),
    customerManagedPolicies: [
      ...before.customerManagedPolicies,
      ...desired.customerManagedPolicies.filter(
        (wanted) => !before.customerManagedPolicies.some((had) => had.name === wanted.name && had.path === wanted.path),
      ),
    ],
    tags: { ...before.tags, ...desired.tags },
  };
  return { ...after, tags: updateTags(before, after) };
}

function sameDuration(a: PermissionSet, b: PermissionSet): boolean {
  return durationSeconds(a.sessionDuration) === durationSeconds(b.sessionDuration);
}
