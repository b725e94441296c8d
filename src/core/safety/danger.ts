/** What stops an apply until `--allow` names it. */
export const DANGER_NAMES = [
  "many-changes",
  "management-account",
  "foreign-permission-set",
  "wider-permissions",
  "new-accounts",
] as const;

export type DangerName = (typeof DANGER_NAMES)[number];

/** Something in a plan that a reviewer must have seen, with its number in the message. Plain JSON. */
export interface Danger {
  readonly name: DangerName;
  /** How many changes (or accounts, or policies) it is about. */
  readonly count: number;
  /** What would happen, with the number and the threshold. */
  readonly message: string;
}
