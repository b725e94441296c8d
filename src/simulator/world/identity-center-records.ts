type IdentitySource = "IDENTITY_CENTER" | "EXTERNAL_IDP" | "ACTIVE_DIRECTORY";

/** An Identity Center: of an organization, or of one account. */
export interface Instance {
  readonly arn: string;
  /** Account instances know no permission sets and belong to one account. */
  readonly kind: "organization" | "account";
  readonly name?: string;
  readonly ownerAccountId: string;
  readonly identityStoreId: string;
  /** A custom address of the access portal, besides `https://<identity store>.awsapps.com/start`. */
  readonly subdomain?: string;
  readonly primaryRegion: string;
  /** Replicas: reads of the instance and of the directory work there, nothing else does. */
  readonly additionalRegions: readonly string[];
  readonly status: "CREATE_IN_PROGRESS" | "CREATE_FAILED" | "DELETE_IN_PROGRESS" | "ACTIVE";
  readonly statusReason?: string;
  readonly permissionSetsEnabled: boolean;
  readonly identitySource: IdentitySource;
  /** Whether new ids of the directory start with the digits of its identity store; absent: they do. */
  readonly directoryIds?: "bare" | "mixed";
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent: AWS's own key. */
  readonly kmsKeyArn?: string;
  /** What of a person's attributes goes into the sessions; absent when attributes for access control are not enabled. */
  readonly accessControlAttributes?: readonly AccessControlAttribute[];
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AccessControlAttribute.html */
export interface AccessControlAttribute {
  readonly Key: string;
  readonly Value: { readonly Source: readonly string[] };
}

/** Names a policy that each account must have itself. */
export interface CustomerManagedPolicyReference {
  readonly Name: string;
  readonly Path: string;
}

/** The policy that bounds what the role of a permission set may do, in the members of the API. */
export type PermissionsBoundary =
  | { readonly ManagedPolicyArn: string }
  | { readonly CustomerManagedPolicyReference: CustomerManagedPolicyReference };

/** A permission set with all that makes its roles: policies, boundary, session duration. */
export interface PermissionSet {
  readonly arn: string;
  readonly instanceArn: string;
  readonly name: string;
  readonly description?: string;
  /** ISO 8601, as it was given. */
  readonly sessionDuration: string;
  readonly relayState?: string;
  readonly managedPolicies: readonly { readonly Name: string; readonly Arn: string }[];
  readonly customerManagedPolicies: readonly CustomerManagedPolicyReference[];
  readonly inlinePolicy?: string;
  readonly permissionsBoundary?: PermissionsBoundary;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** Grows with each change that accounts only get by provisioning. */
  readonly version: number;
}

/** The role of a permission set in an account. It is outdated when `version` is behind the set's. */
export interface ProvisionedPermissionSet {
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly version: number;
  /** The 16 hex digits that end `AWSReservedSSO_<name>_…`. */
  readonly roleSuffix: string;
  /** The inline policy as of that version: what was put since then counts for nobody before it is provisioned. */
  readonly inlinePolicy?: string;
}

export type PrincipalType = "USER" | "GROUP";

/** A user or group that has a permission set in an account. The principal may have been deleted since. */
export interface AccountAssignment {
  readonly instanceArn: string;
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

/** A user or group that SCIM has deleted, with the directory in which AWS looks for it in vain. */
export interface LostPrincipal {
  readonly id: string;
  readonly identityStoreId: string;
}

interface Asynchronous {
  readonly requestId: string;
  readonly instanceArn: string;
  readonly permissionSetArn: string;
  readonly createdAt: number;
  /** When the work is over; until then the status is IN_PROGRESS. */
  readonly endsAt: number;
  readonly status: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  readonly failureReason?: string;
  /** Decided when the call arrived, told when the request ends. */
  readonly failsWith?: string;
}

/** Made by CreateAccountAssignment or DeleteAccountAssignment. */
export interface AssignmentRequest extends Asynchronous {
  readonly kind: "CREATE_ASSIGNMENT" | "DELETE_ASSIGNMENT";
  readonly accountId: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
  /** It makes or removes the account's role, so no other role of that account changes meanwhile. */
  readonly updatesRole: boolean;
}

/** Made by ProvisionPermissionSet. */
export interface ProvisioningRequest extends Asynchronous {
  readonly kind: "PROVISION";
  /** Absent when all provisioned accounts were asked for. */
  readonly accountId?: string;
  /** The accounts that get the new version when the request ends, even if it fails for others. */
  readonly accounts: readonly string[];
  /** The version of the permission set that is being rolled out, and its inline policy then. */
  readonly version: number;
  readonly inlinePolicy?: string;
}

export type AsynchronousRequest = AssignmentRequest | ProvisioningRequest;
