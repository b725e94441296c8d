import { addToolkitStack } from "../cloudformation/existing-toolkit.ts";
import { newHex } from "../world/ids.ts";
import type { Account, TrustingRole } from "../world/organization-records.ts";
import { usualRegionOf } from "../world/partitions.ts";
import { ssoServicePrincipal } from "../world/standing.ts";
import { type Answers, emptyWorld, type World } from "../world/world.ts";
import { buildCustomerManagedPolicies } from "./build-customer-managed-policies.ts";
import { buildIamUsers } from "./build-iam-users.ts";
import { buildInstance } from "./build-instance.ts";
import { BuildProblems } from "./build-problems.ts";
import { buildRoleCaller } from "./build-role-caller.ts";
import { defaultOrganization } from "./default-organization.ts";
import type { OrganizationDescription } from "./description.ts";

/**
 * The world that a description stands for. Members that are absent come from the default organization. Throws
 * InputRefused with every name that leads nowhere and every id that is there twice.
 */
export function buildWorld(description: OrganizationDescription, seed: string, now: number): World {
  const problems = new BuildProblems();
  const world: Draft = {
    ...emptyWorld(seed),
    regions: regionsOf(description),
    answers: answersOf(description),
    ...(description.absentAwsManagedPolicies && { absentManagedPolicies: description.absentAwsManagedPolicies }),
    addedManagedPolicies: (description.awsManagedPolicies ?? []).map((name) =>
      name.startsWith("/") ? name : `/${name}`,
    ),
  };
  const management = { ...defaultOrganization.managementAccount, ...description.managementAccount };
  if (description.organization !== false) {
    world.organization = {
      id: `o-${newHex(world, 10)}`,
      managementAccountId: management.id,
      rootId: `r-${newHex(world, 4)}`,
      accountLimit: description.accountLimit ?? 50,
      finalizing: description.finalizing ?? false,
      takenEmails: description.takenEmails ?? [],
    };
  }
  const rootId = world.organization?.rootId ?? "";
  const { iamUsers: ofManagement = [], ...managementAccount } = management;
  addAccount(world, { ...managementAccount, joinedMethod: "INVITED", parentId: rootId, joinedAt: now });
  buildIamUsers(world, management.id, ofManagement, { now, place: "managementAccount", problems });
  const members = description.accounts ?? (description.organization === false ? [] : defaultOrganization.accounts);
  addMembers(world, members, now, problems);
  for (const path of description.organizationalUnits ?? []) unitAt(world, path);
  const hasIdentityCenter = world.organization !== undefined && description.instances?.length !== 0;
  for (const servicePrincipal of description.serviceAccess ?? (hasIdentityCenter ? [ssoServicePrincipal] : [])) {
    world.serviceAccess.set(servicePrincipal, { servicePrincipal, enabledAt: now });
  }
  addDelegatedAdministrators(world, description.delegatedAdministrators ?? [], now, problems);

  const caller = description.caller?.account;
  const accountId = caller === undefined ? management.id : problems.account(world, caller, "caller.account");
  const partition = description.partition ?? "aws";
  world.caller = callerIn(accountId, partition, description.caller?.arn);
  const instances = description.instances ?? (description.organization === false ? [] : defaultOrganization.instances);
  world.customerManagedPolicies = buildCustomerManagedPolicies(world, description.customerManagedPolicies, problems);
  for (const [index, instance] of instances.entries()) {
    buildInstance(world, instance, { partition, now, place: `instances[${index}]`, problems });
  }
  const { permissionSet, user } = description.caller ?? {};
  if (permissionSet !== undefined && user !== undefined) {
    world.caller = buildRoleCaller(world, { accountId, permissionSet, user }, { now, problems });
  }
  const ownAccounts = description.accounts !== undefined || description.organization === false;
  const regions = [usualRegionOf(partition)];
  const usual = ownAccounts ? [] : defaultOrganization.bootstrapped.map((account) => ({ account, regions }));
  addBootstraps(world, description.bootstrap ?? usual, now, problems);
  problems.throwIfAny();
  return world;
}

/** A world that is not finished. */
type Draft = Omit<World, "customerManagedPolicies"> & { customerManagedPolicies: World["customerManagedPolicies"] };

