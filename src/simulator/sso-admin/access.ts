import { AwsError, type Context } from "../operation.ts";
import type { Instance, PermissionSet } from "../world/identity-center-records.ts";
import { provisionedKey } from "../world/identity-center-tables.ts";
import { instancesInRegion, mayAdminister, standingOf } from "../world/standing.ts";

/** What nearly every operation about permission sets names. */
export interface PermissionSetInput {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

/**
 * The organization instance that an operation on permission sets or assignments acts on. Throws what AWS answers to
 * callers of the wrong Region, account or kind of instance.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/api-support-in-additional-regions.html
 */
export function instanceOf(context: Context, instanceArn: string, action: string): Instance {
  const instance = instancesInRegion(context.world, context.region).find(({ arn }) => arn === instanceArn);
  if (instance === undefined) {
    throw new AwsError("ResourceNotFoundException", `Instance ${instanceArn} does not exist in this Region.`);
  }
  if (!mayAdminister(context.world, context.caller, instance)) throw denied(context, action, instanceArn);
  if (instance.kind === "account" || !instance.permissionSetsEnabled) {
    throw new AwsError("ValidationException", "The operation is not supported for this Identity Center instance.");
  }
  if (instance.primaryRegion !== context.region) {
    throw new AwsError(
      "ValidationException",
      `The operation is only supported in the primary Region of the instance, ${instance.primaryRegion}.`,
    );
  }
  if (instance.status !== "ACTIVE") {
    throw new AwsError("ValidationException", `The Identity Center instance is not active: ${instance.status}.`);
  }
  return instance;
}

/** The permission set an operation reads. Throws ResourceNotFoundException, or what {@link instanceOf} throws. */
export function permissionSetOf(context: Context, input: PermissionSetInput, action: string): PermissionSet {
  const instance = instanceOf(context, input.InstanceArn, action);
  const permissionSet = context.world.permissionSets.get(input.PermissionSetArn);
  if (permissionSet?.instanceArn === instance.arn) return permissionSet;
  const id = input.PermissionSetArn.slice(input.PermissionSetArn.lastIndexOf("/") + 1);
  throw new AwsError("ResourceNotFoundException", `Could not find PermissionSet with id ${id}`);
}

/**
 * The permission set an operation changes, provisions or assigns: a delegated administrator may not when it is
 * provisioned in the management account.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
 */
export function permissionSetToChange(context: Context, input: PermissionSetInput, action: string): PermissionSet {
  const permissionSet = permissionSetOf(context, input, action);
  const management = context.world.organization?.managementAccountId;
  if (management === undefined || standingOf(context.world, context.caller) === "management") return permissionSet;
  if (context.world.provisioned.has(provisionedKey(management, permissionSet.arn))) {
    throw denied(context, action, permissionSet.arn);
  }
  return permissionSet;
}

/** Puts a changed permission set in the place of the old one; the accounts that have it get behind until it is provisioned. */
export function replacePermissionSet({ world }: Context, changed: PermissionSet): void {
  world.permissionSets.set(changed.arn, { ...changed, version: changed.version + 1 });
}

/** Only the management account itself may act on its own account and on some lists. */
export function requireManagementAccount(context: Context, action: string, resource: string): void {
  if (standingOf(context.world, context.caller) !== "management") throw denied(context, action, resource);
}

/** IAM's sentence, as sso-admin answers it. */
export function denied({ caller }: Context, action: string, resource: string): AwsError {
  const message = `User: ${caller.arn} is not authorized to perform: sso:${action} on resource: ${resource}`;
  return new AwsError("AccessDeniedException", message);
}
