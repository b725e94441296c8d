import { partitionOf } from "../../core/aws/partition-table.ts";
import { partitionFault } from "../../core/aws/partitions.ts";
import { unknownRegionFault } from "../../core/aws/regions.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { MeantInstance } from "../../core/settings/settings.ts";
import type { Instance } from "../../core/state/observation.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import type { Aws, AwsFactory } from "../calls/aws.ts";
import { findInstance } from "./find-instance.ts";
import { findManagementAccount } from "./find-organization.ts";
import { openHome } from "./open-home.ts";
import { type OrganizationAccounts, openOrganization } from "./organization-accounts.ts";
import { portalOf } from "./portal-of.ts";
import { requireAdministrator } from "./require-administrator.ts";

export interface ConnectOptions {
  /** The Region of Identity Center, when a scan is unwanted. */
  readonly ssoRegion?: string;
  /** By what the instance is known that is meant, each said by somebody; another one is refused. */
  readonly meant?: readonly string[];
  /** The ARN of the one to take where several could be meant. */
  readonly preferred?: string;
  /** The access portal, when it has a custom URL: no API returns it. */
  readonly startUrl?: string;
}

/** A found Identity Center, with clients for its primary Region and what the caller may know of the organization. */
export interface Connection {
  readonly aws: Aws;
  readonly instance: Instance;
  readonly organization: OrganizationAccounts;
  readonly callerArn: string;
  readonly warnings: readonly string[];
}

/** Finds the organization's Identity Center and who we are to it. Every dead end is an error that says what to do. */
export async function connect(factory: AwsFactory, options: ConnectOptions): Promise<Connection> {
  const { aws: home, caller } = await openHome(factory, options.ssoRegion);
  const homeRegion = home.region;
  const unknown = unknownRegionFault(homeRegion);
  refuseAnotherPartition(homeRegion, caller.partition);
  const managementAccountId = await findManagementAccount(home, caller);
  const found = await findInstance(factory, {
    caller,
    managementAccountId,
    homeRegion,
    meant: options.meant ?? [],
    ...definedOnly({ ssoRegion: options.ssoRegion, preferred: options.preferred }),
  });
  const management = managementAccountId ?? found.ownerAccountId;
  const partition = caller.partition || partitionOf(found.primaryRegion);
  const { startUrl, warnings: ofPortal } = portalOf(found, partition, options.startUrl);
  const instance: Instance = {
    instanceArn: found.instanceArn,
    identityStoreId: found.identityStoreId,
    region: found.primaryRegion,
    partition,
    managementAccountId: management,
    callerAccountId: caller.accountId,
    ...(startUrl === undefined ? {} : { startUrl }),
  };
  const aws = await factory.in(found.primaryRegion);
  await requireAdministrator(aws, instance);
  return {
    aws,
    instance,
    organization: openOrganization(home, management),
    callerArn: caller.arn,
    warnings: [
      ...(unknown === undefined ? [] : [`${unknown.message} ${unknown.remedy}`]),
      ...delegationWarnings(caller.accountId, management),
      ...ofPortal,
    ],
  };
}

/** How the Identity Center is found that settings and flags mean. */
export function connectOptions({ region: ssoRegion, startUrl, id, chosen }: MeantInstance): ConnectOptions {
  return { ...definedOnly({ ssoRegion, startUrl }), meant: [chosen, id].filter((one) => one !== undefined) };
}

function refuseAnotherPartition(region: string, partition: string): void {
  const fault = partitionFault(region, partition);
  if (fault !== undefined) throw new OnboardError({ kind: "invalid-input", ...fault });
}

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html */
function delegationWarnings(callerAccountId: string, managementAccountId: string): readonly string[] {
  if (callerAccountId === managementAccountId) return [];
  return [
    `You act from account ${callerAccountId}, not from the management account ${managementAccountId}: a delegated administrator cannot assign to the management account, nor change permission sets that are provisioned there.`,
  ];
}
