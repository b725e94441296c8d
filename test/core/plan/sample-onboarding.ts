import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import type { Access, Person } from "../../../src/core/plan/person.ts";
import { type Plan, type PlanInput, planOnboarding } from "../../../src/core/plan/plan.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../src/core/state/all-provisioned-accounts.ts";
import type { Change } from "../../../src/core/state/change.ts";
import { changesRole } from "../../../src/core/state/kinds/permission-set.ts";
import { keyOf, stateOf } from "../../../src/core/state/kinds.ts";
import type { Instance, Observation } from "../../../src/core/state/observation.ts";
import type { AccountAssignment, PermissionSet, Resource, User } from "../../../src/core/state/resource.ts";

/** Plain values that the tests of planning and reporting start from. */
export const instance: Instance = {
  instanceArn: "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6",
  identityStoreId: "d-9067a1b2c3",
  region: "eu-west-1",
  partition: "aws",
  managementAccountId: "111122223333",
  callerAccountId: "111122223333",
  startUrl: "https://d-9067a1b2c3.awsapps.com/start",
};

export const north = "210987654321";
export const south = "345678901234";

export function user(userName: string, others: Partial<User> = {}): User {
  return {
    kind: "User",
    userName,
    email: `${userName}@example.com`,
    givenName: "Ana",
    familyName: "Silva",
    displayName: "Ana Silva",
    ...others,
  };
}

export function permissionSet(others: Partial<PermissionSet> = {}): PermissionSet {
  return {
    kind: "PermissionSet",
    name: "amplify-policy",
    sessionDuration: "PT12H",
    managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
    customerManagedPolicies: [],
    tags: {},
    ...others,
  };
}

export function assigned(name: string, accountId = north, type: "USER" | "GROUP" = "USER"): AccountAssignment {
  return { kind: "AccountAssignment", accountId, permissionSet: "amplify-policy", principal: { type, name } };
}

export function access(others: Partial<Access> = {}): Access {
  return {
    accountId: north,
    accountName: "Sandbox North",
    permissionSet: "amplify-policy",
    region: "eu-west-1",
    profile: "amplify",
    line: 2,
    ...others,
  };
}

export function person(userName: string, ...entries: readonly Access[]): Person {
  return {
    email: `${userName}@example.com`,
    userName,
    displayName: "Ana Silva",
    namesDerived: false,
    access: entries.length === 0 ? [access()] : entries,
  };
}

export function observed(resources: readonly Resource[] = [], others: Partial<Observation> = {}): Observation {
  return {
    state: stateOf(resources),
    identitySource: "identity-center",
    blocked: new Map(),
    provisioned: new Map(),
    ...others,
  };
}

export function planFor(desired: readonly Resource[], others: Partial<PlanInput> = {}): Plan {
  return planOnboarding({
    instance,
    people: [],
    desired: stateOf(desired),
    observation: observed(),
    limits: AWS_LIMITS,
    safety: { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 },
    managementAccountOnly: false,
    warnings: [],
    ...others,
  });
}

export function creation(after: Resource): Change {
  const [change] = planFor([after]).changes;
  if (change === undefined) throw new Error("nothing to create");
  return change;
}

/** The change that deletes this. */
export function deletion(before: Resource): Change {
  return { action: "delete", key: keyOf(before), before, after: null };
}

/** What AWS would show after these changes: the pure counterpart of carrying a plan out. */
export function afterChanges(before: Observation, changes: readonly Change[]): Observation {
  const open = changes.filter((change) => change.blocked === undefined);
  const made = open.flatMap(({ after }) => after ?? []).filter(({ kind }) => kind !== "PermissionSetProvisioning");
  const provisioned = new Map(before.provisioned);
  for (const change of open.filter(changesRole)) {
    const { after } = change;
    if (after?.kind !== "PermissionSet") continue;
    const accountIds = provisioned.get(after.name)?.accountIds ?? [];
    provisioned.set(after.name, { accountIds, outdated: accountIds });
  }
  for (const { after } of open) {
    if (after?.kind !== "PermissionSetProvisioning") continue;
    const { accountIds = [], outdated = [] } = provisioned.get(after.permissionSet) ?? {};
    const done = after.target === ALL_PROVISIONED_ACCOUNTS ? accountIds : [after.target];
    provisioned.set(after.permissionSet, { accountIds, outdated: outdated.filter((id) => !done.includes(id)) });
  }
  const taken = new Set(open.filter(({ action }) => action === "delete").map(({ key }) => key));
  const kept = [...before.state].flatMap(([key, resource]) => (taken.has(key) ? [] : [resource]));
  return { ...before, state: stateOf([...kept, ...made]), provisioned };
}
