import { AwsError, type Operation, timestamp } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import { ssoServicePrincipal } from "../world/standing.ts";
import { accountOf, organizationArn, organizationFor } from "./access.ts";
import { paginateWithGaps } from "./page.ts";
import { requireService, requireServiceAccess } from "./service-access.ts";

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
    const { state } = accountOf(context, AccountId);
    requireService(ServicePrincipal);
    if (AccountId === managementAccountId) {
      throw violated(
        "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
        "You cannot register master account/yourself as delegated administrator for your organization.",
      );
    }
    if (state !== "ACTIVE") {
      throw violated(
        "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
        "You cannot register a suspended account as a delegated administrator.",
      );
    }
    requireServiceAccess(context, ServicePrincipal);
    const { delegatedAdministrators } = context.world;
    const key = `${AccountId}/${ServicePrincipal}`;
    if (delegatedAdministrators.has(key)) {
      throw new AwsError(
        "AccountAlreadyRegisteredException",
        "The provided account is already a delegated administrator for your organization.",
      );
    }
    const others = [...delegatedAdministrators.values()];
    if (ServicePrincipal === ssoServicePrincipal && others.some((one) => one.servicePrincipal === ServicePrincipal)) {
      throw violated(
        "MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
        "You attempted to register more delegated administrators than allowed for the service principal.",
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

function violated(Reason: string, message: string): AwsError {
  return new AwsError("ConstraintViolationException", message, { Reason });
}

function notRegistered(): AwsError {
  return new AwsError(
    "AccountNotRegisteredException",
    "The provided account is not a registered delegated administrator for your organization.",
  );
}
