import { ACCOUNT_ID } from "../aws/ids.ts";
import type { Team } from "../team/team.ts";
import { accountText } from "../team/team-cells.ts";

/** These texts as ids, each once; `undefined` where one of them is none, so that only the list of all accounts tells what it means. */
export function idsOnly(texts: readonly string[]): readonly string[] | undefined {
  return texts.every((text) => ACCOUNT_ID.test(text)) ? [...new Set(texts)] : undefined;
}

/** The accounts of a team and its defaults, where all of them are named by their ids; `undefined` where they are not. */
export function accountIdsOf({ members }: Team, defaults: readonly string[]): readonly string[] | undefined {
  const rows = members.flatMap(({ grants }) => grants.map(({ accounts }) => accounts));
  if (defaults.length === 0 && rows.some((accounts) => accounts.length === 0)) return undefined;
  return idsOnly([...rows.flat().map(({ text }) => text), ...defaults.map(accountText)]);
}
