import { partitionFault, partitionOf } from "../../core/aws/partitions.ts";
import { defaultStartUrl } from "../../core/aws/portal.ts";
import { unknownRegionFault } from "../../core/aws/regions.ts";
import type { Fault } from "../../core/errors/fault.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { MeantInstance } from "../../core/settings/settings.ts";
import type { Instance } from "../../core/state/observation.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import type { Aws, AwsFactory } from "../calls/aws.ts";
import { findInstance } from "./find-instance.ts";
import { type AccountList, findCaller, findManagementAccount, listAccounts } from "./find-organization.ts";
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
  readonly organization: AccountList;
  readonly callerArn: string;
  readonly warnings: readonly string[];
}

/** Finds the organization's Identity Center and who we are to it. Every dead end is an error that says what to do. */
export async function connect(factory: AwsFactory, options: ConnectOptions): Promise<Connection> {
  const homeRegion = options.ssoRegion ?? (await factory.ambientRegion()) ?? "us-east-1";
  const home = await factory.in(homeRegion);
  const named = unknownRegionFault(homeRegion);
  const caller = await findCaller(home).catch((error: unknown) => {
    throw named === undefined ? error : perhapsMistyped(error, named);
  });
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
  const startUrl = options.startUrl ?? defaultStartUrl(found.identityStoreId, partition);
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
    organization: await listAccounts(home, management),
    callerArn: caller.arn,
    warnings: [
      ...(named === undefined ? [] : [`${named.message} ${named.remedy}`]),
      ...delegationWarnings(caller.accountId, management),
      ...(startUrl === undefined ? [NO_START_URL] : []),
    ],
  };
}

/** How the Identity Center is found that settings and flags mean. */
export function connectOptions({ region: ssoRegion, startUrl, id, chosen }: MeantInstance): ConnectOptions {
  return { ...definedOnly({ ssoRegion, startUrl }), meant: [chosen, id].filter((one) => one !== undefined) };
}

/** A Region that there is none of has no address: AWS "cannot be reached" there. */
function perhapsMistyped(error: unknown, { message, remedy }: Fault): unknown {
  if (!(error instanceof OnboardError)) return error;
  const { kind, aws } = error;
  return new OnboardError(
    {
      kind,
      message: `${error.message} ${message}`,
      remedy: `${remedy} ${error.remedy}`,
      ...(aws === undefined ? {} : { aws }),
    },
    { cause: error },
  );
}

function refuseAnotherPartition(region: string, partition: string): void {
  const fault = partitionFault(region, partition);
  if (fault !== undefined) throw new OnboardError({ kind: "invalid-input", ...fault });
}

const NO_START_URL =
  "The access portal's URL cannot be derived for this directory: pass --start-url, or the handover file cannot be written.";

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html */
function delegationWarnings(callerAccountId: string, managementAccountId: string): readonly string[] {
  if (callerAccountId === managementAccountId) return [];
  return [
    `You act from account ${callerAccountId}, not from the management account ${managementAccountId}: a delegated administrator cannot assign to the management account, nor change permission sets that are provisioned there.`,
  ];
}
