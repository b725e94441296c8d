import { resourceOf } from "../change.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { HeldAccess } from "../observation.ts";
import type { AccountAssignment, Principal, ResourceKey } from "../resource.ts";
import { accountKeys } from "./account.ts";
import { groupKey } from "./group.ts";
import { permissionSetKey } from "./permission-set.ts";
import { userKey } from "./user.ts";

/** How long AWS takes for one assignment. AWS publishes no figure; a few seconds is what users report. */
const SECONDS = 4;
/** Calls to start one, and to follow it. */
const CALLS = 2;

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
  timeFor: ({ create, delete: deleted }, { outstandingAssignments }) => {
    const count = create + deleted;
    return {
      ssoAdminCalls: CALLS * count,
      meanwhile: (count * SECONDS) / outstandingAssignments,
      after: count > 0 ? SECONDS : 0,
    };
  },
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

function describe({ accountId, permissionSet, principal }: AccountAssignment): string {
  return `${permissionSet} in account ${accountId} for ${principal.gone ? whoIs(principal) : principal.name}`;
}

/** Of who is not in the directory any more, only the id is known. */
function whoIs({ type, name }: Principal): string {
  return `deleted ${type === "USER" ? "user" : "group"} ${name}`;
}
