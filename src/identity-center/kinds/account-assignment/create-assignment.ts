import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import type { AssignmentStatus } from "./assignment-calls.ts";
import { type AssignmentMemory, presentIn, principalOf, roleIn, targetOf } from "./assignment-memory.ts";
import { explainAssignmentFailure } from "./explain-assignment.ts";
import { principalsIn } from "./look-at-assignments.ts";
import { endOfOpen, requested } from "./request-assignment.ts";
import { triedUntilSeen } from "./try-until-seen.ts";

/**
 * Assigns and waits until AWS says SUCCEEDED: the call only starts the work. In an account that this or another
 * run has just made it is tried again for some minutes, until Identity Center gets in; for a person, some seconds.
 */
export async function createAccountAssignment(session: AssignmentMemory, planned: AccountAssignment): Promise<Done> {
  const [assignment] = presentIn(session, planned);
  if (assignment === undefined) throw new Error(`no account is known for ${planned.accountId}`);
  const { accountId: account, permissionSet } = assignment;
  const role = roleIn(account, permissionSet);
  const updatesRole = () => !session.roles.has(role);
  const start = async () => {
    const ended = await assignOnce(session, assignment);
    if (ended.Status === "SUCCEEDED") session.roles.add(role);
    return ended;
  };
  // While an account or a person is waited for, others use the room.
  const { ended, ...found } = await triedUntilSeen(session, assignment, () =>
    session.outstanding.run({ start, account, updatesRole }, session.signal),
  );
  if (ended.Status !== "SUCCEEDED") {
    throw explainAssignmentFailure(assignment, ended, { instance: session.instance, ...found });
  }
  return doneBy({ requestId: ended.RequestId });
}

async function assignOnce(session: AssignmentMemory, assignment: AccountAssignment): Promise<AssignmentStatus> {
  const target = targetOf(session, assignment);
  const inherited = await endOfOpen(session.making, target);
  // A request of an earlier run may have failed for a reason that is gone by now.
  if (inherited?.Status === "SUCCEEDED") return inherited;
  return requested(session.making, target, {
    signal: session.signal,
    isDone: async () => (await principalsIn(session, assignment)).has(principalOf(target)),
  });
}
