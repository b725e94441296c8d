import { partitionOf } from "../../core/aws/partitions.ts";
import { consoleUrl } from "../../core/aws/portal.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { InstanceSearch, SeenInstance, Sightings } from "./instance-search.ts";

/** Identity Center is enabled nowhere we could look. Only the console can enable it: no API creates an organization instance. */
export function noInstance(search: InstanceSearch, { unknown }: Sightings): OnboardError {
  const { managementAccountId, caller, ssoRegion, homeRegion } = search;
  const where = ssoRegion === undefined ? "any Region" : ssoRegion;
  const region = ssoRegion ?? homeRegion;
  const isManagement = managementAccountId === caller.accountId;
  const whose = isManagement
    ? ""
    : ` with the management account (${managementAccountId ?? "ask whoever pays the bill"})`;
  return new OnboardError({
    kind: "cannot-tell",
    message: `IAM Identity Center is not enabled in ${where} that account ${caller.accountId} can see.${uncertain(unknown)}`,
    remedy: `Open ${consoleUrl(region, partitionOf(region))}${whose}, choose Enable, then “Enable with AWS Organizations” and Continue (not the account instance). If it is enabled elsewhere, name its Region with --sso-region. Then run the same command again.`,
  });
}

/** There is an instance, but it is one that cannot give access to AWS accounts. */
export function accountInstanceOnly(search: InstanceSearch, sightings: Sightings): OnboardError {
  const { managementAccountId } = search;
  const list = sightings.instances
    .map(({ InstanceArn, OwnerAccountId, seenIn }) => `${InstanceArn} of account ${OwnerAccountId} in ${seenIn}`)
    .join("; ");
  const region = sightings.instances[0]?.seenIn ?? search.homeRegion;
  return new OnboardError({
    kind: "cannot-tell",
    message: `Only account instances of Identity Center were found (${list}). They have no permission sets and give no access to AWS accounts.${uncertain(sightings.unknown)}`,
    remedy: `Open ${consoleUrl(region, partitionOf(region))} with the management account${managementAccountId === undefined ? "" : ` (${managementAccountId})`}, choose Enable, then “Enable with AWS Organizations”. An account instance in the management account must be deleted first. If the organization's instance is elsewhere, name its Region with --sso-region.`,
  });
}

/** More than one instance could be meant, and guessing could change somebody else's directory. */
export function severalInstances(candidates: readonly SeenInstance[]): OnboardError {
  const list = candidates.map(
    ({ InstanceArn, OwnerAccountId, seenIn }) => `${InstanceArn} of ${OwnerAccountId} in ${seenIn}`,
  );
  return new OnboardError({
    kind: "cannot-tell",
    message: `Several Identity Center instances could be meant: ${list.join("; ")}.`,
    remedy: "Name the Region of the right one with --sso-region, or use credentials of the management account.",
  });
}

/** AWS is still creating the instance, could not, or is deleting it. */
export function notReady({ InstanceArn, Status, StatusReason, seenIn }: SeenInstance): OnboardError {
  return new OnboardError({
    kind: "cannot-tell",
    message: `Identity Center ${InstanceArn} in ${seenIn} is ${Status}${StatusReason === undefined ? "" : ` (${visibleText(StatusReason)})`}.`,
    remedy: `Wait until ${consoleUrl(seenIn, partitionOf(seenIn))} shows it as active, then run the same command again.`,
  });
}

/** Permission sets can be switched on, but never off again: that choice is not ours. */
export function permissionSetsOff({ InstanceArn }: SeenInstance, region: string): OnboardError {
  return new OnboardError({
    kind: "cannot-tell",
    message: `Permission sets are switched off for Identity Center ${InstanceArn}, so no account can be assigned.`,
    remedy: `Switch them on (this cannot be undone) with \`aws sso-admin update-instance --instance-arn ${InstanceArn} --permission-sets-enabled --region ${region}\`, then run the same command again.`,
  });
}

/** Members of an organization see its instance, but only two accounts may administer it. */
export function notAdministrator(callerAccountId: string, managementAccountId: string, said: string): OnboardError {
  return new OnboardError({
    kind: "cannot-tell",
    message: `You act from account ${callerAccountId}, which is neither the management account nor a delegated administrator of Identity Center, or lacks sso:ListPermissionSets: ${said}`,
    remedy: `Use credentials of the management account (${managementAccountId}) or of the delegated administrator, with the permissions listed in docs/permissions.md.`,
  });
}

function uncertain(unknown: readonly string[]): string {
  if (unknown.length === 0) return "";
  return ` These Regions did not answer (a policy denies them, or they are not enabled): ${unknown.join(", ")}.`;
}
