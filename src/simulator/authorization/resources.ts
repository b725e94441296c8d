import type { Context, Service } from "../operation.ts";
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
  readonly PolicyArn?: string;
  readonly ChildId?: string;
  readonly ParentId?: string;
  readonly SourceParentId?: string;
  readonly DestinationParentId?: string;
  readonly OrganizationalUnitId?: string;
  readonly ResourceId?: string;
  readonly Name?: string;
  readonly Path?: string;
}

/**
 * The resources on which IAM checks a call: all of them must be allowed.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html,
 * …/list_awsidentitystore.html, …/list_awsorganizations.html and …/list_awssystemsmanager.html
 */
export function resourcesOf(
  { id }: Service,
  operation: string,
  input: unknown,
  { world, region }: Pick<Context, "world" | "region">,
): readonly string[] {
  const named = (typeof input === "object" && input !== null ? input : {}) as Named;
  const [, partition = "aws"] = world.caller.arn.split(":");
  if (id === "sso-admin") return orAnything(ssoResources(operation, named, partition));
  if (id === "identitystore") return orAnything(identityStoreResources(operation, named, partition, world));
  if (id === "sts") return orAnything(present(named.RoleArn));
  if (id === "organizations") return orAnything(organizationsResources(named, partition, world));
  if (id === "ssm") return orAnything(ssmResources(named, `arn:${partition}:ssm:${region}:${world.caller.accountId}`));
  if (id === "iam") return orAnything(iamResources(operation, named, partition, world));
  return ["*"];
}

function orAnything(resources: readonly string[]): readonly string[] {
  return resources.length === 0 ? ["*"] : resources;
}

/** CreatePermissionSet is checked on the instance and on the set that is to be, whose id is not known yet. */
function ssoResources(operation: string, named: Named, partition: string): readonly string[] {
  const account = named.TargetId ?? named.AccountId;
  const created = `arn:${partition}:sso:::permissionSet/${named.InstanceArn?.split("/").at(-1)}/*`;
  return [
    ...present(named.InstanceArn),
    ...(operation === "CreatePermissionSet" ? [created] : present(named.PermissionSetArn ?? named.ResourceArn)),
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

/** Accounts, units and the root that a call names; one that names none, such as CreateAccount, is for all resources. */
function organizationsResources(named: Named, partition: string, { organization }: World): readonly string[] {
  if (organization === undefined) return [];
  const parents = [named.ParentId, named.SourceParentId, named.DestinationParentId, named.OrganizationalUnitId];
  return [named.AccountId, named.ChildId, named.ResourceId, ...parents].flatMap((resourceId) => {
    if (resourceId === undefined) return [];
    const place = `${kindOf(resourceId)}/${organization.id}/${resourceId}`;
    return [`arn:${partition}:organizations::${organization.managementAccountId}:${place}`];
  });
}

function kindOf(resourceId: string): "account" | "ou" | "root" {
  if (resourceId.startsWith("ou-")) return "ou";
  return resourceId.startsWith("r-") ? "root" : "account";
}

/** ListUsers is for the whole account. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
function iamResources(
  operation: string,
  { UserName, PolicyArn }: Named,
  partition: string,
  { caller }: World,
): readonly string[] {
  if (PolicyArn !== undefined) return [PolicyArn];
  return operation === "ListUsers" ? [] : [`arn:${partition}:iam::${caller.accountId}:user/${UserName ?? "*"}`];
}

/** A parameter, or the folder of parameters that is listed. */
function ssmResources({ Name, Path }: Named, place: string): readonly string[] {
  return present(Name ?? Path).map((name) => `${place}:parameter${name.replace(/\/$/, "")}`);
}

function present(arn: string | undefined): readonly string[] {
  return arn === undefined ? [] : [arn];
}
