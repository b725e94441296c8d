import {
  DescribeInstanceCommand,
  ListInstancesCommand,
  ListRegionsCommand,
  type RegionMetadata,
} from "@aws-sdk/client-sso-admin";
import { classify, failureOf } from "../../aws/aws-error.ts";
import { readPages } from "../../aws/pages.ts";
import { isMeantInstance } from "../../core/aws/meant-instance.ts";
import { regionsOf } from "../../core/aws/partitions.ts";
import type { OnboardError } from "../../core/errors/onboard-error.ts";
import type { AwsFactory } from "../calls/aws.ts";
import { explain, isAws } from "../calls/explain.ts";
import {
  accountInstanceMeant,
  accountInstanceOnly,
  anotherInstance,
  noInstance,
  notReady,
  permissionSetsOff,
  severalInstances,
} from "./instance-dead-ends.ts";
import type { InstanceSearch, SeenInstance, Sightings } from "./instance-search.ts";

export interface FoundInstance {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly ownerAccountId: string;
  readonly primaryRegion: string;
  /** All Regions it is in, the primary one and its replicas; absent where AWS does not tell them. */
  readonly regions?: readonly string[];
}

/**
 * Finds the organization's instance and the Region it lives in. ListInstances is regional and also shows account
 * instances, so the owner must be the management account, never the first entry of a list.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
 */
export async function findInstance(factory: AwsFactory, search: InstanceSearch): Promise<FoundInstance> {
  const sightings = await look(factory, search);
  const known = sightings.instances.filter((instance) => isOrganizationInstance(instance, search));
  const possible = distinct(known.length > 0 ? known : await ownWithPermissionSets(factory, sightings, search));
  const candidates = possible.filter((instance) => isMeant(instance, search));
  const preferred = candidates.filter(({ InstanceArn }) => InstanceArn === search.preferred);
  const [first, ...others] = preferred.length > 0 ? preferred : candidates;
  if (first === undefined) throw deadEnd(search, sightings, possible);
  if (others.length > 0) throw severalInstances(candidates);
  if (first.Status !== undefined && first.Status !== "ACTIVE") throw notReady(first);
  const { primaryRegion, regions } = await regionsOfInstance(factory, first);
  await requirePermissionSets(factory, first, primaryRegion);
  return {
    instanceArn: first.InstanceArn ?? "",
    identityStoreId: first.IdentityStoreId ?? "",
    ownerAccountId: first.OwnerAccountId ?? "",
    primaryRegion,
    ...(regions === undefined ? {} : { regions }),
  };
}

/** Why there is none that could be meant. */
function deadEnd(search: InstanceSearch, sightings: Sightings, possible: readonly SeenInstance[]): OnboardError {
  if (sightings.instances.length === 0) return noInstance(search, sightings);
  if (search.meant.length === 0) return accountInstanceOnly(search, sightings);
  const meant = distinct(sightings.instances.filter((instance) => isMeant(instance, search)));
  return meant.length > 0
    ? accountInstanceMeant(meant, possible)
    : anotherInstance(search, { ...sightings, instances: distinct(sightings.instances) });
}

/** The home Region first; the others, all at once, only when it does not have what is looked for. */
async function look(factory: AwsFactory, search: InstanceSearch): Promise<Sightings> {
  if (search.ssoRegion !== undefined) return lookIn(factory, [search.ssoRegion], true);
  const home = await lookIn(factory, [search.homeRegion], false);
  if (home.instances.some((one) => isOrganizationInstance(one, search) && isMeant(one, search))) return home;
  const others = regionsOf(search.caller.partition).filter((region) => region !== search.homeRegion);
  const rest = await lookIn(factory, others, false);
  return { instances: [...home.instances, ...rest.instances], unknown: [...home.unknown, ...rest.unknown] };
}

async function lookIn(factory: AwsFactory, regions: readonly string[], insist: boolean): Promise<Sightings> {
  const looks = await Promise.all(regions.map((region) => listInstances(factory, region, insist)));
  return {
    instances: looks.flatMap((found) => found ?? []),
    unknown: regions.filter((_, index) => looks[index] === undefined),
  };
}

