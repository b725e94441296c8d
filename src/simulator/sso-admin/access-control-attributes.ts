import { AwsError, type Context, type Operation } from "../operation.ts";
import type { AccessControlAttribute, Instance } from "../world/identity-center-records.ts";
import { instanceOf } from "./access.ts";

interface InstanceInput {
  readonly InstanceArn: string;
}

interface ConfigurationInput extends InstanceInput {
  readonly InstanceAccessControlAttributeConfiguration: {
    readonly AccessControlAttributes: readonly AccessControlAttribute[];
  };
}

/** Which attributes of people go into their sessions as tags. https://docs.aws.amazon.com/singlesignon/latest/userguide/abac.html */
export const accessControlAttributeOperations = {
  CreateInstanceAccessControlAttributeConfiguration: (input: ConfigurationInput, context) => {
    const instance = instanceOf(context, input.InstanceArn, "CreateInstanceAccessControlAttributeConfiguration");
    if (instance.accessControlAttributes !== undefined) {
      throw new AwsError("ConflictException", "Attributes for access control are already enabled for the instance.");
    }
    return replace(context, instance, input);
  },

  DescribeInstanceAccessControlAttributeConfiguration: ({ InstanceArn }: InstanceInput, context) => {
    const action = "DescribeInstanceAccessControlAttributeConfiguration";
    const AccessControlAttributes = attributesOf(instanceOf(context, InstanceArn, action));
    return { Status: "ENABLED", InstanceAccessControlAttributeConfiguration: { AccessControlAttributes } };
  },

  UpdateInstanceAccessControlAttributeConfiguration: (input: ConfigurationInput, context) => {
    const instance = instanceOf(context, input.InstanceArn, "UpdateInstanceAccessControlAttributeConfiguration");
    attributesOf(instance);
    return replace(context, instance, input);
  },

  DeleteInstanceAccessControlAttributeConfiguration: ({ InstanceArn }: InstanceInput, { world, ...context }) => {
    const action = "DeleteInstanceAccessControlAttributeConfiguration";
    const instance = instanceOf({ world, ...context }, InstanceArn, action);
    attributesOf(instance);
    const { accessControlAttributes: _, ...rest } = instance;
    world.instances.set(instance.arn, rest);
    return {};
  },
} satisfies Record<string, Operation>;

function attributesOf({ accessControlAttributes }: Instance): readonly AccessControlAttribute[] {
  if (accessControlAttributes !== undefined) return accessControlAttributes;
  throw new AwsError("ResourceNotFoundException", "Attributes for access control are not enabled for the instance.");
}

function replace({ world }: Context, instance: Instance, input: ConfigurationInput): Record<string, never> {
  const { AccessControlAttributes } = input.InstanceAccessControlAttributeConfiguration;
  world.instances.set(instance.arn, { ...instance, accessControlAttributes: AccessControlAttributes });
  return {};
}
