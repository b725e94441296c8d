import { pathAndName, policyName } from "../../aws/policy-name.ts";
import { type EndedSessions, endedWords } from "../ended-sessions.ts";
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
  const policiesOf = ({ managedPolicies, customerManagedPolicies }: PermissionSet) => [
    ...managedPolicies,
    ...customerManagedPolicies.map(pathAndName),
  ];
  const [had, has] = [policiesOf(before), policiesOf(after)];
  const lacking = (from: readonly string[], to: readonly string[]) => to.filter((one) => !from.includes(one));
  const changed = (name: string, a: unknown, b: unknown) => (JSON.stringify(a) === JSON.stringify(b) ? [] : [name]);
  return [
    ...(before.sessionDuration === after.sessionDuration
      ? []
      : [`session ${before.sessionDuration} → ${after.sessionDuration}`]),
    ...lacking(had, has).map((policy) => `+ ${policyName(policy)}`),
    ...lacking(has, had).map((policy) => `- ${policyName(policy)}`),
    ...changed("inline policy", before.inlinePolicy, after.inlinePolicy),
    ...endingWords(before.endedSessions, after.endedSessions),
    ...changed("permissions boundary", before.permissionsBoundary, after.permissionsBoundary),
    ...changed("description", before.description, after.description),
    ...changed("relay state", before.relayState, after.relayState),
    ...changed("tags", before.tags, after.tags),
  ];
}

function endingWords(had: readonly EndedSessions[] = [], has: readonly EndedSessions[] = []): readonly string[] {
  const idsOf = (ended: readonly EndedSessions[]) => ended.flatMap(({ userIds }) => userIds);
  const isNew = ({ until, userIds }: EndedSessions) =>
    userIds.some((id) => !had.some((one) => one.until === until && one.userIds.includes(id)));
  const added = has.filter(isNew);
  const over = new Set(idsOf(had).filter((id) => !idsOf(has).includes(id))).size;
  return [
    ...(added.length === 0 ? [] : [`ends sessions of ${endedWords(added)}`]),
    ...(over === 0 ? [] : [`no longer ends sessions of ${over === 1 ? "1 person" : `${over} people`}`]),
  ];
}
