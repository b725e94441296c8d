import { AwsError, type Context, type Service } from "./operation.ts";
import { bootstrapKey } from "./world/sign-in-tables.ts";

/**
 * AWS CloudFormation, as far as it shows the CDK's bootstrap stack, which is the only one there is.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export const cloudformation: Service = {
  id: "cloudformation",
  signingName: "cloudformation",
  protocol: "query",
  apiVersion: "2010-05-15",
  errorNamespace: "com.amazonaws.cloudformation",
  scope: "regional",
  operations: { DescribeStacks: describeStacks, ListStacks: listStacks },
};

const stackStatus = "CREATE_COMPLETE";

function describeStacks({ StackName: wanted }: { readonly StackName?: string }, context: Context) {
  const stacks = stacksOf(context).filter(
    ({ StackName, StackId }) => wanted === undefined || wanted === StackName || wanted === StackId,
  );
  if (wanted === undefined || stacks.length > 0) return { Stacks: stacks };
  throw new AwsError("ValidationError", `Stack with id ${wanted} does not exist`);
}

function listStacks(input: Readonly<Record<string, string>>, context: Context) {
  const wanted = Object.entries(input).filter(([name]) => name.startsWith("StackStatusFilter.member."));
  const stacks = stacksOf(context).map(({ Outputs: _, ...summary }) => summary);
  const shown = wanted.length === 0 || wanted.some(([, status]) => status === stackStatus);
  return { StackSummaries: shown ? stacks : [] };
}

function stacksOf({ world, caller, region }: Context) {
  const bootstrap = world.bootstraps.get(bootstrapKey(caller.accountId, region));
  if (bootstrap === undefined) return [];
  const [, partition = "aws"] = caller.arn.split(":");
  return [
    {
      StackId: `arn:${partition}:cloudformation:${region}:${caller.accountId}:stack/CDKToolkit/simulated`,
      StackName: "CDKToolkit",
      CreationTime: new Date(bootstrap.createdAt).toISOString(),
      StackStatus: stackStatus,
      Outputs: [{ OutputKey: "BootstrapVersion", OutputValue: `${bootstrap.version}` }],
    },
  ];
}
