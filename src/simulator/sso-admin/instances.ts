import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { Instance } from "../world/identity-center-records.ts";
import { instancesInRegion, maySee } from "../world/standing.ts";

interface InstanceInput {
  readonly InstanceArn: string;
}

/** ListInstances, DescribeInstance and ListRegions: the only sso-admin operations that work in additional Regions too. */
export const instanceOperations = {
  ListInstances: (input: PageRequest, context) => {
    const { items, nextToken } = paginate(visibleInstances(context), ({ arn }) => arn, input, 10);
    return { Instances: items.map((instance) => describe(instance, context)), NextToken: nextToken };
  },

  DescribeInstance: ({ InstanceArn }: InstanceInput, context) => {
    const instance = visibleInstance(context, InstanceArn);
    return {
      ...describe(instance, context),
      EncryptionConfigurationDetails: { KeyType: "AWS_OWNED_KMS_KEY", EncryptionStatus: "ENABLED" },
      PermissionSetsEnabled: instance.permissionSetsEnabled,
    };
  },

  ListRegions: (input: InstanceInput & PageRequest, context) => {
    const regions = regionsOf(visibleInstance(context, input.InstanceArn));
    const { items, nextToken } = paginate(regions, ({ RegionName }) => RegionName, input);
    return { Regions: items, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** Account instances show in their own account; the organization's shows in every account of the organization. */
function visibleInstances({ world, caller, region }: Context): Instance[] {
  return instancesInRegion(world, region).filter((instance) => maySee(world, caller, instance));
}

function visibleInstance(context: Context, instanceArn: string): Instance {
  const instance = visibleInstances(context).find(({ arn }) => arn === instanceArn);
  if (instance !== undefined) return instance;
  throw new AwsError("ValidationException", "The resource does not exist in this Region.");
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
