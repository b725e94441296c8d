import type { Change } from "../state/change.ts";
import { roleKey } from "../state/kinds/account-assignment.ts";
import type { Observation } from "../state/observation.ts";
import { shownList } from "../text/shown-list.ts";
import type { Danger } from "./danger-schema.ts";

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Pick<Observation, "holders">;
  /** What an account is called; never empty. */
  readonly accountName: (accountId: string) => string;
}

/**
 * Nobody would hold a permission set in an account any more: AWS deletes its role there, and a later assignment makes one with
 * another suffix. https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function lastAssignmentDanger({
  changes,
  observation: { holders = new Map() },
  accountName,
}: Input): Danger | undefined {
  const left = new Map(holders);
  const emptied = new Map<string, string>();
  for (const { action, before, after } of changes) {
    const assignment = after ?? before;
    if (assignment?.kind !== "AccountAssignment") continue;
    const role = roleKey(assignment);
    left.set(role, (left.get(role) ?? 0) + (action === "delete" ? -1 : 1));
    if (action === "delete") emptied.set(role, `${assignment.permissionSet} in ${accountName(assignment.accountId)}`);
  }
  const last = [...emptied].flatMap(([role, words]) =>
    holders.has(role) && (left.get(role) ?? 0) <= 0 ? [words] : [],
  );
  if (last.length === 0) return undefined;
  const [roles, names, them] =
    last.length === 1 ? ["its role", "names it", "it"] : ["their roles", "names them", "them"];
  return {
    name: "last-assignment-of-role",
    count: last.length,
    message: `Nobody would hold ${shownList(last, 3)} any more, and AWS deletes ${roles} there. A later assignment makes a role with another suffix: whatever ${names} by ARN (EKS access entries and aws-auth, KMS key policies, bucket and other resource policies) would not let ${them} in again.`,
  };
}
