import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Instance, Observation } from "../state/observation.ts";
import type { PermissionSet, Resource } from "../state/resource.ts";
import { impossibleContent, unprovisionable } from "./impossible-permission-set.ts";

/** Who would make the changes, to what. */
export interface Circumstances {
  readonly instance: Instance;
  /** The account that acts. */
  readonly actingAccountId: string;
  readonly observation: Observation;
  readonly changes: readonly Change[];
}

/** Why AWS is known to refuse a change, with the way out for whoever acts; `undefined` where nothing is known against it. */
export function impossible(change: Change, circumstances: Circumstances): Blocker | undefined {
  return beyondDelegation(change, circumstances) ?? twinOf(change, circumstances) ?? unusableSet(change, circumstances);
}

/**
 * A delegated administrator has no say in the management account, nor over a permission set that is provisioned there: not
 * even where it is assigned in another account.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
 */
function beyondDelegation(
  change: Change,
  { instance, actingAccountId, observation }: Circumstances,
): Blocker | undefined {
  const { managementAccountId } = instance;
  if (actingAccountId === managementAccountId) return undefined;
  const resource = resourceOf(change);
  const you = `a delegated administrator, as which you act from ${actingAccountId},`;
  const asManager = `Run the same command with credentials of the management account ${managementAccountId} (--profile)`;
  if (resource.kind === "AccountAssignment" && resource.accountId === managementAccountId) {
    return {
      reason: `Nobody but the management account ${managementAccountId} gives access to itself: ${you} cannot.`,
      remedy: `${asManager}, or leave that account out.`,
    };
  }
  const name = permissionSetOf(resource);
  if (name === undefined || observation.permissionSets?.get(name)?.inManagementAccount !== true) return undefined;
  return {
    reason: `Permission set ${name} is provisioned in the management account ${managementAccountId}: ${you} can neither change it nor assign it, in no account.`,
    remedy:
      change.action === "delete"
        ? `${asManager}.`
        : `${asManager}, or give people a permission set of their own: --permission-set NAME, or defaults.permissionSet in the settings.`,
  };
}

/** Names that differ by case only: nobody tells their roles apart, and clients and files that fold case mix them up. */
function twinOf(change: Change, { observation }: Circumstances): Blocker | undefined {
  if (change.action !== "create" || change.after.kind !== "PermissionSet") return undefined;
  const { name } = change.after;
  const twin = observation.permissionSetNames?.find((one) => one !== name && one.toLowerCase() === name.toLowerCase());
  if (twin === undefined) return undefined;
  return {
    reason: `AWS has a permission set ${twin}, which differs from ${name} by case only: people and tools could not tell the two apart.`,
    remedy: `Call it ${twin}, too, if it is meant (--permission-set ${twin}, and that name under permissionSets in the settings), or choose another name.`,
  };
}

/** What the permission set would hold in the end, or holds while nothing of it changes. */
function unusableSet(change: Change, { instance, observation, changes }: Circumstances): Blocker | undefined {
  const name = permissionSetOf(resourceOf(change));
  if (name === undefined || change.after === null) return undefined;
  const place = { instanceArn: instance.instanceArn, arn: observation.permissionSets?.get(name)?.arn };
  if (change.after.kind === "PermissionSet") return impossibleContent(change.after, place);
  const key = permissionSetKey(name);
  const present = observation.state.get(key);
  // What becomes of the set is told of its own change, which the others need.
  if (present?.kind !== "PermissionSet" || changes.some((one) => one.key === key)) return undefined;
  return unprovisionable(present, place);
}

/** The permission set that a change is about. */
function permissionSetOf(resource: Resource): PermissionSet["name"] | undefined {
  if (resource.kind === "PermissionSet") return resource.name;
  return "permissionSet" in resource ? resource.permissionSet : undefined;
}
