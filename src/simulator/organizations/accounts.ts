import { type Context, type Operation, timestamp } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import type { Account, AccountState, Organization } from "../world/organization-records.ts";
import { accountOf, organizationArn, organizationFor } from "./access.ts";
import { requireParent } from "./hierarchy.ts";
import { paginateWithGaps } from "./page.ts";

/** The organization and its accounts. A plain member may only describe the organization. */
export const accountOperations = {
  DescribeOrganization: (_input: object, context) => {
    return { Organization: describeOrganization(context, organizationFor(context, "anyone")) };
  },

  DescribeAccount: ({ AccountId }: { readonly AccountId: string }, context) => {
    const organization = organizationFor(context, "administrators");
    return { Account: describeAccount(context, organization, accountOf(context, AccountId)) };
  },

  ListAccounts: (input: PageRequest, context) => {
    const organization = organizationFor(context, "administrators");
    return accountPage(context, organization, [...context.world.accounts.values()], input);
  },

  ListAccountsForParent: (input: PageRequest & { readonly ParentId: string }, context) => {
    const organization = organizationFor(context, "administrators");
    requireParent(context, input.ParentId, "ParentNotFoundException");
    const children = [...context.world.accounts.values()].filter(({ parentId }) => parentId === input.ParentId);
    return accountPage(context, organization, children, input);
  },
} satisfies Record<string, Operation>;

/** An organization in AWS's members. */
export function describeOrganization(context: Context, organization: Organization): Record<string, unknown> {
  const management = accountOf(context, organization.managementAccountId);
  return {
    Id: organization.id,
    Arn: organizationArn(context, organization, "organization"),
    FeatureSet: organization.featureSet ?? "ALL",
    MasterAccountArn: organizationArn(context, organization, "account", management.id),
    MasterAccountId: management.id,
    MasterAccountEmail: management.email,
    AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
  };
}

function accountPage(context: Context, organization: Organization, accounts: readonly Account[], input: PageRequest) {
  const { items, nextToken } = paginateWithGaps(accounts, ({ id }) => id, input);
  return { Accounts: items.map((account) => describeAccount(context, organization, account)), NextToken: nextToken };
}

function describeAccount(context: Context, organization: Organization, account: Account): Record<string, unknown> {
  const { accountState } = context.world.answers;
  return {
    Id: account.id,
    Arn: organizationArn(context, organization, "account", account.id),
    Email: account.email,
    Name: account.name,
    ...(accountState === "State" ? {} : { Status: statusOf(account.state) }),
    ...(accountState === "Status" ? {} : { State: account.state }),
    Paths: [pathOf(context, organization, account)],
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: timestamp(account.joinedAt),
  };
}

/** The older, coarser member: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
function statusOf(state: AccountState): string {
  return state === "ACTIVE" || state === "PENDING_CLOSURE" ? state : "SUSPENDED";
}

/** `o-…/r-…/ou-…/<account>/` */
function pathOf({ world }: Context, organization: Organization, { id, parentId }: Account): string {
  const ancestors: string[] = [];
  for (let at: string | undefined = parentId; at !== undefined; at = world.organizationalUnits.get(at)?.parentId) {
    ancestors.unshift(at);
  }
  return `${[organization.id, ...ancestors, id].join("/")}/`;
}
