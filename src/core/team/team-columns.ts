/** Whether a column tells who somebody is. */
export function isPersonal(column: TeamColumn): boolean {
  return /^(email|username|.*_name)$/.test(column);
}

/** The columns of a team file under their canonical names, in the order in which they are written. */
export const COLUMNS = [
  "email",
  "username",
  "given_name",
  "family_name",
  "display_name",
  "account",
  "permission_set",
  "group",
  "region",
  "profile",
  "until",
] as const;

export type TeamColumn = (typeof COLUMNS)[number];

/** The column in which a run leaves its reasons beside the rows that failed; it is not read. */
export const REASON = "reason";

/** The column in which a run says from which team file the rows that failed were taken. Who is in that is no stranger. */
export const ORIGIN = "team_file";

export type RunNote = typeof REASON | typeof ORIGIN;
