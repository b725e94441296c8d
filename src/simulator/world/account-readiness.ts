import type { Account } from "./organization-records.ts";

/**
 * Whether an account's roles can be made and assumed: it is active, and not so new that AWS is still preparing it, which
 * its state does not tell. https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function isUsable({ state, readyAt = 0 }: Account, now: number): boolean {
  return state === "ACTIVE" && readyAt <= now;
}
