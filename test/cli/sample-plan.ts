import { AWS_LIMITS } from "../../src/core/aws/limits.ts";
import { environmentsThere } from "../../src/core/plan/environments.ts";
import type { FoundBootstrap } from "../../src/core/plan/found-bootstraps.ts";
import type { Person } from "../../src/core/plan/person.ts";
import { assignmentOf } from "../../src/core/plan/person.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import { planOnboarding } from "../../src/core/plan/plan.ts";
import type { Blocker } from "../../src/core/state/change.ts";
import { stateOf } from "../../src/core/state/kinds.ts";
import type { Resource, ResourceKey } from "../../src/core/state/resource.ts";

/** A person with one access, as the team file would give it. */
export function person(userName: string, accountName = "Sandbox North", accountId = "210987654321"): Person {
  return {
    email: userName,
    userName,
    displayName: `Person ${userName.split("@")[0]}`,
    namesDerived: false,
    access: [
      { accountId, accountName, permissionSet: "amplify-policy", region: "eu-west-1", profile: "amplify", line: 2 },
    ],
  };
}

/** A plan over an empty Identity Center; accounts are bootstrapped unless told otherwise. */
export function samplePlan(
  people: readonly Person[],
  options: {
    readonly observed?: readonly Resource[];
    readonly blocked?: ReadonlyMap<ResourceKey, Blocker>;
    readonly warnings?: readonly string[];
    readonly bootstraps?: readonly FoundBootstrap[];
  } = {},
): Plan {
  const { observed = [], blocked = new Map(), warnings = [], bootstraps = bootstrapped(people) } = options;
  const desired = stateOf([
    {
      kind: "PermissionSet",
      name: "amplify-policy",
      sessionDuration: "PT12H",
      managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
      customerManagedPolicies: [],
      tags: {},
    },
    ...people.flatMap((one): Resource[] => [
      {
        kind: "User",
        userName: one.userName,
        email: one.email,
        givenName: "Person",
        familyName: one.userName,
        displayName: one.displayName,
      },
      ...one.access.map((access) => assignmentOf(one, access)),
    ]),
  ]);
  return planOnboarding({
    instance: {
      instanceArn: "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6",
      identityStoreId: "d-9067a1b2c3",
      region: "us-east-1",
      partition: "aws",
      managementAccountId: "111122223333",
      callerAccountId: "111122223333",
      startUrl: "https://d-9067a1b2c3.awsapps.com/start",
    },
    people,
    desired,
    observation: { state: stateOf(observed), identitySource: "identity-center", blocked, provisioned: new Map() },
    limits: AWS_LIMITS,
    safety: { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 },
    managementAccountOnly: false,
    bootstraps,
    warnings,
  });
}

/** The CDK's bootstrap in everything that these people work in. */
function bootstrapped(people: readonly Person[]): readonly FoundBootstrap[] {
  return environmentsThere(people).map((environment) => ({ ...environment, answer: { kind: "version", version: 21 } }));
}
