import type { SimulatorOptions } from "../../src/simulator/start.ts";
import type { WantedAccount } from "./draw-accounts.ts";
import type { DescribedSet } from "./draw-permission-sets.ts";

export type Organization = NonNullable<SimulatorOptions["organization"]>;
export type Directory = NonNullable<Organization["instances"]>[number];

/** A person of the team file. Names that the file leaves out are derived by the program, and not looked at. */
export interface WantedUser {
  readonly userName: string;
  readonly email: string;
  readonly displayName?: string;
}

export interface WantedAssignment {
  /** Or the reference of a new account. */
  readonly accountId: string;
  readonly permissionSet: string;
  readonly principal: { readonly type: "USER" | "GROUP"; readonly name: string };
}

/** What is asked to be gone, beside what is asked to be there. */
export interface Absent {
  /** With everything that is theirs. */
  readonly users: readonly WantedUser[];
  readonly memberships: readonly { readonly group: string; readonly userName: string }[];
  readonly assignments: readonly WantedAssignment[];
  /** Every assignment of who is not in the directory any more. */
  readonly orphans: boolean;
}

/** What the team file asks for, told without the program's own planning. */
export interface Wanted {
  readonly accounts: readonly WantedAccount[];
  readonly users: readonly WantedUser[];
  readonly groups: readonly string[];
  readonly memberships: readonly { readonly group: string; readonly userName: string }[];
  /** Of people who are disabled, whom AWS puts into no group. */
  readonly impossible?: Wanted["memberships"];
  readonly assignments: readonly WantedAssignment[];
  /** Those that the settings describe and somebody is assigned. */
  readonly permissionSets: readonly DescribedSet[];
  /** Absent: nothing is to be gone. */
  readonly absent?: Absent;
}

/** Input files, the Identity Center that they meet, and what it has to hold in the end. */
export interface TeamCase {
  readonly csv: string;
  /** The text of `onboard.json`. */
  readonly settings: string;
  readonly directory: Directory;
  /** The organization around the directory; the simulator's own unless accounts are asked for as new. */
  readonly organization: Organization;
  readonly wanted: Wanted;
}
