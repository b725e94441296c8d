import { classify } from "../../../aws/aws-error.ts";
import { roleKey } from "../../../core/state/kinds/account-assignment.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import type { AssignmentTarget } from "./assignment-calls.ts";
import { type AssignmentMemory, presentIn, principalOf, type SeenHolders, targetOf } from "./assignment-memory.ts";
import { explainAssignmentCall } from "./explain-assignment.ts";
import { explainRemovalFailure } from "./explain-removal.ts";
import { principalsIn } from "./look-at-assignments.ts";
import { endOfOpen, type RequestEnd, requested } from "./request-assignment.ts";

/** A look at a role that is older does not tell any more what is there "just before". Milliseconds. */
const FRESH = 10_000;

/** What is not there is as it should be. */
const GONE: RequestEnd = { Status: "SUCCEEDED" };

/**
 * Removes an assignment and waits until AWS says SUCCEEDED. Who holds the role is looked at just before, once for all
 * removals from it that come in a row. Making and removing share AWS's room for requests in progress.
 */
export async function deleteAccountAssignment(session: AssignmentMemory, planned: AccountAssignment): Promise<Done> {
  const [assignment] = presentIn(session, planned);
  if (assignment === undefined) return { already: true };
  const { accountId: account, permissionSet } = assignment;
  const role = roleKey(assignment);
  await lookBefore(session, assignment);
  // The last one takes the role with it.
  const updatesRole = () => (session.holders.get(role)?.count() ?? 1) <= 1;
  const aim = { accountId: account, permissionSet };
  const refused = <Thrown>(error: Thrown) => session.refusedRemovals.remember(error, aim);
  const start = async () => {
    session.refusedRemovals.check(aim);
    const ended = await removeOnce(session, assignment).catch((error: unknown) => {
      throw refused(explainAssignmentCall(error, assignment, session.instance, "removing"));
    });
    if (ended.Status !== "SUCCEEDED") throw refused(explainRemovalFailure(assignment, ended, session.instance));
    return ended;
  };
  const ended = await session.outstanding.run({ start, account, updatesRole }, session.signal);
  const holders = session.holders.get(role);
  (await holders?.principals)?.delete(principalOf(targetOf(session, assignment)));
  if (holders?.count() === 0) session.roles.delete(role);
  return { ...doneBy({ requestId: ended.RequestId }), ...(ended.already ? { already: true } : {}) };
}

async function removeOnce(session: AssignmentMemory, assignment: AccountAssignment): Promise<RequestEnd> {
  const target = targetOf(session, assignment);
  const isGone = async () => !(await principalsIn(session, assignment)).has(principalOf(target));
  // What an earlier run has begun is seen to its end: to remove it before it is made would leave it there.
  const made = await endOfOpen(session.making, target);
  const removed = await endOfOpen(session.removing, target);
  if (removed?.Status === "SUCCEEDED") return { ...removed, already: true };
  const isThere =
    made === undefined ? (await lookBefore(session, assignment)).has(principalOf(target)) : !(await isGone());
  if (!isThere) return made === undefined ? { ...GONE, already: true } : GONE;
  const ended = await requested({ ...session.removing, start: startUnlessGone(session, isGone) }, target, {
    signal: session.signal,
    isDone: isGone,
  });
  // "Assignment not found", or a reason that has nothing to do with what was asked: what counts is what is there.
  return ended.Status === "FAILED" && (await isGone()) ? GONE : ended;
}

function startUnlessGone({ removing }: AssignmentMemory, isGone: () => Promise<boolean>) {
  return async (target: AssignmentTarget) => {
    try {
      return await removing.start(target);
    } catch (error) {
      if (classify(error) === "not-found" && (await isGone())) return GONE;
      throw error;
    }
  };
}

/** Who holds the role, as of a moment ago. */
function lookBefore(session: AssignmentMemory, assignment: AccountAssignment): Promise<ReadonlySet<string>> {
  const role = roleKey(assignment);
  const seen = session.holders.get(role);
  if (seen !== undefined && performance.now() - seen.at < FRESH) return seen.principals;
  let known: Set<string> | undefined;
  const principals = principalsIn(session, assignment).then((found) => {
    known = found;
    return found;
  });
  const look: SeenHolders = { at: performance.now(), principals, count: () => known?.size };
  session.holders.set(role, look);
  principals.catch(() => {
    if (session.holders.get(role) === look) session.holders.delete(role);
  });
  return principals;
}
