import type { ReadingWay } from "./access-schema.ts";

/** How much there is to ask about. */
export interface ReadingSizes {
  /** Accounts that are asked about; `undefined` where they could not be listed. */
  readonly accounts: number | undefined;
  readonly permissionSets: number;
  /** Users and groups that are asked about; `undefined`: anybody, or AWS does not answer by principal here. */
  readonly principals?: number | undefined;
}

/** How many of the calls that principals take may be spent on finding out whether another way takes fewer. */
const SAMPLE = 0.05;

/**
 * Assignments are listed for a pair of permission set and account. Which pairs there are, each set tells and each account:
 * the fewer of the two are asked.
 */
export function pairsSide({ accounts, permissionSets }: ReadingSizes): Exclude<ReadingWay, "principal"> {
  return accounts === undefined || permissionSets <= accounts ? "permission-set" : "account";
}

/** How many sets or accounts may be asked for their pairs before it is chosen between pairs and principals. */
export function sampleSize(principals: number): number {
  return Math.max(1, Math.floor(principals * SAMPLE));
}

/** Calls of sso-admin that each way takes: known for principals, and by how many pairs there are for the others. */
export function plannedCalls(sizes: ReadingSizes, pairs: number): Partial<Record<ReadingWay, number>> {
  const { accounts, permissionSets, principals } = sizes;
  return {
    "permission-set": permissionSets + pairs,
    ...(accounts === undefined ? {} : { account: accounts + pairs }),
    ...(principals === undefined ? {} : { principal: principals }),
  };
}

/** The way with the fewest calls. */
export function cheapestWay(sizes: ReadingSizes, pairs: number): ReadingWay {
  const side = pairsSide(sizes);
  const planned = plannedCalls(sizes, pairs);
  return planned.principal !== undefined && planned.principal <= (planned[side] ?? 0) ? "principal" : side;
}
