import type { Assignment } from "../../core/access/access.ts";
import type { AccessDocument, ReadingWay } from "../../core/access/access-schema.ts";
import { cheapestWay, pairsSide, plannedCalls, type ReadingSizes, sampleSize } from "../../core/access/reading-way.ts";
import type { AccessReading } from "./access-reading.ts";
import { type AskedPrincipal, answersByPrincipal, assignmentsOfPrincipals } from "./by-principal.ts";
import { assignmentsOfPairs, type Pair, pairsOfAccounts, pairsOfSets } from "./pairs.ts";

/** Of what assignments are asked for. What is absent is not narrowed. */
export interface AssignmentsAsked {
  /** Accounts that count, where they are known. */
  readonly accountIds: readonly string[] | undefined;
  /** Whether `accountIds` are fewer than there are. */
  readonly narrowsAccounts: boolean;
  /** Permission sets that count; listed when they are needed. */
  readonly permissionSetArns: () => Promise<readonly string[]>;
  readonly narrowsSets: boolean;
  readonly principals?: readonly AskedPrincipal[] | undefined;
}

export interface AssignmentsRead {
  readonly assignments: Assignment[];
  readonly way: ReadingWay;
  readonly planned: AccessDocument["calls"]["planned"];
}

/**
 * Reads assignments in the way that takes the fewest calls. Only pairs show what somebody has who is there no more, so it
 * is by principal for named people and groups only.
 */
export async function readAssignments(reading: AccessReading, asked: AssignmentsAsked): Promise<AssignmentsRead> {
  const principals = answersByPrincipal(reading) ? asked.principals : undefined;
  if (principals !== undefined && principals.length <= fewestCallsOfPairs(asked)) {
    return byPrincipal(reading, asked, principals, { principal: principals.length });
  }
  const arns = await asked.permissionSetArns();
  const sizes = { accounts: asked.accountIds?.length, permissionSets: arns.length, principals: principals?.length };
  const units = pairsSide(sizes) === "account" ? (asked.accountIds ?? []) : arns;
  const sampled = principals === undefined ? 0 : Math.min(units.length, sampleSize(principals.length));
  const sample = await pairsOf(reading, asked, sizes, units.slice(0, sampled));
  const expected = sampled === 0 ? 0 : Math.round((sample.length / sampled) * units.length);
  if (principals !== undefined && cheapestWay(sizes, expected) === "principal") {
    return byPrincipal(reading, asked, principals, plannedCalls(sizes, expected));
  }
  const pairs = [...sample, ...(await pairsOf(reading, asked, sizes, units.slice(sampled)))];
  const assignments = await assignmentsOfPairs(reading, pairs);
  return {
    assignments: asked.principals === undefined ? assignments : assignments.filter(isOf(asked.principals)),
    way: pairsSide(sizes),
    planned: plannedCalls(sizes, pairs.length),
  };
}

/** There is hardly an account without an assignment: pairs take a call to find them, and one for each account. */
function fewestCallsOfPairs({ accountIds, narrowsSets }: AssignmentsAsked): number {
  return narrowsSets || accountIds === undefined ? 1 : 1 + accountIds.length;
}

async function byPrincipal(
  reading: AccessReading,
  asked: AssignmentsAsked,
  principals: readonly AskedPrincipal[],
  planned: AssignmentsRead["planned"],
): Promise<AssignmentsRead> {
  const isWanted = await wantedPairs(asked);
  const assignments = (await assignmentsOfPrincipals(reading, principals)).filter(isWanted);
  return { assignments, way: "principal", planned };
}

async function pairsOf(
  reading: AccessReading,
  asked: AssignmentsAsked,
  sizes: ReadingSizes,
  units: readonly string[],
): Promise<readonly Pair[]> {
  const isBySet = pairsSide(sizes) === "permission-set";
  const pairs = isBySet ? await pairsOfSets(reading, units) : await pairsOfAccounts(reading, units);
  return pairs.filter(await wantedPairs(asked));
}

async function wantedPairs(asked: AssignmentsAsked): Promise<(pair: Pair) => boolean> {
  const accounts = asked.narrowsAccounts ? new Set(asked.accountIds) : undefined;
  const sets = asked.narrowsSets ? new Set(await asked.permissionSetArns()) : undefined;
  return ({ accountId, permissionSetArn }) =>
    accounts?.has(accountId) !== false && sets?.has(permissionSetArn) !== false;
}

function isOf(principals: readonly AskedPrincipal[]): (assignment: Assignment) => boolean {
  const ids = new Set(principals.map(({ type, id }) => `${type}|${id}`));
  return ({ principalType, principalId }) => ids.has(`${principalType}|${principalId}`);
}
