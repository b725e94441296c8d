import type { Change } from "../state/change.ts";
import { changesRole, permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Observation } from "../state/observation.ts";
import type { PermissionSet, Resource, State } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import type { Company } from "./company.ts";
import type { Drift } from "./drift-entry.ts";
import { driftOfPeople } from "./drift-of-people.ts";
import { changesBehind } from "./drift-of-permission-set.ts";

interface DriftInput {
  readonly observation: Observation;
  readonly desired: State;
  readonly changes: readonly Change[];
  readonly company: Company;
  /** What onboard gave people of the plan and their rows name no more; it is there, and stays. */
  readonly moved: readonly Resource[];
  /** The address of somebody of the plan. */
  readonly emailOf: (userName: string) => string;
  /** What an account is called; never empty. */
  readonly accountName: (accountId: string) => string;
}

/** What was found otherwise than it was left, permission sets in the order of `desired`. Pure, and no part of the fingerprint. */
export function driftOf({ observation, desired, changes, accountName, ...people }: DriftInput): readonly Drift[] {
  const sets = [...desired.values()].filter((resource) => resource.kind === "PermissionSet");
  return [
    ...sets.flatMap((wanted) => changedDrift(wanted, observation, changes)),
    ...sets.flatMap(({ name }) => outdatedDrift(name, observation, changes, accountName)),
    ...driftOfPeople({ observation, desired, accountName, ...people }),
  ];
}

function changedDrift(
  wanted: PermissionSet,
  { state, provisioned }: Observation,
  changes: readonly Change[],
): readonly Drift[] {
  const key = permissionSetKey(wanted.name);
  const present = state.get(key);
  const found = present?.kind === "PermissionSet" ? changesBehind(present, wanted) : [];
  if (found.length === 0) return [];
  const isUpdated = changes.some((change) => change.key === key);
  const ending = isUpdated
    ? "This plan puts back what the settings name; the rest stays as it is."
    : "The settings do not name it, so it stays as it is.";
  return [
    {
      kind: "changed",
      permissionSet: wanted.name,
      message: `Permission set ${wanted.name} is not as onboard left it: ${found.join("; ")}. ${ending}`,
      remedy: "If it was meant, say it in the settings; else find out who changed it (CloudTrail: sso.amazonaws.com).",
      accountIds: provisioned.get(wanted.name)?.accountIds ?? [],
    },
  ];
}

/** A set that changes makes its accounts outdated anyway; then there is nothing to tell. */
function outdatedDrift(
  name: string,
  { provisioned }: Observation,
  changes: readonly Change[],
  accountName: DriftInput["accountName"],
): readonly Drift[] {
  const { outdated = [], unreachable = [] } = provisioned.get(name) ?? {};
  const accountIds = outdated.filter((account) => !unreachable.includes(account));
  const isChanging = changes.some((change) => change.key === permissionSetKey(name) && changesRole(change));
  if (accountIds.length === 0 || isChanging) return [];
  const where = accountIds.length === 1 ? "1 account runs" : `${accountIds.length} accounts run`;
  const message = `${where} an older version of permission set ${name}: ${shownList(accountIds.map(accountName))}. This plan provisions it there again.`;
  return [{ kind: "outdated", permissionSet: name, message, remedy: "Apply the plan.", accountIds }];
}
