import { AwsError, type Context, type Service, timestamp } from "./operation.ts";
import { type PageRequest, paginate } from "./paginate.ts";
import type { Bootstrap } from "./world/sign-in-records.ts";

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

function getParameter({ Name }: { readonly Name: string }, context: Context) {
  const bootstrap = bootstrapsHere(context).find((one) => nameOf(one) === Name);
  if (bootstrap === undefined) throw new AwsError("ParameterNotFound", `Parameter ${Name} not found.`);
  return { Parameter: describe(bootstrap, context) };
}

interface ByPath extends PageRequest {
  readonly Path: string;
  readonly Recursive?: boolean;
}

function getParametersByPath({ Path, Recursive, ...page }: ByPath, context: Context) {
  const folder = Path.replace(/\/?$/, "/");
  const below = bootstrapsHere(context).filter((one) => {
    const rest = nameOf(one).slice(folder.length);
    return nameOf(one).startsWith(folder) && (Recursive === true || !rest.includes("/"));
  });
  const { items, nextToken } = paginate(below, nameOf, page, 10);
  return { Parameters: items.map((one) => describe(one, context)), NextToken: nextToken };
}

function bootstrapsHere({ world, caller, region }: Context): readonly Bootstrap[] {
  return [...world.bootstraps.values()].filter((one) => one.accountId === caller.accountId && one.region === region);
}

function nameOf({ qualifier }: Bootstrap): string {
  return `/cdk-bootstrap/${qualifier}/version`;
}

function describe(bootstrap: Bootstrap, { caller, region }: Context) {
  const [, partition = "aws"] = caller.arn.split(":");
  return {
    Name: nameOf(bootstrap),
    Type: "String",
    Value: `${bootstrap.version}`,
    Version: 1,
    LastModifiedDate: timestamp(bootstrap.createdAt),
    ARN: `arn:${partition}:ssm:${region}:${bootstrap.accountId}:parameter${nameOf(bootstrap)}`,
    DataType: "text",
  };
}
