import { POLICIES_PER_ROLE } from "../aws/limits.ts";
import type { Change } from "../state/change.ts";
import { extraPolicies } from "../state/extra-policies.ts";
import { groupKey } from "../state/kinds/group.ts";
import type { ProvisionedAccounts } from "../state/observation.ts";
import { type Part, partsChangedBehind } from "../state/ownership.ts";
import type { PermissionSet, ResourceKey, State } from "../state/resource.ts";
import type { Person } from "./person.ts";

/** What an adopted permission set has beyond what was asked for. It is left as it is, and said, unless as drift. */
export function adoptionWarnings(observed: State, desired: State): readonly string[] {
  return [...desired].flatMap(([key, wanted]) => {
    const present = observed.get(key);
    if (wanted.kind !== "PermissionSet" || present?.kind !== "PermissionSet") return [];
    const drifted = partsChangedBehind(present, wanted);
    return extrasOf(present, wanted)
      .filter(({ part }) => !drifted.includes(part))
      .map(
        ({ extra }) =>
          `Permission set ${wanted.name} also has ${extra}, which the settings do not name. It is left as it is.`,
      );
  });
}

function extrasOf(present: PermissionSet, wanted: PermissionSet) {
  const { managed, customer } = extraPolicies(present, wanted);
  const extra = (part: Part, text: string) => ({ part, extra: text });
  return [
    ...managed.map((arn) => extra("managed", `the policy ${arn}`)),
    ...customer.map((policy) => extra("customer", `the customer managed policy ${policy}`)),
    ...(present.inlinePolicy !== undefined && wanted.inlinePolicy === undefined
      ? [extra("inline", "an inline policy")]
      : []),
    ...(present.permissionsBoundary !== undefined && wanted.permissionsBoundary === undefined
      ? [extra("boundary", "a permissions boundary")]
      : []),
  ];
}

/**
 * A group opens every account it is assigned in to everybody in it. Where the team file puts people with different
 * accounts into one group, some get more than their own row says: that is told, not guessed away.
 */
export function sharedGroupWarnings(people: readonly Person[]): readonly string[] {
  const reach = new Map<ResourceKey, { readonly group: string; readonly accounts: Map<string, string> }>();
  for (const { group, accountId, permissionSet, accountName } of people.flatMap((person) => person.access)) {
    if (group === undefined) continue;
    const reached = reach.get(groupKey(group)) ?? { group, accounts: new Map<string, string>() };
    reached.accounts.set(`${accountId}|${permissionSet}`, accountName);
    reach.set(groupKey(group), reached);
  }
  return [...reach].flatMap(([key, { group, accounts }]) => {
    const wider = people.filter((person) => {
      const own = person.access.filter((access) => access.group !== undefined && groupKey(access.group) === key);
      return own.length > 0 && own.length < accounts.size;
    });
    if (wider.length === 0) return [];
    const names = [...new Set(accounts.values())].join(", ");
    const who = wider.length === 1 ? "1 person" : `${wider.length} people`;
    return [`Group ${group} is assigned in ${names}: ${who} in it will reach more accounts than their rows name.`];
  });
}

/** Accounts that are suspended or closed keep the version of a permission set that they have. */
export function unreachableWarnings(
  changes: readonly Change[],
  provisioned: ReadonlyMap<string, ProvisionedAccounts>,
): readonly string[] {
  return changes.flatMap(({ after }) => {
    if (after?.kind !== "PermissionSet") return [];
    const unreachable = provisioned.get(after.name)?.unreachable ?? [];
    if (unreachable.length === 0) return [];
    return [
      `Permission set ${after.name} keeps its older version in ${unreachable.join(", ")}: suspended and closed accounts cannot be provisioned.`,
    ];
  });
}

/** Assigning a group that was there before opens the account to everybody in it, not only to people of the team file. */
export function existingGroupWarnings(observed: State, changes: readonly Change[]): readonly string[] {
  const groups = new Map<string, number>();
  for (const { after } of changes) {
    if (after?.kind !== "AccountAssignment" || after.principal.type !== "GROUP") continue;
    const { name } = after.principal;
    if (observed.has(groupKey(name))) groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  return [...groups].map(([name, count]) => {
    const where = count === 1 ? "1 account" : `${count} accounts`;
    return `Group ${name} exists already: everybody who is in it now gets into ${where} too, also people the team file does not name.`;
  });
}

/** What is described is warned of where it is described; here it is what is there already that makes it many. */
export function roleQuotaWarnings(changes: readonly Change[], desired: State): readonly string[] {
  const countOf = ({ managedPolicies, customerManagedPolicies }: PermissionSet) =>
    managedPolicies.length + customerManagedPolicies.length;
  return changes.flatMap(({ key, before, after }) => {
    const wanted = desired.get(key);
    if (before?.kind !== "PermissionSet" || after?.kind !== "PermissionSet" || wanted?.kind !== "PermissionSet")
      return [];
    const count = countOf(after);
    if (count <= POLICIES_PER_ROLE || countOf(wanted) > POLICIES_PER_ROLE || count === countOf(before)) return [];
    return [
      `Permission set ${after.name} would have ${count} managed policies with those that it has; a role in an account has ${POLICIES_PER_ROLE} unless its quota was raised. Raise the IAM quota "Managed policies attached to an IAM role" in each target account first.`,
    ];
  });
}
