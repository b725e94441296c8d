import type { AccessAccount } from "../access/access.ts";
import { type AccountDirectory, findAccounts } from "../organization/find-accounts.ts";
import { newAccountText } from "../organization/new-account-text.ts";
import { accountFault, accountsIn, cellValue, columnFault, LONGEST_CELL } from "../team/team-cells.ts";
import type { TeamColumn } from "../team/team-columns.ts";
import { entryValue, listEntry } from "../text/list-entries.ts";

/** The cell that is read back as this value; `undefined` where no cell is. */
export function plainCell(column: TeamColumn, value: string): string | undefined {
  return columnFault(column, value) === undefined && cellValue(value) === value ? value : undefined;
}

/** Likewise for the columns whose name may stand in quotes, in which blanks at its ends are kept. */
export function nameCell(column: "group" | "permission_set", name: string): string | undefined {
  const cell = listEntry(name);
  return columnFault(column, name) === undefined && entryValue(cellValue(cell)) === name ? cell : undefined;
}

/** An account as an entry of a cell: its name where that means it and no other, else its id. */
export function accountEntry({ id, name }: Pick<AccessAccount, "id" | "name">, directory: AccountDirectory): string {
  const entry = listEntry(name);
  const [read, ...others] = textsIn(entry);
  const isPlain = read !== undefined && others.length === 0 && newAccountText(read) === undefined;
  if (!isPlain || columnFault("account", entry) !== undefined || accountFault(read) !== undefined) return id;
  const { accounts, note } = findAccounts(read, directory);
  return note === undefined && accounts.length === 1 && accounts[0]?.id === id ? entry : id;
}

/** An account, and the entry that means it. */
export interface WrittenAccount {
  readonly id: string;
  readonly entry: string;
}

/** The cells that hold these accounts between them, as many in each as fit. */
export function accountCells(accounts: readonly WrittenAccount[]): readonly string[] {
  const cells: WrittenAccount[][] = [];
  let length = 0;
  for (const account of accounts) {
    const added = Math.max(account.entry.length, account.id.length) + 1;
    const last = cells.at(-1);
    length = last === undefined || length + added > LONGEST_CELL ? added : length + added;
    if (last === undefined || length === added) cells.push([account]);
    else last.push(account);
  }
  return cells.map(accountCell);
}

/** By their ids, where their names together would be read as something else. */
function accountCell(accounts: readonly WrittenAccount[]): string {
  const cell = accounts.map(({ entry }) => entry).join(";");
  const meant = accounts.flatMap(({ entry }) => textsIn(entry));
  const isReadAlike = columnFault("account", cell) === undefined && textsIn(cell).join("\n") === meant.join("\n");
  return isReadAlike ? cell : accounts.map(({ id }) => id).join(";");
}

function textsIn(text: string): readonly string[] {
  return accountsIn({ text, line: 1, column: 1, quoted: false }).map((account) => account.text);
}
