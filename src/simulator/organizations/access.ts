import { AwsError, type Context } from "../operation.ts";
import type { Account, Organization } from "../world/organization-records.ts";

/** Who may call an operation: any account of the organization, its administrators (delegated ones too), or only the management account. */
export type Audience = "anyone" | "administrators" | "management";

/** The caller's organization. Throws AWSOrganizationsNotInUseException, or AccessDeniedException outside the audience. */
export function organizationFor({ world, caller }: Context, audience: Audience): Organization {
  const { organization } = world;
  if (organization === undefined || !world.accounts.has(caller.accountId)) {
    throw new AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
  }
  const isManagement = caller.accountId === organization.managementAccountId;
  const isDelegated = [...world.delegatedAdministrators.values()].some(
    ({ accountId }) => accountId === caller.accountId,
  );
  if (audience === "anyone" || isManagement || (audience === "administrators" && isDelegated)) return organization;
  throw new AwsError("AccessDeniedException", "You don't have permissions to access this resource.");
}

/** An account of the organization. Throws AccountNotFoundException. */
export function accountOf({ world }: Context, accountId: string): Account {
  const account = world.accounts.get(accountId);
  if (account !== undefined) return account;
  throw new AwsError("AccountNotFoundException", "You specified an account that doesn't exist.");
}

/** `arn:aws:organizations::<management account>:<kind>/<organization>/<id>`, in the caller's partition. */
export function organizationArn({ caller }: Context, organization: Organization, kind: string, id?: string): string {
  const [, partition = "aws"] = caller.arn.split(":");
  const path = [kind, organization.id, ...(id === undefined ? [] : [id])].join("/");
  return `arn:${partition}:organizations::${organization.managementAccountId}:${path}`;
}
