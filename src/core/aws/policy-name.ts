/** The name of a managed policy, which is the end of its ARN. */
export function policyName(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
