import type * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import type { Blocker } from "./change.ts";
import type { instanceSchema } from "./instance-schema.ts";
import type { PermissionSet, Principal, ResourceKey, State } from "./resource.ts";

/** How Identity Center gets its users. No API says so; users that carry external ids give an external provider away. */
export type IdentitySource = InstanceDocument["identitySource"];

type InstanceDocument = Immutable<z.output<typeof instanceSchema>>;

/** The accounts a permission set is provisioned in, and which of them still run an older version of it. */
export interface ProvisionedAccounts {
  readonly accountIds: readonly string[];
  readonly outdated: readonly string[];
  /** Those of them that are suspended or closed: nothing reaches their roles any more. */
  readonly unreachable?: readonly string[];
}

/** What is to be known of a permission set before anything is done with it. */
export interface PermissionSetThere {
  readonly arn: string;
  /** It is provisioned in the organization's management account. */
  readonly inManagementAccount: boolean;
}

/** Whoever holds one of the plan's permission sets without being in the team file, or how many more of them there are. */
export interface UnmanagedHolder {
  readonly permissionSet: PermissionSet["name"];
  readonly accountIds: readonly string[];
  /** The name is the principal's id where the name may not be read. */
  readonly who: Principal | { readonly others: number };
  /** There is no such user or group any more. */
  readonly isGone?: true;
}

/** An assignment that nobody asked for, to be there or to be gone, and whose it is. */
export interface UnlistedHolder {
  readonly accountId: string;
  readonly permissionSet: PermissionSet["name"];
  readonly principalId: string;
  readonly who:
    | { readonly kind: "known"; readonly principal: Principal; readonly emails: readonly string[] }
    /** AWS has no such user or group any more. */
    | { readonly kind: "gone" }
    /** The name may not be read, or is none that AWS can be asked by. */
    | { readonly kind: "unread" };
}

/** Somebody in a group of the plan whom no row puts there. */
export interface OtherMember {
  readonly group: string;
  readonly userName: string;
  readonly emails: readonly string[];
}

/** A permission set that a group gives to everybody in it, and where. */
export interface Holding {
  readonly permissionSet: PermissionSet;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/** All that a group gives, with the number of permission sets that were not read; or that AWS does not let us know. */
export type GroupHoldings = "unknown" | { readonly holdings: readonly Holding[]; readonly moreSets: number };

/** Somebody of the team whom the directory has as disabled, and the page of the console where an administrator enables them. */
export interface DisabledUser {
  readonly userName: string;
  readonly page: string;
}

/**
 * An access that somebody has already, though not in the way in which their row asks for it: through these groups, or, where
 * there are none, by an assignment of their own.
 */
export interface HeldAccess {
  readonly userName: string;
  /** As the plan has it: an id, or a reference. */
  readonly accountId: string;
  readonly permissionSet: PermissionSet["name"];
  readonly groups: readonly string[];
}

/** What was read from AWS, in names. It covers what the plan can touch and nothing else. */
export interface Observation {
  readonly state: State;
  readonly identitySource: IdentitySource;
  /** Resources that must not be created, and why: a half-matching user, for instance. */
  readonly blocked: ReadonlyMap<ResourceKey, Blocker>;
  /** How many hold a permission set in an account, by {@link roleKey}; only of accounts that were asked. */
  readonly holders?: ReadonlyMap<string, number>;
  /** Resources that must not be deleted, and why: others use them. */
  readonly kept?: ReadonlyMap<ResourceKey, Blocker>;
  /** Groups that are to be gone, and in which others are than are to leave them. */
  readonly joinedByOthers?: ReadonlySet<ResourceKey>;
  /** In the order of the plan; absent when there are none. */
  readonly disabledUsers?: readonly DisabledUser[];
  /**
   * Absent when there is none. Where a group gives what a row asks for as an assignment of the person's own, that assignment
   * counts as there.
   */
  readonly heldOtherwise?: readonly HeldAccess[];
  /** Access through groups that people have beside what is to be gone of theirs: it does not end with that. */
  readonly alsoThrough?: readonly HeldAccess[];
  readonly provisioned: ReadonlyMap<PermissionSet["name"], ProvisionedAccounts>;
  /** Each permission set that is there and that the plan describes or assigns. */
  readonly permissionSets?: ReadonlyMap<PermissionSet["name"], PermissionSetThere>;
  /** The names of all permission sets that were met on the way; all there are, where one was looked for in vain. */
  readonly permissionSetNames?: readonly string[];
  /** Permission sets whose tags this endpoint does not tell, as AWS always does: whose they are is not known. */
  readonly tagsUntold?: ReadonlySet<PermissionSet["name"]>;
  /** Those met in the accounts that were read anyway; absent when nobody looked. */
  readonly unmanaged?: readonly UnmanagedHolder[];
  /** All of them, in all accounts of the plan; absent when nobody asked who they are. */
  readonly unlisted?: readonly UnlistedHolder[];
  /** Others in the groups of the plan, as far as they may be read; absent when nobody asked. */
  readonly othersInGroups?: readonly OtherMember[];
  /** What is to be known of how AWS spells what was found. */
  readonly notes?: readonly string[];
  /** Of the groups that are there and that somebody is still to join. */
  readonly groupHoldings?: ReadonlyMap<ResourceKey, GroupHoldings>;
}

/** The Identity Center that the plan is for; every call goes to its primary Region. */
export type Instance = Omit<InstanceDocument, "identitySource">;
