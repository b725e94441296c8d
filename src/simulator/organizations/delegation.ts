import { AwsError, type Operation, timestamp } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import { accountOf, organizationArn, organizationFor } from "./access.ts";
import { paginateWithGaps } from "./page.ts";

interface DelegationInput {
  readonly AccountId: string;
  readonly ServicePrincipal: string;
}

/** Member accounts that administer a service, such as `sso.amazonaws.com`, for the whole organization. */
export const delegationOperations = {
  ListDelegatedAdministrators: (input: PageRequest & { readonly ServicePrincipal?: string }, context) => {
    const organization = organizationFor(context, "administrators");
    const { accounts, delegatedAdministrators } = context.world;
    const wanted = [...delegatedAdministrators.values()].filter(
      ({ servicePrincipal }) => servicePrincipal === (input.ServicePrincipal ?? servicePrincipal),
    );
    const firstOfEach = wanted.filter(
      (one, at) => wanted.findIndex(({ accountId }) => accountId === one.accountId) === at,
    );
    const { items, nextToken } = paginateWithGaps(firstOfEach, ({ accountId }) => accountId, input);
    const administrators = items.map(({ accountId, delegatedAt }) => {
      const account = accounts.get(accountId);
      return {
        Id: accountId,
        Arn: organizationArn(context, organization, "account", accountId),
        Email: account?.email,
        Name: account?.name,
        Status: account?.state === "ACTIVE" ? "ACTIVE" : "SUSPENDED",
        State: account?.state,
        JoinedMethod: account?.joinedMethod,
        JoinedTimestamp: account === undefined ? undefined : timestamp(account.joinedAt),
        DelegationEnabledDate: timestamp(delegatedAt),
      };
    });
    return { DelegatedAdministrators: administrators, NextToken: nextToken };
  },

  ListDelegatedServicesForAccount: (input: PageRequest & { readonly AccountId: string }, context) => {
    organizationFor(context, "administrators");
    accountOf(context, input.AccountId);
    const found = [...context.world.delegatedAdministrators.values()].filter(
      ({ accountId }) => accountId === input.AccountId,
    );
    if (found.length === 0) throw notRegistered();
    const { items, nextToken } = paginateWithGaps(found, ({ servicePrincipal }) => servicePrincipal, input);
    const services = items.map(({ servicePrincipal, delegatedAt }) => ({
      ServicePrincipal: servicePrincipal,
      DelegationEnabledDate: timestamp(delegatedAt),
    }));
    return { DelegatedServices: services, NextToken: nextToken };
  },

  RegisterDelegatedAdministrator: ({ AccountId, ServicePrincipal }: DelegationInput, context) => {
    const { managementAccountId } = organizationFor(context, "management");
    accountOf(context, AccountId);
    if (AccountId === managementAccountId) {
      throw new AwsError(
        "ConstraintViolationException",
        "You cannot register the management account of the organization as a delegated administrator.",
        { Reason: "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR" },
      );
    }
    const { delegatedAdministrators } = context.world;
    const key = `${AccountId}/${ServicePrincipal}`;
    if (delegatedAdministrators.has(key)) {
      throw new AwsError(
        "AccountAlreadyRegisteredException",
        "The specified account is already a delegated administrator for this AWS service.",
      );
    }
    delegatedAdministrators.set(key, {
      accountId: AccountId,
      servicePrincipal: ServicePrincipal,
      delegatedAt: context.now,
    });
    return {};
  },

  DeregisterDelegatedAdministrator: ({ AccountId, ServicePrincipal }: DelegationInput, context) => {
    organizationFor(context, "management");
    accountOf(context, AccountId);
    if (!context.world.delegatedAdministrators.delete(`${AccountId}/${ServicePrincipal}`)) throw notRegistered();
    return {};
  },
} satisfies Record<string, Operation>;

function notRegistered(): AwsError {
  return new AwsError(
    "AccountNotRegisteredException",
    "The specified account is not a delegated administrator for this AWS service.",
  );
}
