import { inReadingOrder } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import type { Team } from "../team/team.ts";
import { accountText } from "../team/team-cells.ts";
import { cellProblems, type Find } from "./account-cells.ts";
import { findNewAccount, type NewAccountSettings, ownAccountName, withoutAddressPattern } from "./new-account.ts";
import { newAccountClashes } from "./new-account-clashes.ts";
import { newAccountText } from "./new-account-text.ts";

/** What is wrong with the new accounts that a team asks for, as far as its file and the settings tell without AWS. */
export function newAccountProblems(
  team: Team,
  defaults: readonly string[],
  settings: NewAccountSettings,
): readonly Problem[] {
  const find: Find = (text, username) => {
    const asNew = newAccountText(text);
    if (asNew === undefined) return { accounts: [] };
    return findNewAccount(asNew.name ?? ownAccountName(username), { accounts: [], known: true }, settings);
  };
  const texts = defaults.map(accountText);
  return inReadingOrder([
    ...cellProblems(team, texts, find),
    ...newAccountClashes(team, texts, find),
    ...withoutAddressPattern(team, texts, settings),
  ]);
}
