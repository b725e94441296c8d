import type { Safety } from "../settings/settings.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../state/all-provisioned-accounts.ts";
import type { Change } from "../state/change.ts";
import { changesRole, endsSessionsOnly, permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Observation } from "../state/observation.ts";
import { shownList } from "../text/shown-list.ts";
import type { Danger } from "./danger-schema.ts";
import { FEWEST_FOR_PERCENT, percentOf } from "./percent.ts";

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Observation;
  readonly safety: Safety;
}

/**
 * Too much of what exists changes at once. It is counted in places: a permission set in an account that has it, where
 * everybody who holds it feels the change. What is newly created counts for nothing, however much it is.
 */
export function manyChangesDanger({ changes, observation: { provisioned }, safety }: Input): Danger | undefined {
  const touched = touchedPlaces(changes, provisioned);
  const count = [...touched.values()].reduce((sum, accounts) => sum + accounts.size, 0);
  const existing = [...provisioned.values()].reduce((sum, { accountIds }) => sum + accountIds.length, 0);
  const faults = [...tooMany(count, safety), ...tooLargeAShare(count, existing, safety)];
  if (faults.length === 0) return undefined;
  const where = [...touched].map(([name, { size }]) => `${name} in ${size === 1 ? "1 account" : `${size} accounts`}`);
  return {
    name: "many-changes",
    count,
    message: `Permission sets in use would change: ${shownList(where, 3)}. ${faults.join(" ")}`,
  };
}

/** The accounts in which the role of each permission set would become another one. */
function touchedPlaces(
  changes: readonly Change[],
  provisioned: Observation["provisioned"],
): ReadonlyMap<string, ReadonlySet<string>> {
  const touched = new Map<string, Set<string>>();
  const unfelt = new Set(changes.filter(endsSessionsOnly).map(({ key }) => key));
  for (const change of changes) {
    for (const { name, accountId } of placesOf(change, provisioned)) {
      // Whoever stays does not feel that the sessions of others end; that their account gets the set's latest version, they do.
      if (unfelt.has(permissionSetKey(name)) && !provisioned.get(name)?.outdated.includes(accountId)) continue;
      touched.set(name, (touched.get(name) ?? new Set<string>()).add(accountId));
    }
  }
  return touched;
}

function placesOf(change: Change, provisioned: Observation["provisioned"]) {
  const { after } = change;
  const everywhere = (name: string) => {
    const { accountIds = [], unreachable = [] } = provisioned.get(name) ?? {};
    return accountIds.filter((id) => !unreachable.includes(id)).map((accountId) => ({ name, accountId }));
  };
  if (after?.kind === "PermissionSet") return changesRole(change) ? everywhere(after.name) : [];
  if (after?.kind !== "PermissionSetProvisioning") return [];
  const { permissionSet: name, target } = after;
  return target === ALL_PROVISIONED_ACCOUNTS ? everywhere(name) : [{ name, accountId: target }];
}

function tooMany(count: number, { maxChanges }: Safety): readonly string[] {
  return count > maxChanges ? [`${count} is over ${maxChanges} (safety.maxChanges).`] : [];
}

function tooLargeAShare(count: number, existing: number, { maxChangePercent }: Safety): readonly string[] {
  const isTooFew = existing < FEWEST_FOR_PERCENT && maxChangePercent > 0;
  if (isTooFew || count * 100 <= existing * maxChangePercent) return [];
  return [
    `${percentOf(count, existing)} % is over ${maxChangePercent} % (${count}/${existing}, safety.maxChangePercent).`,
  ];
}
