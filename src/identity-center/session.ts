import type { OrganizationAccount } from "../core/organization/organization-account.ts";
import { isReference } from "../core/state/account-reference.ts";
import { accountKey } from "../core/state/kinds/account.ts";
import type { Instance } from "../core/state/observation.ts";
import type { ResourceKey } from "../core/state/resource.ts";
import type { Aws } from "./calls/aws.ts";
import type { Outstanding } from "./calls/outstanding.ts";
import type { UnitFinder } from "./connect/organizational-units.ts";
import type { AccountRequests } from "./kinds/account/account-requests.ts";
import type { AssignmentRequests } from "./kinds/account-assignment/assignment-requests.ts";
import type { OpenAssignments } from "./kinds/account-assignment/open-assignments.ts";
import type { Holder } from "./kinds/account-assignment/unmanaged.ts";

/** AWS's identifiers behind the names that plans speak in: user ids, group ids, permission set ARNs, ids of new accounts. */
export type Identifiers = Map<ResourceKey, string>;

/** What every call of a run needs. It lives as long as the run. */
export interface Session {
  readonly aws: Aws;
  readonly instance: Instance;
  /** Aborted when the run is interrupted. */
  readonly signal?: AbortSignal;
  /** The organization's accounts as they were when the run began. */
  readonly accounts: readonly OrganizationAccount[];
  /** Accounts that are known to be suspended, closed or not open yet: nothing can be provisioned there. */
  readonly inactiveAccounts: ReadonlySet<string>;
  /** Ids of accounts that this run has made: AWS may not let anybody into them yet. */
  readonly freshAccounts: Set<string>;
  /** Filled while observing and creating; never part of a plan. */
  readonly ids: Identifiers;
  readonly outstandingAssignments: Outstanding;
  readonly outstandingProvisionings: Outstanding;
  readonly outstandingAccounts: Outstanding;
  readonly outstandingBootstraps: Outstanding;
  /** Qualifiers of other bootstrap stacks that were found where the one for ampx is missing. */
  readonly otherQualifiers: Map<ResourceKey, readonly string[]>;
  /** Accounts that have a role for a permission set, as `roleIn` names them: another assignment there makes none. */
  readonly roles: Set<string>;
  /** Who holds a permission set in an account, by role: looks that were begun before somebody asked. */
  readonly earlyLooks: Map<string, Promise<readonly Holder[]>>;
  readonly assignmentRequests: AssignmentRequests;
  readonly openAssignments: OpenAssignments;
  readonly accountRequests: AccountRequests;
  readonly units: UnitFinder;
}

/** The role for a permission set in an account. */
export function roleIn(accountId: string, permissionSet: string): string {
  return `${accountId}|${permissionSet}`;
}

/** The identifier behind a key. Its absence is a bug: the runner makes dependencies first. */
export function identifierOf(session: Session, key: ResourceKey): string {
  const id = session.ids.get(key);
  if (id === undefined) throw new Error(`no identifier is known for ${key}`);
  return id;
}

/** The id of an account that a plan names by its id or by a reference; `undefined` for one that is not there yet. */
export function accountIdOf(session: Session, account: string): string | undefined {
  return isReference(account) ? session.ids.get(accountKey(account)) : account;
}
