import { principalKey } from "../../../core/state/kinds/account-assignment.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import type { Outstanding } from "../../calls/outstanding.ts";
import { accountIdOf, type Session } from "../../session/session.ts";
import type { Holder } from "../open-kind.ts";
import type { AssignmentRequests } from "./assignment-requests.ts";
import type { OpenAssignments } from "./open-assignments.ts";

/** What is remembered of assignments for one run. */
export interface AssignmentMemory extends Session {
  readonly outstanding: Outstanding;
  readonly requests: AssignmentRequests;
  /** Requests that an earlier run left open. */
  readonly open: OpenAssignments;
  /** Accounts that have a role for a permission set, as `roleIn` names them: another assignment there makes none. */
  readonly roles: Set<string>;
  /** Who holds a permission set in an account, by role: looks that were begun before somebody asked. */
  readonly earlyLooks: Map<string, Promise<readonly Holder[]>>;
  readonly freshAccounts: Set<string>;
}

/** The role for a permission set in an account. */
export function roleIn(accountId: string, permissionSet: string): string {
  return `${accountId}|${permissionSet}`;
}

/** An assignment with the id of its account, and as the plan has it. */
export type PresentAssignment = AccountAssignment & { readonly planned: AccountAssignment };

/** Nothing is assigned in an account that is not there yet. */
export function presentIn(session: Session, planned: AccountAssignment): readonly PresentAssignment[] {
  const accountId = accountIdOf(session, planned.accountId);
  return accountId === undefined ? [] : [{ ...planned, accountId, planned }];
}

/** The id of whom it is for, when they are in the directory. */
export function principalIdOf(session: Session, assignment: AccountAssignment): string | undefined {
  return session.ids.get(principalKey(assignment.principal));
}
