import { visibleText } from "../text/visible-text.ts";
import type { AccessFacts } from "./access.ts";
import { ACCESS_COLUMNS } from "./csv-columns.ts";
import { type AccessRow, accessRows } from "./rows.ts";

/** The cells of one row, by the columns. */
type Cells = Readonly<Partial<Record<(typeof ACCESS_COLUMNS)[number], string>>>;

/** The lines of a table of access: one row for each person × account × permission set × way, for a reviewer to decide on. */
export function* accessCsv(facts: AccessFacts): Generator<string> {
  yield csvLine(ACCESS_COLUMNS);
  for (const row of accessRows(facts)) {
    const cells = cellsOf(row);
    yield csvLine(ACCESS_COLUMNS.map((column) => cells[column] ?? ""));
  }
}

/** Of an orphan the id stands for the name; of a group that nobody could look into, nobody. */
function cellsOf({
  user,
  account,
  permissionSet,
  way,
  assignment,
  since = "",
  run = "",
  until = "",
}: AccessRow): Cells {
  const { orphan, principalId } = assignment;
  return {
    user_name: user?.userName ?? (orphan ? principalId : ""),
    email: user?.email ?? "",
    display_name: user?.displayName ?? "",
    user_status: user?.status ?? (orphan ? "gone" : "unknown"),
    account_id: account.id,
    account_name: account.name,
    account_state: account.state,
    organizational_unit: account.organizationalUnit ?? "",
    permission_set: permissionSet.name,
    session_duration: permissionSet.sessionDuration ?? "",
    policies: permissionSet.policies.join(" "),
    via: way.by === "group" ? way.group.name : "direct",
    administrator: permissionSet.administrator,
    orphan: orphan ? "yes" : "no",
    since,
    run,
    until,
    team_files: user?.teamFiles?.join("; ") ?? "",
  };
}

/** A line of CSV for people and their spreadsheets. */
export function csvLine(texts: readonly string[]): string {
  return texts.map(dataCell).join(",");
}

/**
 * A cell that is data to every spreadsheet: what one would run as a formula has an apostrophe before it, and what cannot be
 * seen is spelled out. https://owasp.org/www-community/attacks/CSV_Injection
 */
function dataCell(text: string): string {
  const shown = visibleText(text);
  const safe = /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",;']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
