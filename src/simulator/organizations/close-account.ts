import { AwsError, type Context, type Operation } from "../operation.ts";
import type { World } from "../world/world.ts";
import { accountOf, organizationFor } from "./access.ts";

const thirtyDays = 30 * 24 * 3_600_000;

/**
 * CloseAccount, which is asynchronous: PENDING_CLOSURE, then SUSPENDED. Nothing opens an account again, and it counts
 * against the organization's limit. https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
 */
export const accountClosing = {
  CloseAccount: ({ AccountId }: { readonly AccountId: string }, context) => {
    const { world, now, latency } = context;
    const { managementAccountId } = organizationFor(context, "management");
    const account = accountOf(context, AccountId);
    if (account.id === managementAccountId) {
      throw violated("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You attempted to close the management account.");
    }
    if (account.state === "PENDING_CLOSURE") {
      const message = "The request failed because it conflicts with the current state of the specified resource.";
      throw new AwsError("ConflictException", message);
    }
    if (account.state === "SUSPENDED" || account.state === "CLOSED") {
      throw new AwsError("AccountAlreadyClosedException", "The provided account is already closed.");
    }
    checkQuota(context);
    world.accounts.set(account.id, { ...account, state: "PENDING_CLOSURE" });
    const closure = { accountId: account.id, closedAt: now, endsAt: now + latency.closeAccount };
    world.accountClosures.set(account.id, closure);
    return {};
  },
} satisfies Record<string, Operation>;

/** Suspends the accounts whose closing is over. */
export function settleClosures({ accounts, accountClosures }: World, now: number): void {
  for (const { accountId, endsAt } of accountClosures.values()) {
    const account = accounts.get(accountId);
    if (endsAt > now || account?.state !== "PENDING_CLOSURE") continue;
    accounts.set(accountId, { ...account, state: "SUSPENDED" });
  }
}

function checkQuota({ world, now, limits }: Context): void {
  const recent = [...world.accountClosures.values()].filter(({ closedAt }) => closedAt > now - thirtyDays);
  if (recent.length < limits.closedAccounts) return;
  throw violated("CLOSE_ACCOUNT_QUOTA_EXCEEDED", "You have exceeded close account quota for the past 30 days.");
}

function violated(Reason: string, message: string): AwsError {
  return new AwsError("ConstraintViolationException", message, { Reason });
}
