import type { Safety } from "../settings/settings.ts";
import type { Change } from "../state/change.ts";
import type { Observation } from "../state/observation.ts";
import type { Danger } from "./danger-schema.ts";
import { deleteUsersDanger } from "./delete-users.ts";
import { foreignPermissionSetDanger } from "./foreign-permission-set.ts";
import { groupAccessDanger } from "./group-access.ts";
import { lastAssignmentDanger } from "./last-assignment.ts";
import { managementAccountDanger } from "./management-account.ts";
import { manyChangesDanger } from "./many-changes.ts";
import { newAccountsDanger } from "./new-accounts.ts";
import { powerfulAccessDanger } from "./powerful-access.ts";
import { removalsDanger } from "./removals.ts";
import { widerPermissionsDanger } from "./wider-permissions.ts";

export interface DangerInput {
  /** Those that will be made: what is blocked endangers nobody. */
  readonly changes: readonly Change[];
  readonly observation: Observation;
  readonly safety: Safety;
  /** What a file does not name is taken away, which is a danger however little it is. */
  readonly removesUnlisted?: boolean;
  /** Those who were named to lose what they have. */
  readonly leavers?: readonly unknown[];
  readonly managementAccountId: string;
  /** The organization has no other account to go to. */
  readonly managementAccountOnly: boolean;
  /** What an account is called; never empty. */
  readonly accountName: (accountId: string) => string;
}

/** What a reviewer must have seen before these changes are made: at most one danger of each name. Pure. */
export function dangersOf(input: DangerInput): readonly Danger[] {
  return [
    manyChangesDanger(input),
    managementAccountDanger(input),
    foreignPermissionSetDanger(input),
    widerPermissionsDanger(input),
    powerfulAccessDanger(input),
    groupAccessDanger(input),
    newAccountsDanger(input),
    lastAssignmentDanger(input),
    removalsDanger(input),
    deleteUsersDanger(input),
  ].filter((danger) => danger !== undefined);
}
