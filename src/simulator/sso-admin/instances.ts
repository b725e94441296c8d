import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { Instance } from "../world/identity-center-records.ts";
import { instancesInRegion, mayAdminister, maySee } from "../world/standing.ts";
import { denied } from "./access.ts";

interface InstanceInput {
  readonly InstanceArn: string;
}

interface UpdateInput extends InstanceInput {
  readonly Name?: string;
  readonly EncryptionConfiguration?: {
    readonly KeyType: "AWS_OWNED_KMS_KEY" | "CUSTOMER_MANAGED_KEY";
    readonly KmsKeyArn?: string;
  };
  /** Since mid-2026. */
  readonly PermissionSetsEnabled?: boolean;
}

/** Instances and their Regions. Reading them is all of sso-admin that works in additional Regions, too. */
export const instanceOperations = {
  ListInstances: (input: PageRequest, context) => {
    const { items, nextToken } = paginate(visibleInstances(context), ({ arn }) => arn, input, 10);
    return { Instances: items.map((instance) => describe(instance, context)), NextToken: nextToken };
  },

  DescribeInstance: ({ InstanceArn }: InstanceInput, context) => {
    const instance = visibleInstance(context, InstanceArn);
    return {
      ...describe(instance, context),
      EncryptionConfigurationDetails: encryptionOf(instance),
      PermissionSetsEnabled: instance.permissionSetsEnabled,
    };
  },

  ListRegions: (input: InstanceInput & PageRequest, context) => {
    const regions = regionsOf(visibleInstance(context, input.InstanceArn));
    const { items, nextToken } = paginate(regions, ({ RegionName }) => RegionName, input);
    return { Regions: items, NextToken: nextToken };
  },

  DescribeRegion: ({ InstanceArn, RegionName }: InstanceInput & { readonly RegionName: string }, context) => {
    const region = regionsOf(visibleInstance(context, InstanceArn)).find((one) => one.RegionName === RegionName);
    if (region !== undefined) return region;
    throw new AwsError("ResourceNotFoundException", `The Region ${RegionName} is not enabled for the instance.`);
  },

  /** Name, key, and permission sets, which can be switched on and never off again. */
  UpdateInstance: (input: UpdateInput, context) => {
    const { InstanceArn, Name, EncryptionConfiguration: key, PermissionSetsEnabled } = input;
    const instance = visibleInstance(context, InstanceArn);
    if (!mayAdminister(context.world, context.caller, instance)) throw denied(context, "UpdateInstance", InstanceArn);
    if (instance.primaryRegion !== context.region) {
      throw invalid(
        `The operation is only supported in the primary Region of the instance, ${instance.primaryRegion}.`,
      );
    }
    if (PermissionSetsEnabled !== undefined && key !== undefined) {
      throw invalid("PermissionSetsEnabled and EncryptionConfiguration cannot be updated together.");
    }
    if (PermissionSetsEnabled === false && instance.permissionSetsEnabled) {
      throw invalid("Permission sets cannot be disabled once they are enabled.");
    }
    if (PermissionSetsEnabled === true && instance.kind === "account") {
      throw invalid("Permission sets are not supported for account instances.");
    }
    const isOwnKey = key?.KeyType === "CUSTOMER_MANAGED_KEY";
    if (key !== undefined && isOwnKey !== (key.KmsKeyArn !== undefined)) {
      throw invalid("KmsKeyArn is required for CUSTOMER_MANAGED_KEY, and allowed for nothing else.");
    }
    const { kmsKeyArn: _, ...others } = instance;
    context.world.instances.set(instance.arn, {
      ...(key === undefined ? instance : others),
      ...(key?.KmsKeyArn !== undefined && { kmsKeyArn: key.KmsKeyArn }),
      ...(Name !== undefined && { name: Name }),
      permissionSetsEnabled: PermissionSetsEnabled ?? instance.permissionSetsEnabled,
    });
    return {};
  },
} satisfies Record<string, Operation>;

/** Account instances show in their own account; the organization's shows in every account of the organization. */
function visibleInstances({ world, caller, region }: Context): Instance[] {
  return instancesInRegion(world, region).filter((instance) => maySee(world, caller, instance));
}

function visibleInstance(context: Context, instanceArn: string): Instance {
  const instance = visibleInstances(context).find(({ arn }) => arn === instanceArn);
  if (instance !== undefined) return instance;
  throw invalid("The resource does not exist in this Region.");
}

function describe(instance: Instance, { world }: Context): Record<string, unknown> {
  const { primaryRegion } = instance;
  const regions = world.answers.instanceRegions ? { PrimaryRegion: primaryRegion, Regions: regionsOf(instance) } : {};
  return {
    InstanceArn: instance.arn,
    IdentityStoreId: instance.identityStoreId,
    OwnerAccountId: instance.ownerAccountId,
    Name: instance.name,
    CreatedDate: timestamp(instance.createdAt),
    Status: instance.status,
    StatusReason: instance.statusReason,
    ...regions,
  };
}

function regionsOf({ primaryRegion, additionalRegions, createdAt }: Instance) {
  return [primaryRegion, ...additionalRegions].map((region) => ({
    RegionName: region,
    Status: "ACTIVE",
    AddedDate: timestamp(createdAt),
    IsPrimaryRegion: region === primaryRegion,
  }));
}

function encryptionOf({ kmsKeyArn }: Instance): Record<string, unknown> {
  if (kmsKeyArn === undefined) return { KeyType: "AWS_OWNED_KMS_KEY", EncryptionStatus: "ENABLED" };
  return { KeyType: "CUSTOMER_MANAGED_KEY", KmsKeyArn: kmsKeyArn, EncryptionStatus: "ENABLED" };
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
