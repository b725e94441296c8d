import { isReference } from "../../core/state/account-reference.ts";
import { accountKey } from "../../core/state/kinds/account.ts";
import type { Instance } from "../../core/state/observation.ts";
import type { ResourceKey } from "../../core/state/resource.ts";
import type { Aws } from "../calls/aws.ts";
import { type OrganizationAccounts, openOrganization } from "../connect/organization-accounts.ts";

/** AWS's identifiers behind the names that plans speak in: user ids, group ids, permission set ARNs, ids of new accounts. */
export type Identifiers = Map<ResourceKey, string>;

/** What every call of a run needs. It lives as long as the run; what else a kind of resource remembers, it remembers itself. */
export interface Session {
  readonly aws: Aws;
  readonly instance: Instance;
  /** Aborted when the run is interrupted. */
  readonly signal?: AbortSignal;
  /** The organization's accounts as they were when the run began. */
  readonly accounts: OrganizationAccounts;
  /** Filled while observing and creating; never part of a plan. */
  readonly ids: Identifiers;
}

/** A session for one run against one instance. */
export function openSession(
  aws: Aws,
  instance: Instance,
  signal?: AbortSignal,
  accounts: OrganizationAccounts = openOrganization(aws, instance.managementAccountId),
): Session {
  return { aws, instance, ...(signal === undefined ? {} : { signal }), accounts, ids: new Map() };
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
