import { type AccountAssignmentOperationStatus, CreateAccountAssignmentCommand } from "@aws-sdk/client-sso-admin";
import { principalKey } from "../../../core/state/kinds/account-assignment.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import { endNotSeen } from "../../calls/in-progress.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { type AssignmentMemory, presentIn, principalIdOf, roleIn } from "./assignment-memory.ts";
import { explainAssignmentFailure } from "./explain-assignment.ts";
import { listPrincipals } from "./look-at-assignments.ts";
import { triedUntilSeen } from "./try-until-seen.ts";

/**
 * Assigns and waits until AWS says SUCCEEDED: the call only starts the work. In an account that this or another
 * run has just made it is tried again for some minutes, until Identity Center gets in; for a person, some seconds.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
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

async function assignOnce(session: AssignmentMemory, assignment: AccountAssignment): Promise<Status> {
  const target = targetOf(session, assignment);
  const inherited = await endOfOpen(session, target);
  // A request of an earlier run may have failed for a reason that is gone by now.
  if (inherited?.Status === "SUCCEEDED") return inherited;
  const started = await settleWrite({
    signal: session.signal,
    make: () => startAssignment(session, target),
    find: () => findAssignment(session, assignment),
  });
  return started.Status === "SUCCEEDED"
    ? started
    : { RequestId: started.RequestId, ...(await waitFor(session, started.RequestId ?? "")) };
}

type Status = AccountAssignmentOperationStatus;

type Target = ReturnType<typeof targetOf>;

function targetOf(session: Session, assignment: AccountAssignment) {
  return {
    InstanceArn: session.instance.instanceArn,
    TargetType: "AWS_ACCOUNT",
    TargetId: assignment.accountId,
    PermissionSetArn: identifierOf(session, permissionSetKey(assignment.permissionSet)),
    PrincipalType: assignment.principal.type,
    PrincipalId: identifierOf(session, principalKey(assignment.principal)),
  } as const;
}

/** The end of a request that an earlier run started and did not see the end of. */
async function endOfOpen(
  session: AssignmentMemory,
  target: Target,
): Promise<AccountAssignmentOperationStatus | undefined> {
  const open = await session.open.take(target);
  return open === undefined ? undefined : waitFor(session, open.RequestId ?? "");
}

async function startAssignment(session: Session, target: Target): Promise<AccountAssignmentOperationStatus> {
  const { AccountAssignmentCreationStatus } = await session.aws.ssoAdmin.send(
    new CreateAccountAssignmentCommand(target),
  );
  return AccountAssignmentCreationStatus ?? {};
}

/** After a lost answer: the request may be in progress, or over. */
async function findAssignment(
  session: AssignmentMemory,
  assignment: AccountAssignment,
): Promise<AccountAssignmentOperationStatus | undefined> {
  const principalId = principalIdOf(session, assignment);
  const permissionSetArn = identifierOf(session, permissionSetKey(assignment.permissionSet));
  const open = (await session.requests.inProgress()).find(
    ({ TargetId, PermissionSetArn, PrincipalId }) =>
      TargetId === assignment.accountId && PermissionSetArn === permissionSetArn && PrincipalId === principalId,
  );
  if (open !== undefined) return open;
  const holders = await listPrincipals(session, assignment.accountId, assignment.permissionSet);
  return holders.some((holder) => holder.principalId === principalId) ? { Status: "SUCCEEDED" } : undefined;
}

async function waitFor(session: AssignmentMemory, requestId: string): Promise<AccountAssignmentOperationStatus> {
  try {
    return await session.requests.ended(requestId);
  } catch (error) {
    throw endNotSeen(error, requestId, "following the assignment");
  }
}
