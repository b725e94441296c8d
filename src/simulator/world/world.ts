import type { CustomerManagedPolicy } from "./customer-managed-policies.ts";
import {
  type GroupTable,
  groupTable,
  type MembershipTable,
  membershipTable,
  type UserTable,
  userTable,
} from "./directory-tables.ts";
import { type IamUserTable, iamUserTable } from "./iam-users.ts";
import type { Instance, LostPrincipal, PermissionSet } from "./identity-center-records.ts";
import {
  type AssignmentTable,
  assignmentTable,
  type ProvisionedTable,
  provisionedTable,
  type RequestTable,
  requestTable,
} from "./identity-center-tables.ts";
import type {
  Account,
  AccountClosure,
  CreateAccountRequest,
  DelegatedAdministrator,
  Organization,
  OrganizationalUnit,
  ServiceAccess,
} from "./organization-records.ts";
import type { Bootstrap, FirstSignIn, OidcClient, PortalSession } from "./sign-in-records.ts";
import {
  type AccessTokenTable,
  type AuthorizationTable,
  accessTokenTable,
  authorizationTable,
} from "./sign-in-tables.ts";
import { type StackTable, stackTable } from "./stacks.ts";
import { Table } from "./table.ts";

/**
 * Everything the simulator knows, as plain data that survives `JSON.stringify`. Tables are maps keyed by id; their
 * records are never changed in place but replaced (`table.set(id, { ...record, … })`), so that a copy of the maps is a
 * snapshot. Times are milliseconds since the epoch; operations that answer them convert with `timestamp`.
 */
export interface World {
  /** Identifiers are drawn from this seed, so that the same calls give the same ids. */
  readonly seed: string;
  idsDrawn: number;

  /** Who signs requests, unless the access key was issued by AssumeRole. */
  caller: Caller;
  readonly regions: RegionRules;
  readonly answers: Answers;

  /** Absent when the caller's account is not in an organization. */
  organization: Organization | undefined;
  readonly accounts: Map<string, Account>;
  readonly organizationalUnits: Map<string, OrganizationalUnit>;
  /** Keyed by `accountId/servicePrincipal`. */
  readonly delegatedAdministrators: Map<string, DelegatedAdministrator>;
  /** Keyed by account id. */
  readonly accountClosures: Map<string, AccountClosure>;
  /** Keyed by service principal. */
  readonly serviceAccess: Map<string, ServiceAccess>;
  readonly createAccountRequests: Map<string, CreateAccountRequest>;

  /** Keyed by instance ARN. */
  readonly instances: Map<string, Instance>;
  readonly users: UserTable;
  readonly groups: GroupTable;
  readonly memberships: MembershipTable;

  /** Users and groups that SCIM has deleted, by id: their assignments cannot be deleted any more. */
  readonly lostPrincipals: Map<string, LostPrincipal>;
  /** AWS managed policies that the bundled list does not have, each as `/path/Name`. */
  readonly addedManagedPolicies: readonly string[];
  /** Names of those of the list that this partition has not. */
  readonly absentManagedPolicies?: readonly string[];
  /** Absent: every account has whatever policy is asked for. */
  readonly customerManagedPolicies: readonly CustomerManagedPolicy[] | undefined;
  /** Keyed by permission set ARN. */
  readonly permissionSets: Map<string, PermissionSet>;
  /** Keyed by {@link provisionedKey}. */
  readonly provisioned: ProvisionedTable;
  /** Keyed by {@link assignmentKey}. */
  readonly assignments: AssignmentTable;
  /** Keyed by request id. */
  readonly requests: RequestTable;

  /** Keyed by access key id. */
  readonly temporaryCredentials: Map<string, TemporaryCredentials>;

  /** Keyed by client id. */
  readonly oidcClients: Map<string, OidcClient>;
  readonly clientAuthorizations: AuthorizationTable;
  readonly portalSessions: Map<string, PortalSession>;
  /** Keyed by the token itself. */
  readonly accessTokens: AccessTokenTable;
  /** Keyed by user id. */
  readonly firstSignIns: Map<string, FirstSignIn>;

  /** Keyed by {@link bootstrapKey}. */
  readonly bootstraps: Map<string, Bootstrap>;
  /** Keyed by stack ARN. */
  readonly stacks: StackTable;
  /** Keyed by {@link iamUserKey}. */
  readonly iamUsers: IamUserTable;
}

/** Who signs a request. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
  /** Set for the role of a permission set: the caller may do what its policies allow, and no more. */
  readonly permissionSetArn?: string;
  /** What tells that role from one that the permission set had in the account before, or has since. */
  readonly roleSuffix?: string;
  /** Of a person's role: the user's id in the directory, and when the credentials were given. */
  readonly directoryUserId?: string;
  readonly issuedAt?: number;
  /** The session policy that a role was assumed with: what it does not allow, the session may not do either. */
  readonly sessionPolicy?: string;
}

interface RegionRules {
  /** Regions where a service control policy denies everything but the global services. */
  readonly denied: readonly string[];
  /** Opt-in Regions that the account has not enabled: its tokens are not valid there. */
  readonly disabled: readonly string[];
}

/** Which members of AWS's changing APIs stand in the answers. */
export interface Answers {
  /** `PrimaryRegion` and `Regions` of an instance, which AWS answers since mid-2026. */
  readonly instanceRegions: boolean;
  /** An account's `State`, the `Status` that it replaces, or both. */
  readonly accountState: "State" | "Status" | "both";
  /** Whether ListAccountAssignmentsForPrincipal of a user tells what their groups have, too: no document says. */
  readonly groupAssignments: boolean;
}

interface TemporaryCredentials extends Caller {
  readonly accessKeyId: string;
  readonly expiresAt: number;
}

/** A world without anything in it. */
export function emptyWorld(seed: string): World {
  return {
    seed,
    idsDrawn: 0,
    caller: { accountId: "", arn: "", userId: "" },
    regions: { denied: [], disabled: [] },
    answers: { instanceRegions: true, accountState: "both", groupAssignments: true },
    organization: undefined,
    accounts: new Map(),
    organizationalUnits: new Map(),
    delegatedAdministrators: new Map(),
    accountClosures: new Map(),
    serviceAccess: new Map(),
    createAccountRequests: new Map(),
    instances: new Map(),
    users: userTable(),
    groups: groupTable(),
    memberships: membershipTable(),
    lostPrincipals: new Map(),
    addedManagedPolicies: [],
    customerManagedPolicies: undefined,
    permissionSets: new Map(),
    provisioned: provisionedTable(),
    assignments: assignmentTable(),
    requests: requestTable(),
    temporaryCredentials: new Map(),
    oidcClients: new Map(),
    clientAuthorizations: authorizationTable(),
    portalSessions: new Map(),
    accessTokens: accessTokenTable(),
    firstSignIns: new Map(),
    bootstraps: new Map(),
    stacks: stackTable(),
    iamUsers: iamUserTable(),
  };
}

/** The same world at another place: tables are copied, not the records, which are never changed in place. */
export function copyWorld(world: World): World {
  const copy = Object.entries(world).map(([name, value]) => {
    if (value instanceof Table) return [name, value.copy()];
    return [name, value instanceof Map ? new Map(value) : value];
  });
  return Object.fromEntries(copy) as World;
}
