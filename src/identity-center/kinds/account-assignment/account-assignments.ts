import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  ListAccountAssignmentsCommand,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../../aws/aws-error.ts";
import { readPages } from "../../../aws/pages.ts";
import type { Limits } from "../../../core/aws/limits.ts";
import { principalKey } from "../../../core/state/kinds/account-assignment.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { ProvisionedAccounts } from "../../../core/state/observation.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import { endNotSeen } from "../../calls/in-progress.ts";
import { type BusyAccounts, createOutstanding, type Outstanding } from "../../calls/outstanding.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import { accountIdOf, identifierOf, type Session } from "../../session/session.ts";
import { settledWhereNew } from "../account/fresh-account.ts";
import { desiredOf, type Holder, type Observed, type OpenKind } from "../open-kind.ts";
import { type AssignmentRequests, createAssignmentRequests } from "./assignment-requests.ts";
import { explainAssignmentFailure } from "./explain-assignment.ts";
import { createOpenAssignments, type OpenAssignments } from "./open-assignments.ts";

/** So many pairs of account and permission set are a second's worth of calls at AWS's rate. */
const FEW_PAIRS = 20;

interface Shared {
  readonly limits: Limits;
  readonly busy: BusyAccounts;
  readonly freshAccounts: Set<string>;
}

