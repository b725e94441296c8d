import type { Source, Spot } from "../errors/problem.ts";

/** A cell of the team file and where it stands, so that what is wrong with it can be pointed at. */
export interface TeamCell extends Spot {
  readonly text: string;
}

/** What one row of the team file asks for beyond the person: accounts, and how they are reached. */
export interface TeamGrant {
  readonly line: number;
  /** The file of the row, where the team has several. */
  readonly source?: Source;
  /** Account ids or exact names, as written. Empty: the defaults apply. */
  readonly accounts: readonly TeamCell[];
  readonly permissionSet?: TeamCell;
  readonly group?: TeamCell;
  readonly region?: TeamCell;
  readonly profile?: TeamCell;
  /** The last day on which the row gives anything: `2027-03-31`, to its end in UTC. */
  readonly until?: TeamCell;
}

/** One person of the team file. Rows that repeat a person's e-mail address with other accounts are merged into one. */
export interface TeamMember {
  readonly email: string;
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  /** Given or family name are not in the file: they were taken from the address, or a full name was taken apart. */
  readonly namesDerived: boolean;
  /** The first row that names this person. */
  readonly line: number;
  /** The file of that row, where the team has several. */
  readonly source?: Source;
  readonly grants: readonly TeamGrant[];
}

export interface Team {
  readonly source: Source;
  readonly members: readonly TeamMember[];
}
