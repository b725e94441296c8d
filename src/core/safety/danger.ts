/** What stops an apply until `--allow` names it. */
export const DANGER_NAMES = [
  "many-changes",
  "management-account",
  "foreign-permission-set",
  "wider-permissions",
  "new-accounts",
] as const;
