import type { Fault } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";
import { PARTITIONS, type Partition, partitionOf } from "./partition-table.ts";

/** What is known of a partition; `undefined` of one that is younger than the table. */
export function partitionNamed(name: string): Partition | undefined {
  return Object.hasOwn(PARTITIONS, name) ? PARTITIONS[name] : undefined;
}

/** Every known Region of a partition: where an Identity Center may be. */
export function regionsOf(partition: string): readonly string[] {
  return partitionNamed(partition)?.regions ?? [];
}

/** `AWS GovCloud (US) (partition aws-us-gov)`; the name alone where that says nothing more. */
export function partitionText(name: string): string {
  const title = partitionNamed(name)?.title;
  return title === undefined ? `the partition ${name}` : `${title} (partition ${name})`;
}

/** The Region of IAM's quotas and events. */
export function homeOfIam(partition = "aws"): string {
  return partitionNamed(partition)?.iamRegion ?? "IAM's Region";
}

/** Whether a Region is off in an account until somebody enables it; new ones are. */
export function isOptInRegion(region: string): boolean {
  const { defaultRegions } = partitionNamed(partitionOf(region)) ?? {};
  return defaultRegions !== undefined && !defaultRegions.includes(region);
}

/**
 * What to do where AWS does not know an account's credentials in a Region that has to be enabled first, in the account of this id.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export function enableRegionRemedy(region: string, accountId = "ID"): string {
  return `${region} is off in an account until somebody enables it: Account, AWS Regions in the console of account ${accountId}, or \`aws account enable-region --region-name ${region} --account-id ${accountId}\` from the management account. It takes some minutes, up to hours.`;
}

/** Whether AWS's lists of endpoints leave Amplify out in this Region. Of a Region that is younger than the table nothing is known. */
export function isWithoutAmplify(region: string): boolean {
  const { regions = [], amplifyRegions = [] } = partitionNamed(partitionOf(region)) ?? {};
  return regions.includes(region) && !amplifyRegions.includes(region);
}

/** What is wrong with a Region of another partition than the one that is worked in: nothing of the one works in the other. */
export function partitionFault(region: string, partition: string): Fault | undefined {
  const its = partitionOf(region);
  if (its === partition) return undefined;
  const [usual] = regionsOf(partition);
  return {
    message: `Region ${quoted(region)} is of the partition ${its}, and your organization is in ${partition}.`,
    remedy: `Name a Region of ${partition}${usual === undefined ? "" : `, such as ${usual}`}.`,
  };
}
