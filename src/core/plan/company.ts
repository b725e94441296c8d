import type { Instance } from "../state/observation.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { Team } from "../team/team.ts";

/** Who belongs to the company beside the people of the plan, as far as files tell. */
export interface Company {
  /** The team file and those that are known are all there is: whoever is in none of them is told of. A part tells of nobody. */
  readonly isWhole: boolean;
  /** The keys of users and groups of the other files; a person has one for the user name and one for the address. */
  readonly known: ReadonlySet<ResourceKey>;
  /** The other files' teams: what their rows give somebody is theirs to keep or to end. */
  readonly teams?: readonly Team[];
  /** People who were handed over before, from this folder. */
  readonly handedOver: readonly HandedOver[];
  /** The access portal that they were handed over; another one's people are of another company. */
  readonly portal?: string;
}

/** Somebody who was handed over before. */
export interface HandedOver {
  readonly email: string;
  readonly userName: string;
  readonly access: readonly { readonly accountId: string; readonly permissionSet: string }[];
}

/** The company of which nothing is known but the team file. */
export const NO_OTHERS: Company = { isWhole: true, known: new Set(), handedOver: [] };

/** Whoever was handed over another access portal is no concern of this one. */
export function companyAt(company: Company, { startUrl }: Pick<Instance, "startUrl">): Company {
  return company.portal === startUrl ? company : { ...company, handedOver: [] };
}
