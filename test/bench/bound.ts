/** AWS's published limits: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const CALLS_PER_SECOND = 20;
const OUTSTANDING = 15;
/** AWS publishes none for Organizations. This is what the program keeps to. */
const ORGANIZATIONS_PER_SECOND = 10;

/** What is to be made, what must be read for it, and how long AWS works on an assignment, in seconds. */
export interface Work {
  readonly users: number;
  readonly memberships: number;
  /** Assignments in each account: the first makes the role. */
  readonly assignmentsByAccount: readonly number[];
  readonly firstAssignment: number;
  readonly assignment: number;
  /** Calls without which nobody knows what is to be made: of the identity store's busiest operation, and of Organizations. */
  readonly before?: { readonly identityStore?: number; readonly organizations?: number };
  /** Calls of one operation that tell what was made, and can be made only when the last of it is. */
  readonly after?: number;
}

/**
 * Seconds below which AWS's limits let nobody get: 20 calls a second for each operation of the identity store and for all
 * of sso-admin, 15 assignments in progress of which none ends before its time, and the first of an account before its others.
 */
export function boundOf(work: Work): number {
  const { users, memberships, assignmentsByAccount, firstAssignment, assignment, before = {}, after = 0 } = work;
  const assignments = assignmentsByAccount.reduce((sum, count) => sum + count, 0);
  const inProgress =
    assignmentsByAccount.reduce((sum, count) => sum + firstAssignment + (count - 1) * assignment, 0) / OUTSTANDING;
  const isOneEach = assignmentsByAccount.every((count) => count === 1);
  const waves = (count: number) => Math.ceil(count / OUTSTANDING);
  const allWaves = waves(assignments) * (isOneEach ? firstAssignment : assignment);
  const longestAccount = Math.max(
    ...assignmentsByAccount.map((count) => firstAssignment + waves(count - 1) * assignment),
  );
  const calls = Math.max(users, memberships, assignments) / CALLS_PER_SECOND;
  const reading = Math.max(
    (before.identityStore ?? 0) / CALLS_PER_SECOND,
    (before.organizations ?? 0) / ORGANIZATIONS_PER_SECOND,
  );
  return reading + Math.max(calls, inProgress, allWaves, longestAccount) + after / CALLS_PER_SECOND;
}
