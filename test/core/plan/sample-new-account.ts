import type { Account } from "../../../src/core/state/resource.ts";

/** A new account as the settings would name it. */
export function newAccount(name: string, others: Partial<Account> = {}): Account {
  return {
    kind: "Account",
    reference: `new:${name}`,
    name: `sandbox-${name}`,
    email: `aws+${name}@example.com`,
    accessRole: "OrganizationAccountAccessRole",
    tags: {},
    ...others,
  };
}
