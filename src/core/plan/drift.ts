import type * as z from "zod";
import type { Change } from "../state/change.ts";
import { changesRole, permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Observation, UnmanagedHolder } from "../state/observation.ts";
import type { PermissionSet, State } from "../state/resource.ts";
import type { Immutable } from "../text/immutable.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import { changesBehind } from "./drift-of-permission-set.ts";
import type { driftSchema } from "./plan-schema.ts";

/**
 * What is in AWS otherwise than it was left: told apart from what the team file newly asks for. Plain JSON.
 * `changed`: a permission set of ours was changed behind our back. `outdated`: accounts run an older version of it.
 * `stranger`: somebody holds one of the plan's permission sets and is not in the team file.
 */
export type Drift = Immutable<z.output<typeof driftSchema>>;

/** What was found otherwise than it was left, permission sets in the order of `desired`. Pure, and no part of the fingerprint. */
export function driftOf(observation: Observation, desired: State, changes: readonly Change[]): readonly Drift[] {
  const sets = [...desired.values()].filter((resource) => resource.kind === "PermissionSet");
  return [
    ...sets.flatMap((wanted) => changedDrift(wanted, observation, changes)),
    ...sets.flatMap(({ name }) => outdatedDrift(name, observation, changes)),
    ...(observation.unmanaged ?? []).map(strangerDrift),
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
      accountIds: provisioned.get(wanted.name)?.accountIds ?? [],
    },
  ];
}

/** A set that changes makes its accounts outdated anyway; then there is nothing to tell. */
function outdatedDrift(name: string, { provisioned }: Observation, changes: readonly Change[]): readonly Drift[] {
  const { outdated = [], unreachable = [] } = provisioned.get(name) ?? {};
  const accountIds = outdated.filter((account) => !unreachable.includes(account));
  const isChanging = changes.some((change) => change.key === permissionSetKey(name) && changesRole(change));
  if (accountIds.length === 0 || isChanging) return [];
  const where = accountIds.length === 1 ? "1 account runs" : `${accountIds.length} accounts run`;
  const message = `${where} an older version of permission set ${name}: ${shownList(accountIds)}. This plan provisions it there again.`;
  return [{ kind: "outdated", permissionSet: name, message, accountIds }];
}

function strangerDrift({ permissionSet, accountIds, who }: UnmanagedHolder): Drift {
  const where = `permission set ${permissionSet} in ${accountIds.length === 1 ? "account" : "accounts"} ${shownList(accountIds)}`;
  if ("others" in who) {
    const message = `${who.others} more that the team file does not name ${who.others === 1 ? "holds" : "hold"} ${where}.`;
    return { kind: "stranger", permissionSet, message, accountIds };
  }
  const name = visibleText(who.name);
  const kind = who.type === "USER" ? "User" : "Group";
  const message = `${kind} ${name} holds ${where}, and the team file does not name ${who.type === "USER" ? "them" : "it"}.`;
  return { kind: "stranger", permissionSet, message, accountIds, principal: { type: who.type, name } };
}
