import { flagProblem } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import { accountText } from "../team/team-cells.ts";
import { definedOnly } from "../text/defined-only.ts";
import { closest } from "../text/did-you-mean.ts";
import { listEntry } from "../text/list-entries.ts";
import { namesLike } from "../text/loose-name.ts";
import { shownList } from "../text/shown-list.ts";
import { hiddenCharacter, quoted } from "../text/visible-text.ts";

/** One way in that the access portal offers to whoever is signed in. */
export interface PortalAccess {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSet: string;
}

/** What was said on the command line about which of them to take. */
export interface AccessWish {
  /** Ids, or names in double quotes where they hold `;`. */
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
  const accounts = wish.accounts?.flatMap((written) => idsMeant(offered, written));
  const left = offered.filter((access) => isWanted(access, { ...wish, ...definedOnly({ accounts }) }));
  if (left.length === 0) return { kind: "refused", problems: [nothingLeft(wish)] };
  const several = new Set(left.map(({ accountId }) => accountId));
  const plain = left.length === 1 || (accounts !== undefined && left.length === several.size);
  return plain ? { kind: "taken", access: left } : { kind: "ask", among: left };
}

function isWanted(access: PortalAccess, { accounts, permissionSet }: AccessWish): boolean {
  const account = accounts === undefined || accounts.includes(access.accountId);
  return account && (permissionSet === undefined || access.permissionSet === permissionSet);
}

/** The ids of the accounts that an id or a name may mean, without regard to blanks that nobody sees. */
function idsMeant(offered: readonly PortalAccess[], written: string): readonly string[] {
  const wanted = accountText(written);
  const byId = offered.filter(({ accountId }) => accountId === wanted);
  const found = byId.length > 0 ? byId : namesLike(wanted, offered, ({ accountName }) => accountName);
  return [...new Set(found.map(({ accountId }) => accountId))];
}

function accountProblems(offered: readonly PortalAccess[], { accounts = [] }: AccessWish): readonly Problem[] {
  return accounts.flatMap((wanted): Problem[] => {
    const ids = idsMeant(offered, wanted);
    if (ids.length === 1) return [];
    const message =
      ids.length === 0
        ? `The access portal offers you no account ${quoted(wanted)}.`
        : `${ids.length} accounts are named ${quoted(wanted)}: ${ids.join(", ")}.`;
    const near = closest(
      wanted,
      offered.map(({ accountName }) => accountName),
    );
    const remedy =
      ids.length > 1
        ? "Give the id of the one you mean."
        : near === undefined
          ? "Leave the flag out to see what there is, or ask your admin to assign you."
          : `Did you mean ${quoted(followable(near, offered))}?`;
    return [flagProblem("--account", { message, remedy })];
  });
}

/** The name as the flag takes it, or the account's id where the name alone would not lead to it. */
function followable(name: string, offered: readonly PortalAccess[]): string {
  const isFollowed = listEntry(name) === name && hiddenCharacter(name) === undefined;
  if (isFollowed && idsMeant(offered, name).length === 1) return name;
  return offered.find(({ accountName }) => accountName === name)?.accountId ?? name;
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
