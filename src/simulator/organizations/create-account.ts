import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import { newAccountId, newHex } from "../world/ids.ts";
import type { CreateAccountRequest, Organization } from "../world/organization-records.ts";
import type { World } from "../world/world.ts";
import { organizationFor } from "./access.ts";
import { isAccountEmail } from "./account-email.ts";
import { paginateWithGaps } from "./page.ts";
import { type Tag, tagsToAttach } from "./tags.ts";

interface CreateInput {
  readonly Email: string;
  readonly AccountName: string;
  readonly RoleName?: string;
  readonly Tags?: readonly Tag[];
}

/** CreateAccount, which is asynchronous and has no idempotency token, and the statuses of its requests. */
export const accountCreationOperations = {
  CreateAccount: (input: CreateInput, context) => {
    const { world, now, latency, limits } = context;
    const organization = organizationFor(context, "management");
    if (organization.finalizing) {
      throw new AwsError(
        "FinalizingOrganizationException",
        "AWS Organizations couldn't perform the operation because your organization is still initializing. " +
          "This can take up to an hour. Try again later.",
      );
    }
    const tags = tagsToAttach(input.Tags ?? []);
    const running = runningRequests(world);
    if (running.length >= limits.outstandingAccounts) {
      throw new AwsError("TooManyRequestsException", "You have sent too many requests in too short a period of time.");
    }
    const failsWith = context.failsWith ?? reasonToFail(world, organization, input, running);
    const request: CreateAccountRequest = {
      id: `car-${newHex(world, 32)}`,
      accountName: input.AccountName,
      email: input.Email,
      roleName: input.RoleName ?? "OrganizationAccountAccessRole",
      tags,
      requestedAt: now,
      endsAt: now + latency.createAccount,
      accountReadyAt: now + latency.createAccount + latency.accountReady,
      state: "IN_PROGRESS",
      ...(failsWith === undefined ? {} : { failsWith }),
    };
    world.createAccountRequests.set(request.id, request);
    return { CreateAccountStatus: describe(request) };
  },

  DescribeCreateAccountStatus: (input: { readonly CreateAccountRequestId: string }, context) => {
    organizationFor(context, "administrators");
    const request = context.world.createAccountRequests.get(input.CreateAccountRequestId);
    if (request === undefined) {
      const message = "You specified a create account request that doesn't exist.";
      throw new AwsError("CreateAccountStatusNotFoundException", message);
    }
    return { CreateAccountStatus: describe(request) };
  },

  ListCreateAccountStatus: (input: PageRequest & { readonly States?: readonly string[] }, context: Context) => {
    organizationFor(context, "administrators");
    const wanted = [...context.world.createAccountRequests.values()].filter(
      ({ state }) => input.States?.includes(state) ?? true,
    );
    const { items, nextToken } = paginateWithGaps(inAnyOrder(wanted), ({ id }) => id, input);
    return { CreateAccountStatuses: items.map(describe), NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** Ends the CreateAccount requests whose time has come; a new account stands in the root, and is usable later. */
export function settleAccountCreations(world: World, now: number): void {
  for (const request of runningRequests(world)) {
    if (request.endsAt <= now) settle(world, request);
  }
}

function settle(world: World, request: CreateAccountRequest): void {
  if (request.failsWith !== undefined || world.organization === undefined) {
    const failureReason = request.failsWith ?? "INTERNAL_FAILURE";
    world.createAccountRequests.set(request.id, { ...request, state: "FAILED", failureReason });
    return;
  }
  const accountId = newAccountId(world);
  world.accounts.set(accountId, {
    id: accountId,
    name: request.accountName,
    email: request.email,
    state: "ACTIVE",
    joinedMethod: "CREATED",
    joinedAt: request.endsAt,
    readyAt: request.accountReadyAt,
    parentId: world.organization.rootId,
    accessRole: request.roleName,
    tags: request.tags,
  });
  world.createAccountRequests.set(request.id, { ...request, state: "SUCCEEDED", accountId });
}

function runningRequests({ createAccountRequests }: World): CreateAccountRequest[] {
  return [...createAccountRequests.values()].filter(({ state }) => state === "IN_PROGRESS");
}

/** A failure reason of CreateAccountStatus. https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html */
function reasonToFail(
  world: World,
  { accountLimit, takenEmails = [] }: Organization,
  input: CreateInput,
  running: readonly CreateAccountRequest[],
): string | undefined {
  const sameEmail = ({ email }: { readonly email: string }) => email.toLowerCase() === input.Email.toLowerCase();
  const hopeful = running.filter(({ failsWith }) => failsWith === undefined);
  if (!isAccountEmail(input.Email)) return "INVALID_EMAIL";
  if (hopeful.some((request) => sameEmail(request) && request.accountName === input.AccountName)) {
    return "CONCURRENT_ACCOUNT_MODIFICATION";
  }
  const holders = [...world.accounts.values(), ...hopeful];
  const isTaken = holders.some(sameEmail) || takenEmails.some((email) => sameEmail({ email }));
  if (isTaken) return "EMAIL_ALREADY_EXISTS";
  return holders.length >= accountLimit ? "ACCOUNT_LIMIT_EXCEEDED" : undefined;
}

/** The order is nobody's promise: by id, so that neither the oldest nor the newest request comes first. */
function inAnyOrder(requests: readonly CreateAccountRequest[]): CreateAccountRequest[] {
  return [...requests].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describe(request: CreateAccountRequest): Record<string, unknown> {
  return {
    Id: request.id,
    AccountName: request.accountName,
    State: request.state,
    RequestedTimestamp: timestamp(request.requestedAt),
    CompletedTimestamp: request.state === "IN_PROGRESS" ? undefined : timestamp(request.endsAt),
    AccountId: request.accountId,
    FailureReason: request.failureReason,
  };
}
