import { classify } from "../../../aws/aws-error.ts";
import { principalKey, roleKey } from "../../../core/state/kinds/account-assignment.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { ProvisionedAccounts } from "../../../core/state/observation.ts";
import type { AccountAssignment, ResourceKey } from "../../../core/state/resource.ts";
import { assignmentsOfRole } from "../../session/assignments.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import type { Holder, Observed } from "../open-kind.ts";
import {
  type AssignmentMemory,
  type PresentAssignment,
  presentIn,
  principalIdOf,
  principalOf,
  targetOf,
} from "./assignment-memory.ts";

/** So many pairs of account and permission set are a second's worth of calls at AWS's rate. */
const FEW_PAIRS = 20;

/**
 * Which of the wanted assignments exist: each account is asked once per permission set, never once per person. Among
 * many accounts only those where the set is provisioned are asked, since the others can have none. A few are all asked:
 * the list of provisioned accounts may lag behind, and what it misses would be assigned a second time. `peopled` are groups to
 * which people belong who are there, and may hold the permission set in another way, though the group may not be there yet.
 * `everywhere` are roles that are asked about although nobody is known who is to have them.
 */
export async function observeAccountAssignments(
  session: AssignmentMemory,
  { desired, absent }: Readonly<Record<"desired" | "absent", readonly AccountAssignment[]>>,
  everywhere: readonly AccountAssignment[],
  provisioned: ReadonlyMap<string, ProvisionedAccounts>,
  peopled: ReadonlySet<ResourceKey>,
): Promise<Observed<AccountAssignment>> {
  for (const [name, { accountIds }] of provisioned)
    for (const id of accountIds) session.roles.add(roleKey({ accountId: id, permissionSet: name }));
  const accountsOf = new Map([...provisioned].map(([name, { accountIds }]) => [name, new Set(accountIds)]));
  // What this run has assigned since the list was read is provisioned, too.
  const isProvisioned = (one: PresentAssignment) =>
    accountsOf.get(one.permissionSet)?.has(one.accountId) || session.roles.has(roleKey(one));
  const pairs = new Map<string, PresentAssignment[]>();
  for (const assignment of [...desired, ...absent].flatMap((one) => presentIn(session, one))) {
    const { permissionSet, principal } = assignment;
    const mayExist = principalIdOf(session, assignment) !== undefined || peopled.has(principalKey(principal));
    if (!mayExist || !provisioned.has(permissionSet)) continue;
    const pair = roleKey(assignment);
    const others = pairs.get(pair);
    if (others === undefined) pairs.set(pair, [assignment]);
    else others.push(assignment);
  }
  const asked = [...pairs.values()].filter((pair) => pairs.size <= FEW_PAIRS || pair.some(isProvisioned));
  const others = everywhere
    .flatMap((one) => presentIn(session, one))
    .filter((one) => isProvisioned(one) && !pairs.has(roleKey(one)));
  const roles = [
    ...asked.map((assignments) => ({ role: assignments[0], assignments })),
    ...others.map((role) => ({ role, assignments: [] })),
  ];
  const found = await Promise.all(
    roles.map(async ({ role, assignments }) => {
      const looking = lookAtHolders(session, role);
      const holders = await (role !== undefined && isProvisioned(role) ? looking : orNobody(looking));
      const ids = new Set(holders.map(({ principalId }) => principalId));
      const present = assignments.filter((assignment) => ids.has(principalIdOf(session, assignment) ?? ""));
      return { present, holders };
    }),
  );
  const present = found.flatMap((one) => one.present.map(({ planned }) => planned));
  const seen = new Set(present);
  const coming = await beingMade(
    session,
    absent.filter((one) => !seen.has(one)),
  );
  return {
    resources: [...present, ...coming],
    holders: found.flatMap(({ holders }) => holders),
  };
}

/** Those that an earlier run has begun to make: not listed yet, and there in a moment. */
async function beingMade(
  session: AssignmentMemory,
  assignments: readonly AccountAssignment[],
): Promise<readonly AccountAssignment[]> {
  const known = assignments
    .flatMap((one) => presentIn(session, one))
    .filter((one) => principalIdOf(session, one) !== undefined && session.ids.has(permissionSetKey(one.permissionSet)));
  const open = await Promise.all(known.map((one) => session.making.open.has(targetOf(session, one))));
  return known.filter((_, index) => open[index]).map(({ planned }) => planned);
}

/**
 * Looks who holds a permission set in an account although nobody asks yet. To be called when the last assignment there is
 * done: while others go on, and not all at the end, when AWS's rate would make everybody wait for it.
 */
export function lookEarly(session: AssignmentMemory, assignment: AccountAssignment): void {
  const [{ accountId, permissionSet } = assignment] = presentIn(session, assignment);
  const looking = listPrincipals(session, accountId, permissionSet);
  // Nobody may come to ask, and whoever does looks again where this failed.
  looking.catch(() => undefined);
  session.earlyLooks.set(roleKey({ accountId, permissionSet }), looking);
}

/** Everybody who holds the permission set in the account, from the early look if there was one. It serves once. */
async function lookAtHolders(
  session: AssignmentMemory,
  pair: AccountAssignment | undefined,
): Promise<readonly Holder[]> {
  if (pair === undefined) return [];
  const { accountId, permissionSet } = pair;
  const early = session.earlyLooks.get(roleKey({ accountId, permissionSet }));
  session.earlyLooks.delete(roleKey({ accountId, permissionSet }));
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

/** Everybody who holds the assignment's permission set in its account, as {@link principalOf} names them. */
export async function principalsIn(
  session: Session,
  { accountId, permissionSet }: Pick<AccountAssignment, "accountId" | "permissionSet">,
): Promise<Set<string>> {
  return principalsOf(await listPrincipals(session, accountId, permissionSet));
}

/** Holders, as {@link principalOf} names them. */
export function principalsOf(holders: readonly Holder[]): Set<string> {
  return new Set(
    holders.map(({ principalType: PrincipalType, principalId: PrincipalId }) =>
      principalOf({ PrincipalType, PrincipalId }),
    ),
  );
}

/** Those who hold the same permission set in the same account together, by {@link roleKey}. */
export function holdersByRole(holders: readonly Holder[]): ReadonlyMap<string, readonly Holder[]> {
  const byRole = new Map<string, Holder[]>();
  for (const holder of holders) {
    const others = byRole.get(roleKey(holder));
    if (others === undefined) byRole.set(roleKey(holder), [holder]);
    else others.push(holder);
  }
  return byRole;
}

/** Everybody who holds the permission set in the account. */
async function listPrincipals(session: Session, accountId: string, permissionSet: string): Promise<readonly Holder[]> {
  const listed = await assignmentsOfRole(session, accountId, identifierOf(session, permissionSetKey(permissionSet)));
  return listed.flatMap(({ PrincipalId: principalId, PrincipalType: principalType = "USER" }) =>
    principalId === undefined ? [] : [{ accountId, permissionSet, principalType, principalId }],
  );
}
