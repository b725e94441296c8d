/** A quota of IAM, as the Service Quotas console calls it. */
interface Quota {
  readonly name: string;
  /** Its code there, where it can be raised by it. */
  readonly code?: string;
}

/** By the name in IAM's message. https://docs.aws.amazon.com/general/latest/gr/iam-service.html */
const QUOTAS: ReadonlyMap<string, Quota> = new Map(
  Object.entries({
    RolesPerAccount: { name: "Roles per account", code: "L-FE177D64" },
    PoliciesPerRole: { name: "Managed policies per role", code: "L-0DA4ABF3" },
  }),
);

/** The quota that IAM names; what it is called in IAM's message where nothing else is known of it. */
export function quotaNamed(name = "the one that AWS names"): Quota {
  return QUOTAS.get(name) ?? { name };
}
