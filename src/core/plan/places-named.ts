import type { OrganizationAccount } from "../organization/organization-account.ts";
import { type Change, resourceOf } from "../state/change.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Leaver } from "./leaver.ts";
import type { Access, Person } from "./person.ts";
import type { RowEnd } from "./row-ends.ts";

/** An account, and what it is called. */
export type PlaceNamed = Pick<Access, "accountId" | "accountName">;

/** What of a plan says how accounts are called. */
export interface Naming {
  readonly people: readonly Pick<Person, "access">[];
  readonly ends?: readonly RowEnd[];
  readonly leavers?: readonly Leaver[];
  readonly accounts?: readonly PlaceNamed[];
}

/** Every account that a plan calls by its name. */
export function placesNamed({ people, ends = [], leavers = [], accounts = [] }: Naming): readonly PlaceNamed[] {
  return [...accounts, ...people.flatMap(({ access }) => access), ...ends, ...leavers.flatMap(({ held }) => held)];
}

/** What each of these accounts is called: its name, with its id where several are called that. */
export function accountLabels(places: readonly PlaceNamed[]): ReadonlyMap<string, string> {
  const names = new Map(places.map(({ accountId, accountName }) => [accountId, accountName] as const));
  const uses = new Map<string, number>();
  for (const name of names.values()) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map([...names].map(([id, name]) => [id, name !== id && uses.get(name) !== 1 ? `${name} (${id})` : name]));
}

/** Accounts of the organization, called as they are shown. */
export function placesOf(accounts: readonly OrganizationAccount[]): readonly PlaceNamed[] {
  return accounts.map(({ id, name }) => ({ accountId: id, accountName: visibleText(name) }));
}

/** The accounts of changes that nobody's rows name: who takes a run back has no rows. */
export function otherPlaces(
  changes: readonly Change[],
  named: readonly PlaceNamed[],
  accounts: readonly PlaceNamed[],
): readonly PlaceNamed[] {
  const known = new Set(named.map(({ accountId }) => accountId));
  const used = new Set(changes.flatMap((change) => accountOfChange(change) ?? []));
  return accounts.filter(({ accountId }) => used.has(accountId) && !known.has(accountId));
}

/** The id or the reference of the account in which a change is made, or the word for all that have the permission set. */
export function accountOfChange(change: Change): string | undefined {
  const resource = resourceOf(change);
  if (resource.kind === "PermissionSetProvisioning") return resource.target;
  return resource.kind === "AccountAssignment" || resource.kind === "Bootstrap" ? resource.accountId : undefined;
}
