import type { CustomerManagedPolicy } from "../world/customer-managed-policies.ts";
import type { World } from "../world/world.ts";
import type { BuildProblems } from "./build-problems.ts";
import type { AccountPolicyDescription } from "./description.ts";

/** The policies of accounts, in a world that has its accounts. Two of one name in one account are a problem, as in IAM. */
export function buildCustomerManagedPolicies(
  world: World,
  policies: readonly AccountPolicyDescription[] | undefined,
  problems: BuildProblems,
): readonly CustomerManagedPolicy[] | undefined {
  if (policies === undefined) return undefined;
  const built: CustomerManagedPolicy[] = [];
  for (const [index, { name, path = "/", accounts }] of policies.entries()) {
    const place = `customerManagedPolicies[${index}]`;
    const ids = accounts?.map((account, at) => problems.account(world, account, `${place}.accounts[${at}]`));
    const policy = { Name: name, Path: path, ...(ids && { accounts: ids }) };
    if (built.some((other) => collide(policy, other))) problems.add(`${place}.name`, `${name} is there twice`);
    built.push(policy);
  }
  return built;
}

function collide(one: CustomerManagedPolicy, other: CustomerManagedPolicy): boolean {
  if (one.Name.toLowerCase() !== other.Name.toLowerCase()) return false;
  if (one.accounts === undefined || other.accounts === undefined) return true;
  return one.accounts.some((account) => other.accounts?.includes(account));
}
