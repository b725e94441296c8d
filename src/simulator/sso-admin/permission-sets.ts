import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { PermissionSet } from "../world/identity-center-records.ts";
import { newPermissionSetArn } from "../world/ids.ts";
import {
  instanceOf,
  type PermissionSetInput,
  permissionSetOf,
  permissionSetToChange,
  replacePermissionSet,
} from "./access.ts";
import { type Tag, tagsWith } from "./tags.ts";

interface Settings {
  readonly Description?: string;
  readonly SessionDuration?: string;
  readonly RelayState?: string;
}

interface CreateInput extends Settings {
  readonly InstanceArn: string;
  readonly Name: string;
  readonly Tags?: readonly Tag[];
}

/** Permission sets themselves: create, describe, update, list, delete. There is no lookup by name and no rename. */
export const permissionSetOperations = {
  CreatePermissionSet: (input: CreateInput, context) => {
    const { world, now, limits } = context;
    const instance = instanceOf(context, input.InstanceArn, "CreatePermissionSet");
    const existing = permissionSetsOf(context, instance.arn);
    if (existing.some(({ name }) => name === input.Name)) {
      throw new AwsError("ConflictException", `PermissionSet with name ${input.Name} already exists.`);
    }
    if (existing.length >= limits.permissionSets) {
      throw new AwsError("ServiceQuotaExceededException", "You have exceeded the number of permission sets allowed.");
    }
    const permissionSet: PermissionSet = {
      arn: newPermissionSetArn(world, instance.arn),
      instanceArn: instance.arn,
      name: input.Name,
      ...settingsFrom(input, "PT1H"),
      managedPolicies: [],
      customerManagedPolicies: [],
      tags: tagsWith({}, input.Tags ?? []),
      createdAt: now,
      version: 1,
    };
    world.permissionSets.set(permissionSet.arn, permissionSet);
    return { PermissionSet: describe(permissionSet) };
  },

  DescribePermissionSet: (input: PermissionSetInput, context) => ({
    PermissionSet: describe(permissionSetOf(context, input, "DescribePermissionSet")),
  }),

  UpdatePermissionSet: (input: PermissionSetInput & Settings, context) => {
    const current = permissionSetToChange(context, input, "UpdatePermissionSet");
    const { description: _description, relayState: _relayState, ...rest } = current;
    replacePermissionSet(context, { ...rest, ...settingsFrom(input, current.sessionDuration) });
    return {};
  },

  ListPermissionSets: (input: PageRequest & { readonly InstanceArn: string }, context) => {
    const instance = instanceOf(context, input.InstanceArn, "ListPermissionSets");
    const { items, nextToken } = paginate(permissionSetsOf(context, instance.arn), ({ arn }) => arn, input);
    return { PermissionSets: items.map(({ arn }) => arn), NextToken: nextToken };
  },

  DeletePermissionSet: (input: PermissionSetInput, context) => {
    const { world } = context;
    const { arn } = permissionSetToChange(context, input, "DeletePermissionSet");
    const { requests, assignments, provisioned } = world;
    const pending = requests.by("status", "IN_PROGRESS").some(({ permissionSetArn }) => permissionSetArn === arn);
    if (pending || [assignments, provisioned].some((table) => table.idsBy("permissionSet", arn).length > 0)) {
      throw new AwsError(
        "ConflictException",
        "Could not delete because PermissionSet has ApplicationProfile associated with it",
      );
    }
    world.permissionSets.delete(arn);
    return {};
  },
} satisfies Record<string, Operation>;

function permissionSetsOf({ world }: Context, instanceArn: string): PermissionSet[] {
  return [...world.permissionSets.values()].filter((permissionSet) => permissionSet.instanceArn === instanceArn);
}

/**
 * A description or relay state that an update leaves out is cleared, as Terraform's provider found:
 * https://github.com/hashicorp/terraform-provider-aws/issues/17411
 */
function settingsFrom({ Description, SessionDuration, RelayState }: Settings, sessionDuration: string) {
  if (SessionDuration !== undefined) checkSessionDuration(SessionDuration);
  return {
    sessionDuration: SessionDuration ?? sessionDuration,
    ...(Description === undefined ? {} : { description: Description }),
    ...(RelayState === undefined ? {} : { relayState: RelayState }),
  };
}

/**
 * The user guide's range; the service model allows any ISO 8601 duration, so this check is the simulator's own.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
 */
function checkSessionDuration(text: string): void {
  const seconds = secondsOf(text);
  if (seconds >= 3_600 && seconds <= 43_200) return;
  throw new AwsError("ValidationException", `Session duration ${text} is not between 1 hour and 12 hours.`);
}

function secondsOf(duration: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration);
  if (parts === null) return Number.NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

function describe(permissionSet: PermissionSet): Record<string, unknown> {
  return {
    Name: permissionSet.name,
    PermissionSetArn: permissionSet.arn,
    Description: permissionSet.description,
    CreatedDate: timestamp(permissionSet.createdAt),
    SessionDuration: permissionSet.sessionDuration,
    RelayState: permissionSet.relayState,
  };
}
