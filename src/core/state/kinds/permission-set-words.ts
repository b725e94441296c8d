import type { PermissionSet } from "../resource.ts";

/** What a new one holds. */
export function contentOf(set: PermissionSet): readonly string[] {
  return [
    set.sessionDuration,
    ...set.managedPolicies.map(policyName),
    ...set.customerManagedPolicies.map(({ name }) => name),
    ...(set.inlinePolicy === undefined ? [] : ["an inline policy"]),
    ...(set.permissionsBoundary === undefined ? [] : ["a permissions boundary"]),
  ];
}

/** What becomes another one, each in a few words. */
export function differencesOf(before: PermissionSet, after: PermissionSet): readonly string[] {
  const added = after.managedPolicies.filter((arn) => !before.managedPolicies.includes(arn)).map(policyName);
  const customer = after.customerManagedPolicies.slice(before.customerManagedPolicies.length).map(({ name }) => name);
  const changed = (name: string, a: unknown, b: unknown) => (JSON.stringify(a) === JSON.stringify(b) ? [] : [name]);
  return [
    ...(before.sessionDuration === after.sessionDuration
      ? []
      : [`session ${before.sessionDuration} → ${after.sessionDuration}`]),
    ...[...added, ...customer].map((name) => `+ ${name}`),
    ...changed("inline policy", before.inlinePolicy, after.inlinePolicy),
    ...changed("permissions boundary", before.permissionsBoundary, after.permissionsBoundary),
    ...changed("description", before.description, after.description),
    ...changed("relay state", before.relayState, after.relayState),
    ...changed("tags", before.tags, after.tags),
  ];
}

function policyName(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
