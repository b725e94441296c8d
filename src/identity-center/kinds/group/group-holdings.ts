import { classify, isUntold } from "../../../aws/aws-error.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { GroupHoldings, Holding } from "../../../core/state/observation.ts";
import type { PermissionSet, ResourceKey } from "../../../core/state/resource.ts";
import { assignmentsOfPrincipal } from "../../session/assignments.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { readPermissionSetByArn } from "../permission-set/observe-permission-sets.ts";

/** No more permission sets than these are read for one group; at six calls each that is some seconds. */
const MOST_SETS = 20;

/**
 * What each of these groups gives to everybody in it: all of it, not only what the plan is about. One call a group, and
 * a few for each permission set that is not among `known`.
 */
export async function readGroupHoldings(
  session: Session,
  groups: readonly string[],
  known: readonly PermissionSet[],
): Promise<ReadonlyMap<ResourceKey, GroupHoldings>> {
  const byArn = new Map(
    known.map((set) => [
      session.ids.get(permissionSetKey(set.name)) ?? "",
      Promise.resolve<PermissionSet | undefined>(set),
    ]),
  );
  const setWithArn = (arn: string) => {
    const reading = byArn.get(arn) ?? readPermissionSetByArn(session, arn);
    byArn.set(arn, reading);
    return reading;
  };
  const entries = groups.map(async (group) => [groupKey(group), await holdingsOf(session, group, setWithArn)] as const);
  return new Map(await Promise.all(entries));
}

async function holdingsOf(
  session: Session,
  group: string,
  setWithArn: (arn: string) => Promise<PermissionSet | undefined>,
): Promise<GroupHoldings> {
  try {
    const accountsOf = await accountsByArn(session, identifierOf(session, groupKey(group)));
    const { accounts } = await session.accounts.withIds([...accountsOf.values()].flat());
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    const read = [...accountsOf].slice(0, MOST_SETS).map(async ([arn, accountIds]): Promise<readonly Holding[]> => {
      const permissionSet = await setWithArn(arn);
      return permissionSet === undefined
        ? []
        : [{ permissionSet, accounts: accountIds.map((id) => ({ id, name: names.get(id) ?? id })) }];
    });
    const holdings = (await Promise.all(read)).flat();
    return { holdings, moreSets: Math.max(0, accountsOf.size - MOST_SETS) };
  } catch (error) {
    // Only the management account may ask, and not every endpoint knows the question.
    if (isUntold(error) || classify(error) === "not-found") return "unknown";
    throw error;
  }
}

async function accountsByArn(session: Session, groupId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const accountsOf = new Map<string, string[]>();
  for (const { PermissionSetArn: arn, AccountId: accountId } of await assignmentsOfPrincipal(
    session,
    "GROUP",
    groupId,
  )) {
    if (arn === undefined || accountId === undefined) continue;
    accountsOf.set(arn, [...(accountsOf.get(arn) ?? []), accountId]);
  }
  return accountsOf;
}
