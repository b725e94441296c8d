import { rootEmailFault } from "../../core/aws/account-rules.ts";
import { newAccountEmailFault } from "../../core/aws/permission-set-rules.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { type Fault, flagProblem, type Rule } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { findNewAccount, newAccountText } from "../../core/organization/new-account.ts";
import { NO_SETTINGS, withDefaults } from "../../core/settings/settings.ts";
import { accountFault, accountText } from "../../core/team/team-cells.ts";
import type { Starter } from "./starter-files.ts";

/** What the files of a new team would be refused for, all at once and by the flag that it came from. */
export function starterProblems(starter: Pick<Starter, "account" | "region" | "newAccountEmail">): readonly Problem[] {
  const { account, region, newAccountEmail } = starter;
  const email = faultOf(newAccountEmail, addressPatternFault) ?? (isMissing(starter) ? NO_PATTERN : undefined);
  return [
    ...problemOf("--account", faultOf(account, accountFault) ?? (email === undefined ? nameFault(starter) : undefined)),
    ...problemOf("--new-account-email", email),
    ...problemOf("--region", faultOf(region, regionFault)),
  ];
}

function faultOf(value: string | undefined, rule: Rule): Fault | undefined {
  return value === undefined ? undefined : rule(value);
}

function problemOf(flag: string, fault: Fault | undefined): readonly Problem[] {
  return fault === undefined ? [] : [flagProblem(flag, fault)];
}

/** For the shortest name that anybody can have: what is too long for that one is too long for all. */
const addressPatternFault: Rule = (pattern) =>
  newAccountEmailFault(pattern) ?? rootEmailFault(pattern.replaceAll("{username}", "x"));

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