type MemberDescription = NonNullable<OrganizationDescription["accounts"]>[number];

function addMembers(world: World, members: readonly MemberDescription[], now: number, problems: BuildProblems): void {
  for (const [index, member] of members.entries()) {
    const { organizationalUnit, joined = "CREATED", accessRole = "OrganizationAccountAccessRole" } = member;
    if (world.accounts.has(member.id)) problems.add(`accounts[${index}].id`, `${member.id} is there twice`);
    addAccount(world, {
      id: member.id,
      name: member.name,
      email: member.email,
      state: member.state ?? "ACTIVE",
      joinedMethod: joined,
      joinedAt: now,
      parentId: unitAt(world, organizationalUnit ?? ""),
      ...((joined === "CREATED" || member.accessRole !== undefined) && { accessRole }),
      ...(member.roles !== undefined && { roles: member.roles.map(roleOf) }),
      tags: member.tags ?? {},
      ...(member.disabledRegions !== undefined && { disabledRegions: member.disabledRegions }),
    });
    buildIamUsers(world, member.id, member.iamUsers ?? [], { now, place: `accounts[${index}]`, problems });
  }
}

function roleOf({
  name,
  trusts,
  externalId,
  requiresMfa,
}: NonNullable<MemberDescription["roles"]>[number]): TrustingRole {
  return {
    name,
    trusts,
    ...(externalId === undefined ? {} : { externalId }),
    ...(requiresMfa === undefined ? {} : { requiresMfa }),
  };
}

type NewAccount = Pick<
  Account,
  "id" | "name" | "joinedMethod" | "joinedAt" | "parentId" | "accessRole" | "roles" | "disabledRegions"
> & {
  readonly email?: string | undefined;
  readonly state?: Account["state"];
  readonly tags?: Account["tags"];
};

function addAccount(world: World, { email, state = "ACTIVE", tags = {}, ...account }: NewAccount): void {
  world.accounts.set(account.id, { ...account, email: email ?? `aws+${account.id}@example.com`, state, tags });
}

/** The id of the unit at this path below the root, made on the way when it is missing. */
function unitAt(world: World, path: string): string {
  const { rootId } = world.organization ?? { rootId: "" };
  const names = path.split("/").filter((name) => name !== "");
  return names.reduce((parentId, name) => {
    const units = [...world.organizationalUnits.values()];
    const existing = units.find((unit) => unit.parentId === parentId && unit.name === name);
    if (existing !== undefined) return existing.id;
    const id = `ou-${rootId.slice(2)}-${newHex(world, 8)}`;
    world.organizationalUnits.set(id, { id, name, parentId });
    return id;
  }, rootId);
}

function addDelegatedAdministrators(
  world: World,
  accounts: readonly string[],
  now: number,
  problems: BuildProblems,
): void {
  for (const [index, name] of accounts.entries()) {
    const accountId = problems.account(world, name, `delegatedAdministrators[${index}]`);
    const key = `${accountId}/${ssoServicePrincipal}`;
    world.delegatedAdministrators.set(key, { accountId, servicePrincipal: ssoServicePrincipal, delegatedAt: now });
  }
}

function addBootstraps(
  world: World,
  bootstraps: NonNullable<OrganizationDescription["bootstrap"]>,
  createdAt: number,
  problems: BuildProblems,
): void {
  for (const [index, { account, regions, ...toolkit }] of bootstraps.entries()) {
    const accountId = problems.account(world, account, `bootstrap[${index}].account`);
    for (const region of regions) addToolkitStack(world, { accountId, region, createdAt, ...toolkit });
  }
}

function callerIn(accountId: string, partition: string, arn: string | undefined): World["caller"] {
  const assumed = `arn:${partition}:sts::${accountId}:assumed-role/Admin/simulator`;
  return { accountId, arn: arn ?? assumed, userId: "AROASIMULATEDADMIN000:simulator" };
}

function answersOf({ answers }: OrganizationDescription): Answers {
  return {
    instanceRegions: answers?.instanceRegions ?? true,
    accountState: answers?.accountState ?? "both",
    groupAssignments: answers?.groupAssignments ?? true,
  };
}

function regionsOf({ regions }: OrganizationDescription): World["regions"] {
  return { denied: regions?.denied ?? [], disabled: regions?.disabled ?? [] };
}
