/** An organization with all features enabled. */
export interface Organization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  /** Absent: all features, which trusted services and delegated administrators need. */
  readonly featureSet?: "CONSOLIDATED_BILLING";
  readonly rootTags?: Readonly<Record<string, string>>;
  /** How many accounts the organization may hold before CreateAccount fails with ACCOUNT_LIMIT_EXCEEDED. */
  readonly accountLimit: number;
  /** The organization is so new that CreateAccount is refused with FinalizingOrganizationException. */
  readonly finalizing?: boolean;
  /** E-mail addresses that accounts elsewhere in AWS have: no two accounts may share one. */
  readonly takenEmails?: readonly string[];
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";

/** An account of the organization, or the one that stands alone. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  readonly joinedMethod: "CREATED" | "INVITED";
  readonly joinedAt: number;
  /** A created account is there some time before its roles can be used; absent when it always could. */
  readonly readyAt?: number;
  /** The root or an organizational unit. */
  readonly parentId: string;
  /** The administrator role that trusts the management account; invited accounts have none. */
  readonly accessRole?: string;
  /** Further roles, each for one account that it trusts. */
  readonly roles?: readonly TrustingRole[];
  readonly tags: Readonly<Record<string, string>>;
  /** Opt-in Regions that it has not enabled, besides those that nobody has. */
  readonly disabledRegions?: readonly string[];
}

/** Made by CloseAccount: the account is PENDING_CLOSURE until AWS is done, and SUSPENDED then. */
export interface AccountClosure {
  readonly accountId: string;
  readonly closedAt: number;
  readonly endsAt: number;
}

/** A role that an account elsewhere may assume. */
export interface TrustingRole {
  readonly name: string;
  readonly trusts: string;
  readonly externalId?: string;
  readonly requiresMfa?: boolean;
}

/** A folder of accounts below the root or another unit. */
export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A service that may act in the whole organization. */
export interface ServiceAccess {
  /** `sso.amazonaws.com` */
  readonly servicePrincipal: string;
  readonly enabledAt: number;
}

/** A member account that administers a service for the organization. */
export interface DelegatedAdministrator {
  readonly accountId: string;
  /** For IAM Identity Center: `sso.amazonaws.com`. */
  readonly servicePrincipal: string;
  readonly delegatedAt: number;
}

/** Made by CreateAccount; what became of it is in `state`. */
export interface CreateAccountRequest {
  /** `car-…` */
  readonly id: string;
  readonly accountName: string;
  readonly email: string;
  readonly roleName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly requestedAt: number;
  readonly endsAt: number;
  /** When the roles of the account can be used, if there will be one. */
  readonly accountReadyAt: number;
  readonly state: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  readonly accountId?: string;
  readonly failureReason?: string;
  /** Decided when the call arrived, told when the request ends. */
  readonly failsWith?: string;
}
