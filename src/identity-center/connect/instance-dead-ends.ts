import { partitionOf } from "../../core/aws/partition-table.ts";
import { partitionNamed, partitionText } from "../../core/aws/partitions.ts";
import { consoleUrl } from "../../core/aws/portal.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { quoted, visibleText } from "../../core/text/visible-text.ts";
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
    message: `IAM Identity Center is not enabled in ${where} that account ${caller.accountId} can see.${uncertain(unknown)}${unlisted(caller.partition)}`,
    remedy: `Open ${consoleUrl(region, partitionOf(region))}${whose}, choose Enable, then “Enable with AWS Organizations” and Continue (not the account instance). If it is enabled elsewhere, name its Region with --sso-region. Then run the same command again.`,
  });
}

/** There is an instance, but it is one that cannot give access to AWS accounts. */
export function accountInstanceOnly(search: InstanceSearch, sightings: Sightings): OnboardError {
  const { managementAccountId } = search;
  const list = instanceList(sightings.instances);
  const region = sightings.instances[0]?.seenIn ?? search.homeRegion;
  return new OnboardError({
    kind: "cannot-tell",
    message: `Only account instances of Identity Center were found (${list}). They have no permission sets and give no access to AWS accounts.${uncertain(sightings.unknown)}`,
    remedy: `Open ${consoleUrl(region, partitionOf(region))} with the management account${managementAccountId === undefined ? "" : ` (${managementAccountId})`}, choose Enable, then “Enable with AWS Organizations”. An account instance in the management account must be deleted first. If the organization's instance is elsewhere, name its Region with --sso-region.`,
  });
}

/** More than one instance could be meant, and guessing could change somebody else's directory. */
export function severalInstances(candidates: readonly SeenInstance[]): OnboardError {
  const [first] = candidates;
  return new OnboardError({
    kind: "cannot-tell",
    message: `Several Identity Center instances could be meant: ${instanceList(candidates)}. Nothing was changed.`,
    remedy: `Choose one with --instance, for example --instance ${idOf(first)}, and keep the choice as instance.id in the settings; or name its Region with --sso-region.`,
  });
}

/** The one that is meant is none that gives access to accounts. https://docs.aws.amazon.com/singlesignon/latest/userguide/account-instances-identity-center.html */
export function accountInstanceMeant(meant: readonly SeenInstance[], possible: readonly SeenInstance[]): OnboardError {
  const [right] = possible;
  const organization =
    right === undefined
      ? "the organization's instance was not found: name its Region with --sso-region, or use credentials of the management account"
      : `the organization's is ${instanceList(possible)}: choose it with --instance ${idOf(right)}, or name none`;
  return new OnboardError({
    kind: "cannot-tell",
    message: `${instanceList(meant)} is an account instance of Identity Center: it has no permission sets and gives no access to AWS accounts. Nothing was changed.`,
    remedy: `Access to accounts takes the organization's instance, and ${organization}.`,
  });
}

/** Somebody said which one is meant, and it is another one here: other credentials, and perhaps another company. */
export function anotherInstance({ meant }: InstanceSearch, { instances, unknown }: Sightings): OnboardError {
  const wanted = [...new Set(meant)].map((text) => quoted(text)).join(" and ");
  return new OnboardError({
    kind: "cannot-tell",
    message: `The Identity Center that is meant (--instance, or instance.id of the settings) is ${wanted}, and here is ${instanceList(instances)}. Nothing was changed.${uncertain(unknown)}`,
    remedy: `Use the credentials of the company that the settings are of (--profile), or other settings (--settings).${meant.length > 1 ? " --instance and the settings must mean the same one." : ""}`,
  });
}

/** `ssoins-1234567890abcdef (Sales, d-1234567890) of account 111122223333 in eu-west-1`, for each. */
function instanceList(instances: readonly SeenInstance[]): string {
  const told = instances.map(({ InstanceArn, IdentityStoreId, Name, OwnerAccountId, seenIn }) => {
    const names = [Name === undefined ? undefined : quoted(Name), IdentityStoreId].filter((one) => one !== undefined);
    return `${InstanceArn} (${names.join(", ")}) of account ${OwnerAccountId} in ${seenIn}`;
  });
  return told.join("; ");
}

/** `ssoins-1234567890abcdef`: the shortest that names it and no other. */
function idOf(instance: SeenInstance | undefined): string {
  return instance?.InstanceArn?.split("/").at(-1) ?? "ssoins-…";
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

/** AWS's lists of endpoints leave Identity Center out in isolated partitions; newer ones may have it. */
function unlisted(partition: string): string {
  if (partitionNamed(partition)?.hasIdentityCenter !== false) return "";
  return ` Whether there is any in ${partitionText(partition)} is not known: AWS's lists of endpoints have none.`;
}

function uncertain(unknown: readonly string[]): string {
  if (unknown.length === 0) return "";
  return ` These Regions did not answer (a policy denies them, or they are not enabled): ${unknown.join(", ")}.`;
}
