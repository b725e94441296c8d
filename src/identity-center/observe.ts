import type { Wanted } from "../core/plan/desired.ts";
import { permissionSetKey } from "../core/state/kinds/permission-set.ts";
import { stateOf } from "../core/state/kinds.ts";
import type { Observation, ProvisionedAccounts } from "../core/state/observation.ts";
import { isOurs } from "../core/state/ownership.ts";
import type { Kind, Resource, State } from "../core/state/resource.ts";
import { explain } from "./calls/explain.ts";
import { observeAlsoThrough } from "./kinds/account-assignment/held-otherwise.ts";
import { holdersByRole } from "./kinds/account-assignment/look-at-assignments.ts";
import { namesOfOthers, observeUnlisted } from "./kinds/account-assignment/unlisted.ts";
import { observeUnmanaged } from "./kinds/account-assignment/unmanaged.ts";
import type { OpenKinds } from "./kinds/kinds.ts";
import type { Observed } from "./kinds/open-kind.ts";
import { type Looks, openLooks, type Scope } from "./looks.ts";
import type { Session } from "./session/session.ts";

/**
 * Reads what is wanted to be there or to be gone, and nothing else. Ids of what is found are kept in the session.
 * The permission sets that are only assigned, without being described, are read too. What `early` has read already is not read again.
 */
export async function observe(
  session: Session,
  kinds: OpenKinds,
  wanted: Wanted,
  scope: Scope = "plan",
  early?: Looks,
): Promise<Observation> {
  try {
    const { seen } = openLooks(kinds, wanted, scope, early);
    const found = await Promise.all((Object.keys(kinds) as Kind[]).map(seen));
    const {
      identitySource = "unknown",
      provisioned = new Map(),
      permissionSetNames = [],
      holders = [],
      names = new Map(),
      groupHoldings,
      disabledUsers = [],
      heldOtherwise = [],
      joinedByOthers = new Set(),
      tagsUntold,
      othersInGroups,
    } = merged(found);
    const alsoThrough = scope === "plan" ? [] : await observeAlsoThrough(session, wanted.absent, holders);
    const unmanaged = scope === "plan" ? undefined : await observeUnmanaged(session, holders, wanted.state, names);
    const state = stateOf(found.flatMap(({ resources }) => resources));
    const unlisted =
      scope === "plan-and-unlisted"
        ? await observeUnlisted(session, holders, new Map([...wanted.state, ...wanted.absent]))
        : undefined;
    const others = othersInGroups === undefined ? undefined : await namesOfOthers(session, othersInGroups);
    return {
      state,
      identitySource,
      blocked: new Map(found.flatMap(({ blocked = [] }) => [...blocked])),
      holders: new Map([...holdersByRole(holders)].map(([role, { length }]) => [role, length])),
      kept: new Map(found.flatMap(({ kept = [] }) => [...kept])),
      provisioned: new Map(
        [...provisioned].filter(([name]) => mayChange(wanted.state, state.get(permissionSetKey(name)))),
      ),
      ...(joinedByOthers.size === 0 ? {} : { joinedByOthers }),
      permissionSetNames,
      ...(tagsUntold === undefined ? {} : { tagsUntold }),
      permissionSets: permissionSetsThere(session, provisioned),
      ...(disabledUsers.length === 0 ? {} : { disabledUsers }),
      notes: found.flatMap(({ notes = [] }) => [...notes]),
      ...(heldOtherwise.length === 0 ? {} : { heldOtherwise }),
      ...(alsoThrough.length === 0 ? {} : { alsoThrough }),
      ...(unmanaged === undefined ? {} : { unmanaged }),
      ...(unlisted === undefined ? {} : { unlisted }),
      ...(others === undefined ? {} : { othersInGroups: others }),
      ...(groupHoldings === undefined ? {} : { groupHoldings }),
    };
  } catch (error) {
    throw explain(error, "reading what is in Identity Center", {
      instance: session.instance,
      place: {},
      isInAccount: false,
    });
  }
}

/** Whether a plan may change a permission set: it is described, or ends sessions and will do so no more. */
function mayChange(desired: State, present: Resource | undefined): boolean {
  if (present?.kind !== "PermissionSet") return false;
  return desired.has(permissionSetKey(present.name)) || (isOurs(present) && present.endedSessions !== undefined);
}

function permissionSetsThere(
  { ids, instance }: Session,
  provisioned: ReadonlyMap<string, ProvisionedAccounts>,
): NonNullable<Observation["permissionSets"]> {
  const there = [...provisioned].map(([name, { accountIds }]) => {
    const inManagementAccount = accountIds.includes(instance.managementAccountId);
    return [name, { arn: ids.get(permissionSetKey(name)) ?? "", inManagementAccount }] as const;
  });
  return new Map(there);
}

/** What only one kind tells of. */
function merged(found: readonly Observed<Resource>[]): Omit<Observed<Resource>, "resources" | "blocked" | "notes"> {
  return Object.assign({}, ...found);
}
