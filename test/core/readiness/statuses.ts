import type { BootstrapAnswer } from "../../../src/core/aws/cdk-bootstrap.ts";
import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import { assignmentOf, type Person } from "../../../src/core/plan/person.ts";
import { type Plan, planOnboarding } from "../../../src/core/plan/plan.ts";
import { type Status, statusOf } from "../../../src/core/readiness/status.ts";
import type { Blocker } from "../../../src/core/state/change.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { ProvisionedAccounts } from "../../../src/core/state/observation.ts";
import type { PermissionSet, Resource, ResourceKey } from "../../../src/core/state/resource.ts";

export const NORTH = { accountId: "210987654321", accountName: "Sandbox North" } as const;
export const STAGING = { accountId: "456789012345", accountName: "Staging" } as const;

const GOOD: BootstrapAnswer = { kind: "version", version: 21 };

const SET: PermissionSet = {
  kind: "PermissionSet",
  name: "amplify-policy",
  sessionDuration: "PT12H",
  managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
  customerManagedPolicies: [],
  tags: { "managed-by": "amplify-onboard" },
};

/** A person with these accounts, in the second line of the team file unless told otherwise. */
export function person(
  userName: string,
  accounts: readonly { readonly accountId: string; readonly accountName: string; readonly group?: string }[] = [NORTH],
  { line = 2, region = "eu-west-1" } = {},
): Person {
  return {
    email: userName,
    userName,
    displayName: "Ana Silva",
    namesDerived: false,
    access: accounts.map((account) => ({
      ...account,
      permissionSet: SET.name,
      region,
      profile: "amplify",
      line,
    })),
  };
}

/** Everything that this person needs in Identity Center. */
function resourcesOf(one: Person): readonly Resource[] {
  const { email, userName, displayName } = one;
  const groups = one.access.flatMap(({ group }): Resource[] =>
    group === undefined
      ? []
      : [
          { kind: "Group", displayName: group },
          { kind: "GroupMembership", group, userName },
        ],
  );
  return [
    { kind: "User", userName, email, givenName: "Ana", familyName: "Silva", displayName },
    ...groups,
    ...one.access.map((access) => assignmentOf(one, access)),
  ];
}

interface Found {
  /** What AWS has; everything that is wanted unless told otherwise. */
  readonly observed?: (resource: Resource) => Resource | undefined;
  /** Accounts that are wanted as new. */
  readonly accounts?: readonly Resource[];
  readonly blocked?: ReadonlyMap<ResourceKey, Blocker>;
  readonly provisioned?: ProvisionedAccounts;
  readonly bootstraps?: Readonly<Record<string, BootstrapAnswer>>;
}

/** The plan for these people over what was found. */
function planFor(people: readonly Person[], found: Found): Plan {
  const desired = [...(found.accounts ?? []), SET, ...people.flatMap(resourcesOf)];
  const { observed = (resource: Resource) => resource, blocked = new Map(), provisioned } = found;
  return planOnboarding({
    instance: {
      instanceArn: "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6",
      identityStoreId: "d-9067a1b2c3",
      region: "us-east-1",
      partition: "aws",
      managementAccountId: "111122223333",
      callerAccountId: "111122223333",
    },
    people,
    desired: stateOf(desired),
    observation: {
      state: stateOf(desired.flatMap((resource) => observed(resource) ?? [])),
      identitySource: "identity-center",
      blocked,
      provisioned: new Map(provisioned === undefined ? [] : [[SET.name, provisioned]]),
    },
    limits: AWS_LIMITS,
    safety: { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 },
    managementAccountOnly: false,
    warnings: [],
  });
}

/** The status of these people over what was found; environments are bootstrapped unless told otherwise. */
export function statusFor(people: readonly Person[], found: Found = {}): Status {
  const all = people.flatMap(({ access }) => access.map(({ accountId, region }) => `${accountId}/${region}`));
  return statusOf(planFor(people, found), new Map(all.map((key) => [key, found.bootstraps?.[key] ?? GOOD])));
}
