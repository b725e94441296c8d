/**
 * AWS's published limits, all in force at once. `Infinity` switches one off.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export interface Limits {
  /** Requests a second for all sso-admin operations together. */
  readonly ssoAdminPerSecond: number;
  /** Requests a second for each identitystore operation. */
  readonly identityStorePerSecond: number;
  /** Requests a second for each organizations operation. AWS publishes no number. */
  readonly organizationsPerSecond: number;
  readonly stsPerSecond: number;
  /** How many requests may come at once before a rate applies. AWS publishes no number. */
  readonly burst: number;
  /** CreateAccountAssignment and DeleteAccountAssignment requests in progress. */
  readonly outstandingAssignments: number;
  /** ProvisionPermissionSet requests in progress. */
  readonly outstandingProvisionings: number;
  /** CreateAccount requests in progress; commonly quoted, not published. */
  readonly outstandingAccounts: number;
  /** Member accounts that may be closed within 30 days; AWS allows more to organizations of more than 1,250 accounts. */
  readonly closedAccounts: number;
  readonly permissionSets: number;
  readonly policiesPerPermissionSet: number;
  /** IAM's own limit of managed policies on one role, which the role of a permission set is held to in its account. */
  readonly policiesPerRole: number;
}

export const publishedLimits: Limits = {
  ssoAdminPerSecond: 20,
  identityStorePerSecond: 20,
  organizationsPerSecond: 20,
  stsPerSecond: 100,
  burst: 20,
  outstandingAssignments: 15,
  outstandingProvisionings: 3,
  outstandingAccounts: 5,
  closedAccounts: 250,
  permissionSets: 3_500,
  policiesPerPermissionSet: 25,
  policiesPerRole: 10,
};
