/** What stops an apply until `--allow` names it. */
export const DANGER_NAMES = [
  "many-changes",
  "management-account",
  "foreign-permission-set",
  "wider-permissions",
  "powerful-access",
  "group-access",
  "new-accounts",
  "last-assignment-of-role",
  "removals",
  "delete-users",
] as const;
