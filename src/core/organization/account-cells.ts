import type { Cell, TeamGrant } from "../team/team.ts";
import type { AccountFinding } from "./organization-account.ts";

/** What a text means in the rows of this person: `new` is another account for each. */
export type Find = (text: string, username: string) => AccountFinding;

/** The accounts that a grant names, or those that the defaults name for it, at the beginning of its row. */
export function cellsOf({ accounts, line }: TeamGrant, defaults: readonly string[]): readonly Cell[] {
  return accounts.length > 0 ? accounts : defaults.map((text) => ({ text, line, column: 1 }));
}
