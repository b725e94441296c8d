import type { Service } from "../operation.ts";
import type { World } from "../world/world.ts";

interface Named {
  readonly InstanceArn?: string;
  readonly PermissionSetArn?: string;
  readonly ResourceArn?: string;
  readonly TargetId?: string;
  readonly AccountId?: string;
  readonly IdentityStoreId?: string;
  readonly UserId?: string;
  readonly GroupId?: string;
  readonly MembershipId?: string;
  readonly MemberId?: { readonly UserId?: string };
  readonly RoleArn?: string;
  readonly UserName?: string;
}

/**
 * The resources on which IAM checks a call: all of them must be allowed.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html and
 * …/list_awsidentitystore.html
 */
export function resourcesOf({ id }: Service, operation: string, input: unknown, world: World): readonly string[] {
  const named = (typeof input === "object" && input !== null ? input : {}) as Named;
  const [, partition = "aws"] = world.caller.arn.split(":");
  if (id === "sso-admin") return orAnything(ssoResources(named, partition));
  if (id === "identitystore") return orAnything(identityStoreResources(operation, named, partition, world));
  if (id === "sts") return orAnything(present(named.RoleArn));
  if (id === "iam") return orAnything(iamResources(operation, named, partition, world));
  return ["*"];
}

function orAnything(resources: readonly string[]): readonly string[] {
  return resources.length === 0 ? ["*"] : resources;
}

function ssoResources(named: Named, partition: string): readonly string[] {
  const account = named.TargetId ?? named.AccountId;
  return [
    ...present(named.InstanceArn),
    ...present(named.PermissionSetArn ?? named.ResourceArn),
    ...(account === undefined ? [] : [`arn:${partition}:sso:::account/${account}`]),
  ];
}

function identityStoreResources(operation: string, named: Named, partition: string, world: World): readonly string[] {
  const one = (kind: string, value: string | undefined) => `arn:${partition}:identitystore:::${kind}/${value ?? "*"}`;
  const store = named.IdentityStoreId;
  const user = named.UserId ?? named.MemberId?.UserId;
  return [
    ...(store === undefined
      ? []
      : [`arn:${partition}:identitystore::${world.caller.accountId}:identitystore/${store}`]),
    ...(/User/.test(operation) && operation !== "CreateUser" ? [one("user", user)] : []),
    ...(/Group/.test(operation) && !/Membership|CreateGroup$/.test(operation) ? [one("group", named.GroupId)] : []),
    ...(/Membership/.test(operation)
      ? [one("membership", named.MembershipId), ...(named.GroupId === undefined ? [] : [one("group", named.GroupId)])]
      : []),
    ...(/Membership/.test(operation) && user !== undefined ? [one("user", user)] : []),
  ];
}

/** ListUsers is for the whole account. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
function iamResources(operation: string, { UserName }: Named, partition: string, { caller }: World): readonly string[] {
  return operation === "ListUsers" ? [] : [`arn:${partition}:iam::${caller.accountId}:user/${UserName ?? "*"}`];
}

function present(arn: string | undefined): readonly string[] {
  return arn === undefined ? [] : [arn];
}
