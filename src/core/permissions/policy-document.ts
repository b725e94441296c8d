import { BOOTSTRAP_VERSION } from "../aws/cdk-bootstrap.ts";
import type { Grant, ResourceKind } from "./grants.ts";

/** Narrower than "all of this kind", where it is known. */
export interface PolicyScope {
  readonly partition: string;
  readonly instanceArn?: string;
  readonly identityStoreId?: string;
  /** Account ids. */
  readonly accounts?: readonly string[];
  /** The role through which the organization's accounts are reached. */
  readonly accessRole: string;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** An IAM identity policy. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/**
 * The policy that gives these rights and no others, on ARNs of the right shape where the service knows resources.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html
 */
export function policyDocument(grants: readonly Grant[], scope: PolicyScope): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: grants.map(({ sid, actions, on }) => ({
      Sid: `Onboard${sid}`,
      Effect: "Allow",
      Action: actions,
      Resource: on.flatMap((kind) => arnsOf(kind, scope)),
    })),
  };
}

function arnsOf(kind: ResourceKind, scope: PolicyScope): readonly string[] {
  const arn = (service: string, rest: string) => `arn:${scope.partition}:${service}:${rest}`;
  const instanceId = scope.instanceArn?.split("/").at(-1) ?? "*";
  const accounts = scope.accounts ?? ["*"];
  switch (kind) {
    case "anything":
      return ["*"];
    case "instance":
      return [scope.instanceArn ?? arn("sso", "::instance/*")];
    case "permission-set":
      return [arn("sso", `::permissionSet/${instanceId}/*`)];
    case "account":
      return accounts.map((account) => arn("sso", `::account/${account}`));
    case "organization-account":
      return [arn("organizations", ":*:account/o-*/*")];
    case "organizational-unit":
      return [arn("organizations", ":*:ou/o-*/ou-*")];
    case "organization-root":
      return [arn("organizations", ":*:root/o-*/r-*")];
    case "identity-store":
      return [arn("identitystore", `:*:identitystore/${scope.identityStoreId ?? "*"}`)];
    case "user":
    case "group":
    case "membership":
      return [arn("identitystore", `::${kind}/*`)];
    case "access-role":
      return accounts.map((account) => arn("iam", `:${account}:role/${scope.accessRole}`));
    case "bootstrap-parameter":
      return accounts.map((account) => arn("ssm", `*:${account}:parameter${BOOTSTRAP_VERSION}`));
    case "iam-user":
      return accounts.map((account) => arn("iam", `:${account}:user/*`));
    case "reserved-role":
      return [arn("iam", ":*:role/aws-reserved/sso.amazonaws.com/*")];
    case "saml-provider":
      return ["*"];
    default:
      return kind satisfies never;
  }
}
