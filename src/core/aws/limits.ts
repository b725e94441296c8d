/** AWS's published limits on how fast and how much at once, as settings may override them. */
export interface Limits {
  /** Calls a second to all sso-admin operations together. */
  readonly ssoAdminPerSecond: number;
  /** Calls a second to each identitystore operation. */
  readonly identityStorePerSecond: number;
  /** Calls a second to AWS Organizations. AWS publishes no figure; this is low enough for all who measured one. */
  readonly organizationsPerSecond: number;
  /** CreateAccountAssignment and DeleteAccountAssignment requests in progress at a time. */
  readonly outstandingAssignments: number;
  /** ProvisionPermissionSet requests in progress at a time. */
  readonly outstandingProvisionings: number;
  /** CreateAccount requests in progress at a time. AWS publishes no figure; 5 is what people report. */
  readonly outstandingAccounts: number;
}

/** CDK bootstraps that go on at a time: each is a process on this computer. */
export const BOOTSTRAPS_AT_ONCE = 4;

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html, as published in 2026. */
export const AWS_LIMITS: Limits = {
  ssoAdminPerSecond: 20,
  identityStorePerSecond: 20,
  organizationsPerSecond: 10,
  outstandingAssignments: 15,
  outstandingProvisionings: 3,
  outstandingAccounts: 5,
};

/**
 * Bytes of an inline policy, white space left out, and with it.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html
 */
export const INLINE_POLICY_BYTES = { visible: 10_240, all: 32_768 } as const;

/** AWS and customer managed policies of a permission set: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
export const POLICIES_PER_PERMISSION_SET = 25;

/** Managed policies of a role, which a permission set becomes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const POLICIES_PER_ROLE = 10;

/** Those of AWS's own (`aws:`) do not count: https://docs.aws.amazon.com/singlesignon/latest/userguide/tagging.html */
export const TAGS_PER_RESOURCE = 50;
