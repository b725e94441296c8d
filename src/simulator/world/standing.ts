import type { Instance } from "./identity-center-records.ts";
import type { Caller, World } from "./world.ts";

/** IAM Identity Center's service principal, for which a member account can be the delegated administrator. */
export const ssoServicePrincipal = "sso.amazonaws.com";

/** What an account is to its organization, as far as IAM Identity Center is concerned. */
export type Standing = "management" | "delegated-administrator" | "member" | "standalone";

/** The standing of the caller's account. */
export function standingOf(world: World, { accountId }: Caller): Standing {
  if (world.organization === undefined) return "standalone";
  if (world.organization.managementAccountId === accountId) return "management";
  return world.delegatedAdministrators.has(`${accountId}/${ssoServicePrincipal}`)
    ? "delegated-administrator"
    : "member";
}

/** Whether the caller may administer an instance: its owner, or the delegated administrator of an organization instance. */
export function mayAdminister(world: World, caller: Caller, instance: Instance): boolean {
  if (instance.ownerAccountId === caller.accountId) return true;
  return instance.kind === "organization" && standingOf(world, caller) === "delegated-administrator";
}

/** Whether the caller may see an instance and read its directory: its owner, and every account of its organization. */
export function maySee(world: World, caller: Caller, instance: Instance): boolean {
  if (instance.ownerAccountId === caller.accountId) return true;
  return instance.kind === "organization" && standingOf(world, caller) !== "standalone";
}

/** The instances that a call in this Region can reach: those whose primary or additional Region it is. */
export function instancesInRegion(world: World, region: string): Instance[] {
  return [...world.instances.values()].filter(
    ({ primaryRegion, additionalRegions }) => primaryRegion === region || additionalRegions.includes(region),
  );
}
