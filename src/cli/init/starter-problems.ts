import { type Fault, flagProblem } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { findNewAccount } from "../../core/organization/new-account.ts";
import { newAccountText } from "../../core/organization/new-account-text.ts";
import { NO_SETTINGS, withDefaults } from "../../core/settings/settings.ts";
import { accountText } from "../../core/team/team-cells.ts";
import type { Starter } from "./starter-files.ts";

/** What the new accounts of a new team would be refused for, where each flag alone is right. */
export function starterProblems(starter: Pick<Starter, "account" | "newAccountEmail">): readonly Problem[] {
  if (isMissing(starter)) return [flagProblem("--new-account-email", NO_PATTERN)];
  const fault = nameFault(starter);
  return fault === undefined ? [] : [flagProblem("--account", fault)];
}

function isMissing({ account = "", newAccountEmail }: Pick<Starter, "account" | "newAccountEmail">): boolean {
  return newAccountEmail === undefined && newAccountText(accountText(account)) !== undefined;
}

const NO_PATTERN: Fault = {
  message: "A new account needs an address for its root user.",
  remedy: 'Give a pattern such as "aws+{username}@example.com", in a domain of your own where somebody reads it.',
};

/** The NAME of `new:NAME` goes into the account's name and address. */
function nameFault({ account = "", newAccountEmail }: Pick<Starter, "account" | "newAccountEmail">): Fault | undefined {
  const { name } = newAccountText(accountText(account)) ?? {};
  if (name === undefined || newAccountEmail === undefined) return undefined;
  const { accounts } = withDefaults({ ...NO_SETTINGS, accounts: { newAccountEmail } }, "aws");
  return findNewAccount(name, { known: true, accounts: [] }, accounts).fault;
}
