import { roleKey } from "../../../core/state/kinds/account-assignment.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import { isFreshAccount } from "../account/fresh-account.ts";
import { type AssignmentMemory, presentIn, principalOf, targetOf } from "./assignment-memory.ts";
import { explainAssignmentCall, explainAssignmentFailure } from "./explain-assignment.ts";
import { principalsIn } from "./look-at-assignments.ts";
import { endOfOpen, type RequestEnd, requested } from "./request-assignment.ts";
import { triedUntilSeen } from "./try-until-seen.ts";

/**
 * Assigns and waits until AWS says SUCCEEDED: the call only starts the work. In an account that this or another
 * run has just made it is tried again for some minutes, until Identity Center gets in; for a person, some seconds.
 */
export async function createAccountAssignment(session: AssignmentMemory, planned: AccountAssignment): Promise<Done> {
  const [assignment] = presentIn(session, planned);
  if (assignment === undefined) throw new Error(`no account is known for ${planned.accountId}`);
  const { accountId: account, permissionSet } = assignment;
  const role = roleKey(assignment);
  const updatesRole = () => !session.roles.has(role);
  const aim = { accountId: account, permissionSet };
  const start = async () => {
    session.refusals.check(aim);
    const ended = await assignOnce(session, assignment).catch((error: unknown) => {
      throw session.refusals.remember(explainAssignmentCall(error, assignment, session.instance), aim);
    });
    if (ended.Status === "SUCCEEDED") session.roles.add(role);
    // Before there is room for the next, which would meet the same; what an account is still too new for may pass.
    else if (!(await isFreshAccount(session, session.freshAccounts, account))) {
      session.refusals.remember(explainAssignmentFailure(assignment, ended, session), aim);
    }
    return ended;
  };
  // While an account or a person is waited for, others use the room.
  const { ended, ...found } = await triedUntilSeen(session, assignment, () =>
    session.outstanding.run({ start, account, updatesRole }, session.signal),
  );
  if (ended.Status !== "SUCCEEDED") {
    const error = explainAssignmentFailure(assignment, ended, { instance: session.instance, ...found });
    throw session.refusals.remember(error, aim);
  }
  return { ...doneBy({ requestId: ended.RequestId }), ...(ended.already ? { already: true } : {}) };
}

async function assignOnce(session: AssignmentMemory, assignment: AccountAssignment): Promise<RequestEnd> {
  const target = targetOf(session, assignment);
  const inherited = await endOfOpen(session.making, target);
  // A request of an earlier run may have failed for a reason that is gone by now.
  if (inherited?.Status === "SUCCEEDED") return { ...inherited, already: true };
  return requested(session.making, target, {
    signal: session.signal,
    isDone: async () => (await principalsIn(session, assignment)).has(principalOf(target)),
  });
}
