import type { CustomerManagedPolicyReference } from "./identity-center-records.ts";

/** An IAM policy that accounts have of their own: in IAM its name is unique in an account, whatever its case and path. */
export interface CustomerManagedPolicy extends CustomerManagedPolicyReference {
  /** The accounts that have it; absent: every one, those that are yet to be made too. */
  readonly accounts?: readonly string[];
}

/**
 * Whether a reference leads to a policy in an account: to its name, under just its path. When nobody said which policies
 * accounts have, they have every one.
 */
export function hasCustomerManagedPolicy(
  policies: readonly CustomerManagedPolicy[] | undefined,
  accountId: string,
  { Name, Path }: CustomerManagedPolicyReference,
): boolean {
  if (policies === undefined) return true;
  return policies.some(
    (policy) => policy.Name === Name && policy.Path === Path && (policy.accounts?.includes(accountId) ?? true),
  );
}
