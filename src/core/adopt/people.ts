import type { AccessUser } from "../access/access.ts";
import type { TeamColumn } from "../team/team-columns.ts";
import { plainCell } from "./cells.ts";

/** What tells in a row who somebody is. */
export type PersonCells = Readonly<Partial<Record<TeamColumn, string>> & { readonly email: string }>;

/** Why a row cannot name somebody. */
export type Unnameable = "without-email" | "shared-email" | "unwritable-name";

/**
 * Each user as rows name them, or why none can. A file knows people by their addresses, so that of several with one address
 * only the first is in it: whoever may sign in comes before who may not.
 */
export function peopleOf(users: readonly AccessUser[]): ReadonlyMap<AccessUser["id"], PersonCells | Unnameable> {
  const addresses = new Set<string>();
  const userNames = new Set<string>();
  const nameOf = (user: AccessUser): PersonCells | Unnameable => {
    const cells = cellsOf(user);
    if (typeof cells === "string") return cells;
    const [email, userName] = [cells.email.toLowerCase(), user.userName.toLowerCase()];
    if (addresses.has(email)) return "shared-email";
    if (userNames.has(userName)) return "unwritable-name";
    addresses.add(email);
    userNames.add(userName);
    return cells;
  };
  return new Map(inOrder(users).map((user) => [user.id, nameOf(user)]));
}

function inOrder(users: readonly AccessUser[]): readonly AccessUser[] {
  const place = ({ status }: AccessUser) => (status === "disabled" ? 1 : 0);
  return [...users].sort((a, b) => place(a) - place(b));
}

/** A user without an address is found by the user name, which may be one. */
function cellsOf({ userName, email: address, displayName = "" }: AccessUser): PersonCells | Unnameable {
  const email = plainCell("email", address ?? userName);
  if (email === undefined) return address === undefined ? "without-email" : "unwritable-name";
  const username = plainCell("username", userName);
  if (username === undefined) return "unwritable-name";
  const shown = plainCell("display_name", displayName);
  return {
    email,
    ...(username === email ? {} : { username }),
    ...(shown === undefined ? {} : { display_name: shown }),
  };
}
