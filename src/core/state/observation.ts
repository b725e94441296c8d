import type { Blocker } from "./change.ts";
import type { PermissionSet, Principal, ResourceKey, State } from "./resource.ts";

/** How Identity Center gets its users. No API says so; users that carry external ids give an external provider away. */
export type IdentitySource = "identity-center" | "external" | "unknown";

/** The accounts a permission set is provisioned in, and which of them still run an older version of it. */
export interface ProvisionedAccounts {
  readonly accountIds: readonly string[];
  readonly outdated: readonly string[];
  /** Those of them that are suspended or closed: nothing reaches their roles any more. */
  readonly unreachable?: readonly string[];
}

/** Whoever holds one of the plan's permission sets without being in the team file, or how many more of them there are. */
export interface Stranger {
  readonly permissionSet: PermissionSet["name"];
  readonly accountIds: readonly string[];
  /** The name is the principal's id where the name may not be read. */
  readonly who: Principal | { readonly others: number };
}

/** What was read from AWS, in names. It covers what the plan can touch and nothing else. */
export interface Observation {
  readonly state: State;
  readonly identitySource: IdentitySource;
  /** Resources that must not be created, and why: a half-matching user, for instance. */
  readonly blocked: ReadonlyMap<ResourceKey, Blocker>;
  readonly provisioned: ReadonlyMap<PermissionSet["name"], ProvisionedAccounts>;
  /** Those met in the accounts that were read anyway; absent when nobody looked. */
  readonly strangers?: readonly Stranger[];
}

/** The Identity Center that the plan is for. */
export interface Instance {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  /** Its primary Region; every call goes there. */
  readonly region: string;
  readonly partition: string;
  readonly managementAccountId: string;
  readonly callerAccountId: string;
  /** The access portal, when it can be known. */
  readonly startUrl?: string;
}
