/**
 * An AWS account of the organization that the team file asks for as `new`. AWS gives it its id, so it is known by a
 * reference of ours, and found again by the address of its root user, which no two accounts share.
 */
export interface Account {
  readonly kind: "Account";
  /** `new:NAME`, which stands for the account's id wherever a plan needs it. */
  readonly reference: string;
  readonly name: string;
  /** Of its root user. */
  readonly email: string;
  /** The path of its unit, names from the root down. Desired: absent leaves it where it is. Observed: absent in the root. */
  readonly organizationalUnit?: string;
  /** The role that Organizations makes in it, through which the management account gets in. */
  readonly accessRole: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A person in the Identity Center directory. Keyed by user name, which can never change. */
export interface User {
  readonly kind: "User";
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
}

export interface Group {
  readonly kind: "Group";
  readonly displayName: string;
}

export interface GroupMembership {
  readonly kind: "GroupMembership";
  readonly group: string;
  readonly userName: string;
}

export interface CustomerManagedPolicy {
  readonly name: string;
  readonly path: string;
}

export type PermissionsBoundary =
  | { readonly managedPolicyArn: string }
  | { readonly customerManagedPolicy: CustomerManagedPolicy };

/** A permission set. An absent optional member means "leave it as it is" when desired, "AWS has none" when observed. */
export interface PermissionSet {
  readonly kind: "PermissionSet";
  readonly name: string;
  /** ISO 8601, as AWS spells it: `PT12H`. Compared by value. */
  readonly sessionDuration: string;
  readonly description?: string;
  readonly relayState?: string;
  /** ARNs, sorted. */
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly CustomerManagedPolicy[];
  /** Canonical JSON text of the policy document. */
  readonly inlinePolicy?: string;
  readonly permissionsBoundary?: PermissionsBoundary;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Principal {
  readonly type: "USER" | "GROUP";
  /** The user name or the group's display name. */
  readonly name: string;
}

export interface AccountAssignment {
  readonly kind: "AccountAssignment";
  /** 12 digits, or the reference of an {@link Account}. */
  readonly accountId: string;
  readonly permissionSet: string;
  readonly principal: Principal;
}

/** Whether the role of a permission set in accounts that already have it is at the set's latest version. */
export interface PermissionSetProvisioning {
  readonly kind: "PermissionSetProvisioning";
  readonly permissionSet: string;
  /** An account id, or all accounts that have the set in one request (AWS allows that up to 3,500 accounts). */
  readonly target: string | typeof ALL_PROVISIONED_ACCOUNTS;
}

export const ALL_PROVISIONED_ACCOUNTS = "ALL_PROVISIONED_ACCOUNTS";

/** The CDK's bootstrap stack in one Region of an account, under the qualifier that ampx looks for. */
export interface Bootstrap {
  readonly kind: "Bootstrap";
  /** 12 digits, or the reference of an {@link Account}. */
  readonly accountId: string;
  readonly region: string;
  /** Desired: the least that will do. Observed: the one that is there. */
  readonly version: number;
  /** The role through which the account is entered. */
  readonly accessRole: string;
}

export type Resource =
  | Account
  | User
  | Group
  | GroupMembership
  | PermissionSet
  | AccountAssignment
  | PermissionSetProvisioning
  | Bootstrap;

/** Identifies a resource by its names; two runs, and desired and observed, agree on it. */
export type ResourceKey = string & { readonly __brand?: "ResourceKey" };

/** Desired and observed are the same type, so that they can be compared. */
export type State = ReadonlyMap<ResourceKey, Resource>;

/** The key under which a resource is found in a {@link State}. Parts are joined by a character that no name may hold. */
export function keyOf(resource: Resource): ResourceKey {
  return partsOf(resource).join("|") as ResourceKey;
}

/** The state that holds these resources; a resource named twice counts once. */
export function stateOf(resources: Iterable<Resource>): State {
  return new Map([...resources].map((resource) => [keyOf(resource), resource]));
}

function partsOf(resource: Resource): readonly string[] {
  switch (resource.kind) {
    case "Account":
      return ["Account", folded(resource.reference)];
    case "User":
      return ["User", folded(resource.userName)];
    case "Group":
      return ["Group", folded(resource.displayName)];
    case "GroupMembership":
      return ["GroupMembership", folded(resource.group), folded(resource.userName)];
    case "PermissionSet":
      return ["PermissionSet", resource.name];
    case "AccountAssignment":
      return [
        "AccountAssignment",
        folded(resource.accountId),
        resource.permissionSet,
        resource.principal.type,
        folded(resource.principal.name),
      ];
    case "PermissionSetProvisioning":
      return ["PermissionSetProvisioning", resource.permissionSet, resource.target];
    case "Bootstrap":
      return ["Bootstrap", folded(resource.accountId), resource.region];
    default:
      return resource satisfies never;
  }
}

/** User and group names are told apart without regard to case, as the directory does. A `|` in a name is escaped. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll("%", "%25").replaceAll("|", "%7C");
}
