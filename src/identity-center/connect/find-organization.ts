import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { classify, failureOf } from "../../aws/aws-error.ts";
import { consoleUrl } from "../../core/aws/portal.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Aws } from "../calls/aws.ts";
import { explain } from "../calls/explain.ts";

export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  /** `aws`, `aws-us-gov`, `aws-cn`, …: the second part of the caller's ARN. */
  readonly partition: string;
}

/** Who the credentials belong to. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function findCaller(aws: Aws): Promise<Caller> {
  const identity = await aws.sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw explain(error, "asking who the credentials belong to (sts:GetCallerIdentity)");
  });
  const arn = identity.Arn ?? "";
  return { accountId: identity.Account ?? "", arn, partition: arn.split(":")[1] || "aws" };
}

/**
 * The management account of the caller's organization; `undefined` when AWS will not say, as it may not to a delegated
 * administrator. An account that is in no organization is a dead end: only an organization has account assignments.
 */
export async function findManagementAccount(aws: Aws, caller: Caller): Promise<string | undefined> {
  try {
    const { Organization } = await aws.organizations.send(new DescribeOrganizationCommand({}));
    return Organization?.MasterAccountId;
  } catch (error) {
    if (failureOf(error).name === "AWSOrganizationsNotInUseException")
      throw notInOrganization(caller, aws.region, error);
    if (classify(error) === "denied") return undefined;
    throw explain(error, "reading the organization (organizations:DescribeOrganization)");
  }
}

function notInOrganization(caller: Caller, region: string, cause: unknown): OnboardError {
  return new OnboardError(
    {
      kind: "cannot-tell",
      message: `Account ${caller.accountId} is not in an AWS organization, and only an organization's Identity Center gives people access to AWS accounts.`,
      remedy: `If your company has an organization, use credentials of its management account. If not, open ${consoleUrl(region, caller.partition)} in this account, choose Enable, then “Enable with AWS Organizations”: that creates both. Then run the same command again.`,
      aws: failureOf(cause, "DescribeOrganization"),
    },
    { cause },
  );
}
