import bundled from "./aws-managed-policies.json" with { type: "json" };
import type { World } from "./world.ts";

/** Where each AWS managed policy lives: no two have one name. */
const paths: ReadonlyMap<string, string> = new Map(
  Object.entries(bundled.paths).flatMap(([path, names]) => names.split(" ").map((name) => [name, path] as const)),
);

/** Whether AWS has this policy in a partition, under just this path: as of the list's date, or by the organization file. */
export function isAwsManagedPolicy(
  { addedManagedPolicies, absentManagedPolicies }: World,
  policyArn: string,
  partition: string,
): boolean {
  const place = policyArn.slice(policyArn.indexOf("/"));
  const name = policyNameOf(policyArn);
  if (policyArn !== `arn:${partition}:iam::aws:policy${place}`) return false;
  if (absentManagedPolicies?.includes(name)) return false;
  return place === `${paths.get(name)}${name}` || addedManagedPolicies.includes(place);
}

/** Whether only a service's own role may have the policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html */
export function isServiceRolePolicy(policyArn: string): boolean {
  return policyArn.includes(":policy/aws-service-role/");
}

/** The last part of a policy's ARN. */
export function policyNameOf(policyArn: string): string {
  return policyArn.slice(policyArn.lastIndexOf("/") + 1);
}
