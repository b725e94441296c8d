import { AwsError, type Context, type Service, timestamp } from "./operation.ts";
import { bootstrapKey } from "./world/sign-in-tables.ts";

/** The parameter in which the CDK keeps the version of its bootstrap stack, under the default qualifier. */
const bootstrapVersion = "/cdk-bootstrap/hnb659fds/version";

/**
 * AWS Systems Manager, as far as `npx ampx sandbox` asks it whether the account is bootstrapped, and for the secrets of
 * a sandbox, of which there are none.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
 */
export const ssm: Service = {
  id: "ssm",
  signingName: "ssm",
  protocol: "json",
  targetPrefix: "AmazonSSM",
  apiVersion: "2014-11-06",
  errorNamespace: "com.amazonaws.ssm",
  scope: "regional",
  operations: { GetParameter: getParameter, GetParametersByPath: getParametersByPath },
};

function getParameter({ Name }: { readonly Name: string }, { world, caller, region }: Context) {
  const bootstrap = world.bootstraps.get(bootstrapKey(caller.accountId, region));
  if (bootstrap === undefined || Name !== bootstrapVersion) {
    throw new AwsError("ParameterNotFound", `Parameter ${Name} not found.`);
  }
  const [, partition = "aws"] = caller.arn.split(":");
  return {
    Parameter: {
      Name,
      Type: "String",
      Value: `${bootstrap.version}`,
      Version: 1,
      LastModifiedDate: timestamp(bootstrap.createdAt),
      ARN: `arn:${partition}:ssm:${region}:${caller.accountId}:parameter${Name}`,
      DataType: "text",
    },
  };
}

function getParametersByPath() {
  return { Parameters: [] };
}
