/** Why AWS refused, as far as its error's name, code, status and place tell. Each has a remedy of its own. */
export const CAUSE_KINDS = [
  /** A customer managed policy of the permission set is not in the account, under that name and path. */
  "missing-policy",
  /** The same of its permissions boundary. */
  "missing-boundary",
  /** A policy of the set that IAM attaches to no role of Identity Center's. */
  "unattachable-policy",
  "malformed-policy",
  "quota",
  /** The person or group that is to be assigned is not in the directory, or not seen there yet. */
  "no-principal",
  /** The organization, or who pays for it, is not ready for another account. */
  "unready-organization",
  /** Identity Center does not get into the account: it is suspended, closed or new. */
  "unreachable-account",
  /** A policy of the organization denies it, whatever other policies allow. */
  "organization-policy",
  "not-allowed",
  /** A delegated administrator and something that lives in the management account. */
  "management-account",
  /** The customer managed key of the instance may not be used by the caller. */
  "kms-denied",
  /** That key is disabled, pending deletion, gone or of no use for this. */
  "kms-key",
  "kms-throttled",
  /** The same thing was being changed in another way, each time it was tried. */
  "conflict",
  "throttled",
  "aws-failed",
] as const;

export type CauseKind = (typeof CAUSE_KINDS)[number];

/**
 * The cause of a failure, as data: failures with equal causes have one remedy, and another try meets it again wherever the place is the
 * same. Not there where nothing but AWS's words is known.
 */
export interface FailureCause {
  readonly kind: CauseKind;
  /** Whatever is in all of these has the cause; nothing in it: the caller, wherever they go. */
  readonly place: {
    readonly accountId?: string;
    readonly permissionSet?: string;
    readonly principal?: { readonly type: "USER" | "GROUP"; readonly name: string };
  };
  /** What is missing, denied or used up, as AWS spells it: a policy's ARN, an action, a quota. */
  readonly subject?: string;
}
