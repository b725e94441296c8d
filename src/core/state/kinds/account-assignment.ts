import type { Limits } from "../../aws/limits.ts";
import { resourceOf } from "../change.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf, WorkOfKind } from "../kind.ts";
import type { HeldAccess } from "../observation.ts";
import type { AccountAssignment, Principal, ResourceKey } from "../resource.ts";
import { accountKeys } from "./account.ts";
import { groupKey } from "./group.ts";
import { permissionSetKey } from "./permission-set.ts";
import { userKey } from "./user.ts";

/**
 * How long AWS takes for one assignment where the role is there, and where it has to be made. AWS publishes no figures; a few
 * seconds is what users report. Until its end is seen and the next has begun it takes a moment more.
 */
const SECONDS = { next: 3, first: 5, between: 0.15 } as const;
/** Calls that start one, and its share of those that ask how all of them do: never more than a third are such. */
const CALLS = 1.5;

/** The key of whoever is assigned. */
export function principalKey({ type, name }: Principal): ResourceKey {
  return type === "USER" ? userKey(name) : groupKey(name);
}

/** The role that a permission set has in an account. */
export function roleKey({ accountId, permissionSet }: Pick<AccountAssignment, "accountId" | "permissionSet">): string {
  return `${accountId}/${permissionSet}`;
}

/** A permission set that somebody has in an account. */
export function accessKey({
  userName,
  ...access
}: Pick<HeldAccess, "userName" | "accountId" | "permissionSet">): string {
  return `${userName.toLowerCase()}/${roleKey(access)}`;
}

export const accountAssignment: KindOf<AccountAssignment> = {
  actions: ["create", "delete"],
  rank: 6,
  rankOfDeletion: 1,
  keyOf: ({ accountId, permissionSet, principal: { type, name, gone } }) =>
    keyFrom("AccountAssignment", folded(accountId), permissionSet, type, folded(name), ...(gone ? ["gone"] : [])),
  dependenciesOf: ({ accountId, permissionSet, principal }) => [
    ...accountKeys(accountId),
    ...(principal.gone ? [] : [principalKey(principal)]),
    permissionSetKey(permissionSet),
  ],
  holderOf: ({ principal }) => {
    if (principal.gone) return undefined;
    return principal.type === "USER" ? principalKey(principal) : "anybody";
  },
  additionFaults: (_, { principal }) =>
    principal.gone
      ? [{ message: "Nobody is assigned who is not in the directory any more.", remedy: "Plan again." }]
      : [],
  timeFor: (work, limits) => ({
    ssoAdminCalls: CALLS * work.changes.length,
    meanwhile: secondsOf(work, limits),
  }),
  describe,
  subject: (one) => `The assignment of ${describe(one)}`,
  doing: (action, one) => `${action === "delete" ? "removing" : "assigning"} ${describe(one)}`,
  tell: (change, { accountName, commonPermissionSet }) => {
    const { accountId, permissionSet, principal } = resourceOf(change);
    const { type, name, gone } = principal;
    const account = accountName(accountId);
    if (gone) return { concerns: "all", words: `remove ${whoIs(principal)} from ${permissionSet} in ${account}` };
    if (type === "GROUP") {
      const what = change.action === "delete" ? `remove group ${name} from` : `assign group ${name} to`;
      return { concerns: "all", words: `${what} ${permissionSet} in ${account}` };
    }
    const words = commonPermissionSet === undefined ? `${account}: ${permissionSet}` : account;
    return { concerns: "person", userName: name, words };
  },
  redact: (one, { label, screen }) => {
    const { type, name, gone } = one.principal;
    return {
      ...one,
      accountId: screen(one.accountId),
      permissionSet: screen(one.permissionSet),
      principal: gone ? one.principal : { type, name: type === "USER" ? label(name) : screen(name) },
    };
  },
};

/**
 * So many are in progress at a time; none ends before it has taken its time, so that the last are as slow as the first. In an account
 * AWS makes one role at a time, and nobody else is assigned by it meanwhile.
 */
function secondsOf(
  { changes, hasRole }: WorkOfKind<AccountAssignment>,
  { outstandingAssignments: most }: Limits,
): number {
  const [first, next] = [SECONDS.first + SECONDS.between, SECONDS.next + SECONDS.between];
  const waves = (count: number) => Math.ceil(count / most);
  const accounts = new Map<string, { count: number; readonly made: Set<string> }>();
  for (const change of changes) {
    const one = resourceOf(change);
    const account = accounts.get(one.accountId) ?? { count: 0, made: new Set() };
    accounts.set(one.accountId, account);
    account.count += 1;
    if (change.action === "create" && !hasRole(one)) account.made.add(one.permissionSet);
  }
  const each = [...accounts.values()].map(({ count, made }) => ({ made: made.size, others: count - made.size }));
  const sum = (of: (one: (typeof each)[number]) => number) => each.reduce((total, one) => total + of(one), 0);
  const [made, others] = [sum((one) => one.made), sum((one) => one.others)];
  return Math.max(
    0,
    (made * first + others * next) / most,
    waves(made + others) * (others === 0 ? first : next),
    ...each.map((one) => one.made * first + waves(one.others) * next),
  );
}

function describe({ accountId, permissionSet, principal }: AccountAssignment): string {
  return `${permissionSet} in account ${accountId} for ${principal.gone ? whoIs(principal) : principal.name}`;
}

/** Of who is not in the directory any more, only the id is known. */
function whoIs({ type, name }: Principal): string {
  return `deleted ${type === "USER" ? "user" : "group"} ${name}`;
}
