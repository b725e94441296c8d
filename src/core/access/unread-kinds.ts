interface UnreadKind {
  /** What could not be read, in words. */
  readonly words: string;
  /** Without it, it is known all the same who has what; without anything else somebody or something may be missing. */
  readonly isNeedless?: true;
}

/** What there is to be read of who has what, each of which AWS may refuse by itself. */
export const UNREAD_KINDS = {
  "names-of-accounts": { words: "names and states of accounts", isNeedless: true },
  "organizational-units": { words: "organizational units", isNeedless: true },
  "permission-sets": { words: "permission sets" },
  "content-of-permission-sets": { words: "what is in permission sets", isNeedless: true },
  "accounts-of-permission-sets": { words: "accounts of permission sets" },
  "permission-sets-in-accounts": { words: "permission sets in accounts" },
  "assignments-in-accounts": { words: "assignments in accounts" },
  "assignments-of-users": { words: "assignments of users" },
  "assignments-of-groups": { words: "assignments of groups" },
  "who-is-meant": { words: "who is meant" },
  users: { words: "users" },
  groups: { words: "groups" },
  "groups-of-users": { words: "groups of users" },
  "members-of-groups": { words: "members of groups" },
} as const satisfies Readonly<Record<string, UnreadKind>>;

export type UnreadKindName = keyof typeof UNREAD_KINDS;

export const UNREAD_KIND_NAMES = Object.keys(UNREAD_KINDS) as readonly UnreadKindName[];
