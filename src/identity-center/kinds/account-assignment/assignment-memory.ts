import { principalKey, roleKey } from "../../../core/state/kinds/account-assignment.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import type { KnownRefusals } from "../../calls/known-refusals.ts";
import type { Outstanding } from "../../calls/outstanding.ts";
import { accountIdOf, identifierOf, type Session } from "../../session/session.ts";
import type { Holder } from "../open-kind.ts";
import type { AssignmentCalls, AssignmentTarget } from "./assignment-calls.ts";
import type { AssignmentRequests } from "./assignment-requests.ts";
import type { OpenAssignments } from "./open-assignments.ts";

/** What is remembered of assignments for one run. */
export interface AssignmentMemory extends Session {
  readonly outstanding: Outstanding;
  readonly making: Requests;
  readonly removing: Requests;
  /** Accounts that have a role for a permission set, by {@link roleKey}: another assignment there makes none. */
  readonly roles: Set<string>;
  /** Who holds a permission set in an account, by {@link roleKey}: looks that were begun before somebody asked. */
  readonly earlyLooks: Map<string, Promise<readonly Holder[]>>;
  /** Who held a role when it was last looked at for a removal, without those removed since. */
  readonly holders: Map<string, SeenHolders>;
  readonly freshAccounts: Set<string>;
  /** What AWS has refused to make, and to remove. */
  readonly refusals: KnownRefusals;
  readonly refusedRemovals: KnownRefusals;
}

/** Requests that make assignments, or those that remove them. */
export interface Requests {
  readonly start: AssignmentCalls["start"];
  readonly following: AssignmentRequests;
  /** Those that an earlier run left open. */
  readonly open: OpenAssignments;
}

/** A look that all removals from a role share for a while. */
export interface SeenHolders {
  /** Milliseconds, as `performance.now()` counts them. */
  readonly at: number;
  /** Of principals: type and id. */
  readonly principals: Promise<Set<string>>;
  /** How many there are by now; `undefined` until AWS has answered. */
  readonly count: () => number | undefined;
}

/** An assignment with the id of its account, and as the plan has it. */
export type PresentAssignment = AccountAssignment & { readonly planned: AccountAssignment };

/** Nothing is assigned in an account that is not there yet. */
export function presentIn(session: Session, planned: AccountAssignment): readonly PresentAssignment[] {
  const accountId = accountIdOf(session, planned.accountId);
  return accountId === undefined ? [] : [{ ...planned, accountId, planned }];
}

/** The id of whom it is for, when they are in the directory, or were. */
export function principalIdOf(session: Session, { principal }: AccountAssignment): string | undefined {
  return principal.gone ? principal.name : session.ids.get(principalKey(principal));
}

/** The tuple at AWS. That something in it is not known is a bug: the runner makes dependencies first. */
export function targetOf(session: Session, assignment: AccountAssignment): AssignmentTarget {
  const { accountId, permissionSet, principal } = assignment;
  return {
    InstanceArn: session.instance.instanceArn,
    TargetType: "AWS_ACCOUNT",
    TargetId: accountId,
    PermissionSetArn: identifierOf(session, permissionSetKey(permissionSet)),
    PrincipalType: principal.type,
    PrincipalId: principal.gone ? principal.name : identifierOf(session, principalKey(principal)),
  };
}

/** Who a tuple is for, told apart from everybody else. */
export function principalOf({
  PrincipalType,
  PrincipalId,
}: Pick<AssignmentTarget, "PrincipalType" | "PrincipalId">): string {
  return `${PrincipalType}|${PrincipalId}`;
}