/** `undefined`: the Region does not answer us. A policy denies it, or it is an opt-in Region that is not enabled. */
async function listInstances(
  factory: AwsFactory,
  region: string,
  insist: boolean,
): Promise<readonly SeenInstance[] | undefined> {
  const { ssoAdmin } = await factory.in(region);
  try {
    const { items } = await readPages("sso:ListInstances", async (NextToken) => {
      const page = await ssoAdmin.send(new ListInstancesCommand({ NextToken }));
      return { items: page.Instances ?? [], next: page.NextToken };
    });
    return items.map((instance) => ({ ...instance, seenIn: region }));
  } catch (error) {
    if (!insist && isRegional(error)) return undefined;
    throw explain(error, `looking for Identity Center in ${region} (sso:ListInstances)`);
  }
}

/** Trouble that another Region may not have. An interruption, a bug and credentials whose time is over are everywhere. */
function isRegional(error: unknown): boolean {
  if (!isAws(error)) return false;
  const kind = classify(error);
  if (kind === "credentials") return !OVER_EVERYWHERE.has(failureOf(error).name);
  return ["denied", "unknown-outcome", "refused"].includes(kind);
}

/** Names of errors of the credentials themselves; others say that a Region does not know them. */
const OVER_EVERYWHERE = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "CredentialsProviderError",
  "TokenProviderError",
]);

/** Organization instances belong to the management account. When that is unknown, to an account other than ours. */
function isOrganizationInstance(instance: SeenInstance, search: InstanceSearch): boolean {
  const { managementAccountId, caller } = search;
  if (managementAccountId !== undefined) return instance.OwnerAccountId === managementAccountId;
  return instance.OwnerAccountId !== caller.accountId;
}

/** Whether it is the one that everything said of it means. */
function isMeant({ InstanceArn = "", IdentityStoreId = "", Name }: SeenInstance, { meant }: InstanceSearch): boolean {
  return meant.every((text) =>
    isMeantInstance({ arn: InstanceArn, identityStoreId: IdentityStoreId, name: Name }, text),
  );
}

/**
 * Ours, too, may be the organization's when nobody told us which account is the management account. Permission sets
 * give it away: account instances have none.
 */
async function ownWithPermissionSets(
  factory: AwsFactory,
  { instances }: Sightings,
  { managementAccountId }: InstanceSearch,
): Promise<readonly SeenInstance[]> {
  if (managementAccountId !== undefined) return [];
  const enabled = await Promise.all(
    instances.map((instance) => permissionSetsEnabled(factory, instance, instance.seenIn)),
  );
  return instances.filter((_, index) => enabled[index] === true);
}

function distinct(instances: readonly SeenInstance[]): readonly SeenInstance[] {
  return [...new Map(instances.map((instance) => [instance.InstanceArn, instance])).values()];
}

/** Replicas answer reads but take no writes. Older answers do not name the primary Region: then ListRegions is asked. */
async function regionsOfInstance(
  factory: AwsFactory,
  instance: SeenInstance,
): Promise<Pick<FoundInstance, "primaryRegion" | "regions">> {
  if (instance.PrimaryRegion !== undefined) return regionsIn(instance.Regions, instance.PrimaryRegion);
  const { ssoAdmin } = await factory.in(instance.seenIn);
  try {
    const { Regions } = await ssoAdmin.send(new ListRegionsCommand({ InstanceArn: instance.InstanceArn }));
    return regionsIn(Regions, Regions?.find((region) => region.IsPrimaryRegion)?.RegionName ?? instance.seenIn);
  } catch (error) {
    if (!isAws(error)) throw error;
    // Not every caller may ask, and older endpoints do not know the operation: where it was seen is then the best guess.
    return { primaryRegion: instance.seenIn };
  }
}

function regionsIn(regions: readonly RegionMetadata[] | undefined, primaryRegion: string) {
  if (regions === undefined) return { primaryRegion };
  return { primaryRegion, regions: [primaryRegion, ...regions.flatMap(({ RegionName }) => RegionName ?? [])] };
}

async function requirePermissionSets(factory: AwsFactory, instance: SeenInstance, region: string): Promise<void> {
  if ((await permissionSetsEnabled(factory, instance, region)) === false) throw permissionSetsOff(instance, region);
}

/** `undefined` where the answer does not say, or may not be read: who may not may still be allowed everything else. */
async function permissionSetsEnabled(
  factory: AwsFactory,
  { InstanceArn }: SeenInstance,
  region: string,
): Promise<boolean | undefined> {
  const { ssoAdmin } = await factory.in(region);
  try {
    return (await ssoAdmin.send(new DescribeInstanceCommand({ InstanceArn }))).PermissionSetsEnabled;
  } catch (error) {
    if (isAws(error) && classify(error) !== "credentials") return undefined;
    throw explain(error, "reading the instance (sso:DescribeInstance)");
  }
}