/** What is remembered of assignments for one run. */
interface Memory extends Session {
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

/** Assignments, which can be looked at early: while others are still being made. */
export interface OpenAccountAssignments extends OpenKind<AccountAssignment> {
  /** Looks who holds the assignment's permission set in its account, for whoever will ask. */
  readonly lookEarly: (assignment: AccountAssignment) => void;
}

/** Account assignments, looked at and made for one run. */
export function openAccountAssignments(
  session: Session,
  { limits, busy, freshAccounts }: Shared,
): OpenAccountAssignments {
  const { aws, instance, signal } = session;
  const outstanding = createOutstanding(limits.outstandingAssignments, busy);
  const requests = createAssignmentRequests(aws, instance.instanceArn, {
    isUrgent: outstanding.isCrowded,
    ...(signal === undefined ? {} : { signal }),
  });
  const open = createOpenAssignments(requests);
  const memory: Memory = {
    ...session,
    outstanding,
    requests,
    open,
    roles: new Set(),
    earlyLooks: new Map(),
    freshAccounts,
  };
  return {
    observe: async (look) => {
      const seen = (["Account", "User", "Group", "PermissionSet"] as const).map(look.seen);
      const [found] = await Promise.all([Promise.all(seen), open.look()]);
      const provisioned = found.flatMap((one) => [...(one.provisioned ?? [])]);
      return observeAccountAssignments(memory, desiredOf(look, "AccountAssignment"), new Map(provisioned));
    },
    create: (assignment) => createAccountAssignment(memory, assignment),
    update: "never",
    delete: "not-yet",
    lookEarly: (assignment) => lookEarly(memory, assignment),
  };
}

/** The role for a permission set in an account. */
export function roleIn(accountId: string, permissionSet: string): string {
  return `${accountId}|${permissionSet}`;
}

/**
 * Which of the wanted assignments exist: each account is asked once per permission set, never once per person. Among
 * many accounts only those where the set is provisioned are asked, since the others can have none. A few are all asked:
 * the list of provisioned accounts may lag behind, and what it misses would be assigned a second time.
 */
async function observeAccountAssignments(
  session: Memory,
  wanted: readonly AccountAssignment[],
  provisioned: ReadonlyMap<string, ProvisionedAccounts>,
): Promise<Observed<AccountAssignment>> {
  for (const [name, { accountIds }] of provisioned) for (const id of accountIds) session.roles.add(roleIn(id, name));
  const accountsOf = new Map([...provisioned].map(([name, { accountIds }]) => [name, new Set(accountIds)]));
  const isProvisioned = ({ permissionSet, accountId }: PresentAssignment) =>
    accountsOf.get(permissionSet)?.has(accountId) ?? false;
  const pairs = new Map<string, PresentAssignment[]>();
  for (const assignment of wanted.flatMap((one) => presentIn(session, one))) {
    const mayExist = provisioned.has(assignment.permissionSet) && principalIdOf(session, assignment) !== undefined;
    if (!mayExist) continue;
    const pair = roleIn(assignment.accountId, assignment.permissionSet);
    const others = pairs.get(pair);
    if (others === undefined) pairs.set(pair, [assignment]);
    else others.push(assignment);
  }
  const asked = [...pairs.values()].filter((pair) => pairs.size <= FEW_PAIRS || pair.some(isProvisioned));
  const found = await Promise.all(
    asked.map(async (assignments) => {
      const looking = lookAtHolders(session, assignments[0]);
      const holders = await (assignments.some(isProvisioned) ? looking : orNobody(looking));
      const ids = new Set(holders.map(({ principalId }) => principalId));
      const present = assignments.filter((assignment) => ids.has(principalIdOf(session, assignment) ?? ""));
      return { present, holders };
    }),
  );
  return {
    resources: found.flatMap(({ present }) => present.map(({ planned }) => planned)),
    holders: found.flatMap(({ holders }) => holders),
  };
}

/** An assignment with the id of its account, and as the plan has it. */
type PresentAssignment = AccountAssignment & { readonly planned: AccountAssignment };

/** Nothing is assigned in an account that is not there yet. */
function presentIn(session: Session, planned: AccountAssignment): readonly PresentAssignment[] {
  const accountId = accountIdOf(session, planned.accountId);
  return accountId === undefined ? [] : [{ ...planned, accountId, planned }];
}

/**
 * Looks who holds a permission set in an account although nobody asks yet. To be called when the last assignment there is
 * done: while others go on, and not all at the end, when AWS's rate would make everybody wait for it.
 */
function lookEarly(session: Memory, assignment: AccountAssignment): void {
  const [{ accountId, permissionSet } = assignment] = presentIn(session, assignment);
  const looking = listPrincipals(session, accountId, permissionSet);
  // Nobody may come to ask, and whoever does looks again where this failed.
  looking.catch(() => undefined);
  session.earlyLooks.set(roleIn(accountId, permissionSet), looking);
}

/** Everybody who holds the permission set in the account, from the early look if there was one. It serves once. */
async function lookAtHolders(session: Memory, pair: AccountAssignment | undefined): Promise<readonly Holder[]> {
  if (pair === undefined) return [];
  const { accountId, permissionSet } = pair;
  const early = session.earlyLooks.get(roleIn(accountId, permissionSet));
  session.earlyLooks.delete(roleIn(accountId, permissionSet));
  const look = () => listPrincipals(session, accountId, permissionSet);
  return early === undefined ? look() : early.catch(look);
}

/** An account where the set is not provisioned may refuse the question: a delegated administrator the management one. */
async function orNobody(looking: Promise<readonly Holder[]>): Promise<readonly Holder[]> {
  try {
    return await looking;
  } catch (error) {
    if (["denied", "refused"].includes(classify(error))) return [];
    throw error;
  }
}

/**
 * Assigns and waits until AWS says SUCCEEDED: the call only starts the work. In an account that this or another
 * run has just made it is tried again for some minutes, until Identity Center gets in.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
 */
async function createAccountAssignment(session: Memory, planned: AccountAssignment): Promise<Done> {
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
  // While an account is waited for, others use the room.
  const ended = await settledWhereNew(session, session.freshAccounts, account, () =>
    session.outstanding.run({ start, account, updatesRole }, session.signal),
  );
  if (ended.Status !== "SUCCEEDED") throw explainAssignmentFailure(assignment, ended, session.instance);
  return doneBy({ requestId: ended.RequestId });
}

async function assignOnce(session: Memory, assignment: AccountAssignment): Promise<Status> {
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
async function endOfOpen(session: Memory, target: Target): Promise<AccountAssignmentOperationStatus | undefined> {
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
  session: Memory,
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

async function waitFor(session: Memory, requestId: string): Promise<AccountAssignmentOperationStatus> {
  try {
    return await session.requests.ended(requestId);
  } catch (error) {
    throw endNotSeen(error, requestId, "following the assignment");
  }
}

/** Everybody who holds the permission set in the account. */
async function listPrincipals(session: Session, accountId: string, permissionSet: string): Promise<readonly Holder[]> {
  try {
    const { items } = await readPages("sso:ListAccountAssignments", async (NextToken) => {
      const page = await session.aws.ssoAdmin.send(
        new ListAccountAssignmentsCommand({
          InstanceArn: session.instance.instanceArn,
          AccountId: accountId,
          PermissionSetArn: identifierOf(session, permissionSetKey(permissionSet)),
          MaxResults: 100,
          NextToken,
        }),
      );
      return { items: page.AccountAssignments ?? [], next: page.NextToken };
    });
    return items.flatMap(({ PrincipalId: principalId, PrincipalType: principalType = "USER" }) =>
      principalId === undefined ? [] : [{ accountId, permissionSet, principalType, principalId }],
    );
  } catch (error) {
    if (classify(error) === "not-found") return [];
    throw error;
  }
}

function principalIdOf(session: Session, assignment: AccountAssignment): string | undefined {
  return session.ids.get(principalKey(assignment.principal));
}
