import type {
  CustomerManagedPolicyReference,
  Instance,
  PermissionSet,
  PermissionsBoundary,
} from "../world/identity-center-records.ts";
import { assignmentKey, provisionedKey } from "../world/identity-center-tables.ts";
import { newHex, newPermissionSetArn } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import type { BuildContext, Principals } from "./build-context.ts";
import type { PermissionSetDescription } from "./description.ts";

/** Adds a permission set with its assignments, and its role in each account that has one. */
export function buildPermissionSet(
  world: World,
  { arn: instanceArn }: Instance,
  description: PermissionSetDescription,
  principals: Principals,
  context: BuildContext,
): void {
  const { place, problems } = context;
  const twice = [...world.permissionSets.values()].some(
    (set) => set.instanceArn === instanceArn && set.name === description.name,
  );
  if (twice) problems.add(`${place}.name`, `${description.name} is there twice`);
  const arn = newPermissionSetArn(world, instanceArn);
  const outdated = (description.outdatedIn ?? []).map((account, index) =>
    problems.account(world, account, `${place}.outdatedIn[${index}]`),
  );
  world.permissionSets.set(arn, {
    ...attributesOf(description),
    arn,
    instanceArn,
    createdAt: context.now,
    version: outdated.length === 0 ? 1 : 2,
  });
  for (const accountId of outdated) provision(world, accountId, arn, 1);
  addAssignments(world, instanceArn, arn, description, principals, context);
}

function addAssignments(
  world: World,
  instanceArn: string,
  permissionSetArn: string,
  { assignments = [] }: PermissionSetDescription,
  { users, groups }: Principals,
  { place, problems }: BuildContext,
): void {
  for (const [index, { account, user, group }] of assignments.entries()) {
    const at = `${place}.assignments[${index}]`;
    const accountId = problems.account(world, account, `${at}.account`);
    const principalType = user === undefined ? "GROUP" : "USER";
    const principalId = user === undefined ? groups.get((group ?? "").toLowerCase()) : users.get(user.toLowerCase());
    if (principalId === undefined) {
      problems.add(at, `${user ?? group} is no ${principalType.toLowerCase()} of this instance`);
      continue;
    }
    const assignment = { instanceArn, accountId, permissionSetArn, principalType, principalId } as const;
    world.assignments.set(assignmentKey(assignment), assignment);
    if (!world.provisioned.has(provisionedKey(accountId, permissionSetArn))) {
      provision(world, accountId, permissionSetArn, world.permissionSets.get(permissionSetArn)?.version ?? 1);
    }
  }
}

function provision(world: World, accountId: string, permissionSetArn: string, version: number): void {
  const roleSuffix = newHex(world, 16);
  const { inlinePolicy } = world.permissionSets.get(permissionSetArn) ?? {};
  world.provisioned.set(provisionedKey(accountId, permissionSetArn), {
    accountId,
    permissionSetArn,
    version,
    roleSuffix,
    ...(inlinePolicy !== undefined && { inlinePolicy }),
  });
}

function attributesOf(
  description: PermissionSetDescription,
): Omit<PermissionSet, "arn" | "instanceArn" | "createdAt" | "version"> {
  const { description: about, relayState, inlinePolicy, permissionsBoundary } = description;
  return {
    name: description.name,
    sessionDuration: description.sessionDuration ?? "PT1H",
    managedPolicies: (description.managedPolicies ?? []).map((Arn) => ({
      Name: Arn.slice(Arn.lastIndexOf("/") + 1),
      Arn,
    })),
    customerManagedPolicies: (description.customerManagedPolicies ?? []).map(referenceTo),
    tags: description.tags ?? {},
    ...(about !== undefined && { description: about }),
    ...(relayState !== undefined && { relayState }),
    ...(inlinePolicy !== undefined && { inlinePolicy: JSON.stringify(inlinePolicy) }),
    ...(permissionsBoundary !== undefined && { permissionsBoundary: boundaryOf(permissionsBoundary) }),
  };
}

function boundaryOf(boundary: NonNullable<PermissionSetDescription["permissionsBoundary"]>): PermissionsBoundary {
  if ("managedPolicyArn" in boundary) return { ManagedPolicyArn: boundary.managedPolicyArn };
  return { CustomerManagedPolicyReference: referenceTo(boundary.customerManagedPolicy) };
}

function referenceTo({
  name,
  path = "/",
}: {
  name: string;
  path?: string | undefined;
}): CustomerManagedPolicyReference {
  return { Name: name, Path: path };
}
