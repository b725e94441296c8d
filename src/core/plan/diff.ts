import type { Change } from "../state/change.ts";
import { creationTags, updateTags } from "../state/ownership.ts";
import type { Account, PermissionSet, Resource, ResourceKey, State } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { durationSeconds } from "../text/duration.ts";

/**
 * What must change so that everything desired is there. What is only observed is left alone: nothing is ever
 * removed because a file stopped naming it. Changes come in the order of `desired`.
 */
export function diff(observed: State, desired: State): readonly Change[] {
  return [...desired].flatMap(([key, resource]) => {
    const change = changeOf(key, observed.get(key), resource);
    return change === undefined ? [] : [change];
  });
}

function changeOf(key: ResourceKey, before: Resource | undefined, desired: Resource): Change | undefined {
  if (before === undefined) return { action: "create", key, before: null, after: created(desired) };
  const after = merged(before, desired);
  return canonicalJson(after) === canonicalJson(before) ? undefined : { action: "update", key, before, after };
}

/** What is there, with what is desired of it. Most things are there or not, and nothing of them is ever changed. */
function merged(before: Resource, desired: Resource): Resource {
  if (before.kind === "PermissionSet" && desired.kind === "PermissionSet") return mergePermissionSet(before, desired);
  if (before.kind === "Account" && desired.kind === "Account") return movedAccount(before, desired);
  if (before.kind === "Bootstrap" && desired.kind === "Bootstrap") {
    return before.version < desired.version ? desired : before;
  }
  return before;
}

/** An account is moved out of the root only, where AWS puts new ones: wherever else it stands, somebody has put it. */
function movedAccount(before: Account, { organizationalUnit }: Account): Account {
  if (organizationalUnit === undefined || before.organizationalUnit !== undefined) return before;
  return { ...before, organizationalUnit };
}

function created(desired: Resource): Resource {
  if (desired.kind !== "PermissionSet") return desired;
  return { ...desired, tags: creationTags(desired) };
}

/**
 * An existing permission set, adopted: what is desired is added or replaced, what is not mentioned stays, relay state
 * and description included (UpdatePermissionSet clears what it is not sent again). Durations are compared by value.
 */
function mergePermissionSet(before: PermissionSet, desired: PermissionSet): PermissionSet {
  const { description, relayState, inlinePolicy, permissionsBoundary, ...rest } = before;
  const given = <Name extends string, Value>(name: Name, wanted: Value | undefined, present: Value | undefined) => {
    const value = wanted ?? present;
    return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
  };
  const after: PermissionSet = {
    ...rest,
    ...given("description", desired.description, description),
    ...given("relayState", desired.relayState, relayState),
    ...given("inlinePolicy", desired.inlinePolicy, inlinePolicy),
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

/** Whether accounts that already have the permission set must be provisioned again: tags alone never reach a role. */
export function changesRole(change: Change): boolean {
  if (change.action !== "update" || change.before.kind !== "PermissionSet") return false;
  const withoutTags = (resource: Resource) => canonicalJson({ ...resource, tags: {} });
  return withoutTags(change.before) !== withoutTags(change.after);
}

function sameDuration(a: PermissionSet, b: PermissionSet): boolean {
  return durationSeconds(a.sessionDuration) === durationSeconds(b.sessionDuration);
}
