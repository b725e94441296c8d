import { flagProblem } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import { closest } from "../text/did-you-mean.ts";
import { shownList } from "../text/shown-list.ts";
import { quoted } from "../text/visible-text.ts";

/** One way in that the access portal offers to whoever is signed in. */
export interface PortalAccess {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSet: string;
}

/** What was said on the command line about which of them to take. */
export interface AccessWish {
  /** Ids or exact names. */
  readonly accounts?: readonly string[];
  readonly permissionSet?: string;
}

/** What a wish comes to: everything it leaves, or a question when that is more than was plainly meant. */
export type AccessPick =
  | { readonly kind: "taken"; readonly access: readonly PortalAccess[] }
  | { readonly kind: "ask"; readonly among: readonly PortalAccess[] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/** Applies a wish to what there is. One access that is left, or accounts that were all named with one set each, need no question. */
export function pickAccess(offered: readonly PortalAccess[], wish: AccessWish): AccessPick {
  const problems = [...accountProblems(offered, wish), ...permissionSetProblems(offered, wish)];
  if (problems.length > 0) return { kind: "refused", problems };
  const left = offered.filter((access) => isWanted(access, wish));
  if (left.length === 0) return { kind: "refused", problems: [nothingLeft(wish)] };
  const accounts = new Set(left.map(({ accountId }) => accountId));
  const plain = left.length === 1 || (wish.accounts !== undefined && left.length === accounts.size);
  return plain ? { kind: "taken", access: left } : { kind: "ask", among: left };
}

function isWanted(access: PortalAccess, { accounts, permissionSet }: AccessWish): boolean {
  const account = accounts === undefined || accounts.some((wanted) => isNamed(access, wanted));
  return account && (permissionSet === undefined || access.permissionSet === permissionSet);
}

function isNamed({ accountId, accountName }: PortalAccess, wanted: string): boolean {
  return accountId === wanted || accountName === wanted;
}

function accountProblems(offered: readonly PortalAccess[], { accounts = [] }: AccessWish): readonly Problem[] {
  return accounts.flatMap((wanted): Problem[] => {
    const ids = new Set(offered.filter((access) => isNamed(access, wanted)).map(({ accountId }) => accountId));
    if (ids.size === 1) return [];
    const message =
      ids.size === 0
        ? `The access portal offers you no account ${quoted(wanted)}.`
        : `${ids.size} accounts are named ${quoted(wanted)}: ${[...ids].join(", ")}.`;
    const near = closest(
      wanted,
      offered.map(({ accountName }) => accountName),
    );
    const remedy =
      ids.size > 1
        ? "Give the id of the one you mean."
        : near === undefined
          ? "Leave the flag out to see what there is, or ask your admin to assign you."
          : `Did you mean ${quoted(near)}?`;
    return [flagProblem("--account", { message, remedy })];
  });
}

function permissionSetProblems(offered: readonly PortalAccess[], { permissionSet }: AccessWish): readonly Problem[] {
  if (permissionSet === undefined || offered.some((access) => access.permissionSet === permissionSet)) return [];
  const names = new Set(offered.map((access) => quoted(access.permissionSet)));
  return [
    flagProblem("--permission-set", {
      message: `The access portal offers you no permission set ${quoted(permissionSet)}.`,
      remedy: `It offers ${shownList([...names])}.`,
    }),
  ];
}

function nothingLeft({ permissionSet = "" }: AccessWish): Problem {
  return flagProblem("--account", {
    message: `You have ${quoted(permissionSet)}, but in other accounts than those named.`,
    remedy: "Leave --account out to see where, or ask your admin to assign it there.",
  });
}
