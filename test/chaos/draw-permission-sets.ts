import type { Random } from "./random.ts";

/** The members of a permission set in `onboard.json`, as far as schedules use them. */
export interface WrittenSet {
  readonly managedPolicies?: readonly string[];
  readonly customerManagedPolicies?: readonly { readonly name: string; readonly path?: string }[];
  readonly inlinePolicy?: Readonly<Record<string, unknown>>;
  readonly permissionsBoundary?: { readonly managedPolicyArn: string };
  readonly sessionDuration?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface DescribedSet {
  readonly name: string;
  readonly written: WrittenSet;
}

const policies = ["ReadOnlyAccess", "AWSCloudFormationReadOnlyAccess", "CloudWatchLogsReadOnlyAccess"] as const;

/** Permission sets as settings describe them; `amplify-policy` is among them even when nobody wrote it down. */
export function drawDescribedSets(random: Random): readonly DescribedSet[] {
  const sets: DescribedSet[] = [{ name: "amplify-policy", written: random.chance(0.5) ? {} : drawWritten(random) }];
  for (const name of ["backend-deploy", "Logs.Viewer"]) {
    if (random.chance(0.35)) sets.push({ name, written: drawWritten(random) });
  }
  return sets;
}

export function policyArn(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

function drawWritten(random: Random): WrittenSet {
  return {
    managedPolicies: [policies[0], ...random.some(policies.slice(1), 0.4)].map(policyArn),
    ...(random.chance(0.3) ? { customerManagedPolicies: [{ name: "TeamBoundaries" }] } : {}),
    ...(random.chance(0.4) ? { inlinePolicy: document("s3:ListAllMyBuckets") } : {}),
    ...(random.chance(0.25) ? { permissionsBoundary: { managedPolicyArn: policyArn("PowerUserAccess") } } : {}),
    ...(random.chance(0.5) ? { sessionDuration: random.pick(["PT4H", "PT8H", "PT12H"]) } : {}),
    ...(random.chance(0.4) ? { description: "Backend developers" } : {}),
    ...(random.chance(0.3) ? { tags: { team: "backend" } } : {}),
  };
}

export function document(action: string): Readonly<Record<string, unknown>> {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [action], Resource: "*" }] };
}
