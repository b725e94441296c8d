/** The name of a managed policy, which is the end of its ARN. */
export function policyName(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

/** A customer managed policy, by what tells it from others in an account; without a path it is at the top. */
interface CustomerPolicy {
  readonly name: string;
  readonly path?: string;
}

/** A customer managed policy by its path and its name. */
export function pathAndName({ path = "/", name }: CustomerPolicy): string {
  return `${path}${name}`;
}

/**
 * Each policy that cannot be in one account with an earlier one, behind that one: in an account a name is unique, whatever the path and
 * the case. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
export function policyNameClashes<Named>(
  all: readonly Named[],
  policyOf: (one: Named) => CustomerPolicy,
): readonly (readonly [Named, Named])[] {
  const isClash = (one: CustomerPolicy, other: CustomerPolicy) =>
    one.name.toLowerCase() === other.name.toLowerCase() && pathAndName(one) !== pathAndName(other);
  return all.flatMap((later, index) => {
    const earlier = all.slice(0, index).find((one) => isClash(policyOf(one), policyOf(later)));
    return earlier === undefined ? [] : [[earlier, later] as const];
  });
}
