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

/** The accounts of changes that nobody's rows name: who takes a run back has no rows. */
export function otherPlaces(
  changes: readonly Change[],
  named: readonly PlaceNamed[],
  accounts: readonly OrganizationAccount[],
): readonly PlaceNamed[] {
  const known = new Set(named.map(({ accountId }) => accountId));
  const used = new Set(changes.flatMap((change) => accountOf(change) ?? []));
  return accounts
    .filter(({ id }) => used.has(id) && !known.has(id))
    .map(({ id, name }) => ({ accountId: id, accountName: visibleText(name) }));
}

function accountOf(change: Change): string | undefined {
  const resource = resourceOf(change);
  if (resource.kind === "PermissionSetProvisioning") return resource.target;
  return resource.kind === "AccountAssignment" ? resource.accountId : undefined;
}
