/** AWS's published limits: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const CALLS_PER_SECOND = 20;
const OUTSTANDING = 15;

/** What is to be made, and how long AWS works on an assignment, in seconds. */
export interface Work {
  readonly users: number;
  readonly memberships: number;
  /** Assignments in each account: the first makes the role. */
  readonly assignmentsByAccount: readonly number[];
  readonly firstAssignment: number;
  readonly assignment: number;
}

/**
 * Seconds below which AWS's limits let nobody get: 20 calls a second for each operation of the identity store and for all
 * of sso-admin, 15 assignments in progress, and the first of an account before its others.
 */
export function boundOf({ users, memberships, assignmentsByAccount, firstAssignment, assignment }: Work): number {
  const assignments = assignmentsByAccount.reduce((sum, count) => sum + count, 0);
  const inProgress =
    assignmentsByAccount.reduce((sum, count) => sum + firstAssignment + (count - 1) * assignment, 0) / OUTSTANDING;
  const longestAccount = Math.max(
    ...assignmentsByAccount.map((count) => firstAssignment + ((count - 1) * assignment) / OUTSTANDING),
  );
  const calls = Math.max(users, memberships, assignments) / CALLS_PER_SECOND;
  return Math.max(calls, inProgress, longestAccount);
}
