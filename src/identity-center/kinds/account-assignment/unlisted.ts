import { classify, isUntold } from "../../../aws/aws-error.ts";
import { groupNameFault, userNameFault } from "../../../core/aws/name-rules.ts";
import { roleKey } from "../../../core/state/kinds/account-assignment.ts";
import type { OtherMember, UnlistedHolder } from "../../../core/state/observation.ts";
import type { State } from "../../../core/state/resource.ts";
import { accountIdOf, type Session } from "../../session/session.ts";
import type { Holder, MemberOfGroup } from "../open-kind.ts";
import { principalIdOf } from "./assignment-memory.ts";
import { describePrincipal } from "./principal-name.ts";

type Who = UnlistedHolder["who"];

/**
 * Who of the holders has an assignment that nobody wants to be there or to be gone, each with the name that AWS has. Unlike what is told of
 * strangers this is complete, since it decides what is taken away: a name that cannot be had is said to be unread.
 */
export async function observeUnlisted(
  session: Session,
  holders: readonly Holder[],
  wanted: State,
): Promise<readonly UnlistedHolder[]> {
  const listed = new Set(
    [...wanted.values()].flatMap((one) => {
      if (one.kind !== "AccountAssignment") return [];
      const account = accountIdOf(session, one.accountId) ?? one.accountId;
      return [`${roleKey({ accountId: account, permissionSet: one.permissionSet })}|${principalIdOf(session, one)}`];
    }),
  );
  const unlisted = holders.filter(
    ({ accountId, permissionSet, principalId }) =>
      !listed.has(`${roleKey({ accountId, permissionSet })}|${principalId}`),
  );
  const asked = new Map<string, Promise<Who>>();
  for (const { principalId, principalType } of unlisted) {
    if (!asked.has(principalId)) asked.set(principalId, whoIs(session, principalType, principalId));
  }
  return Promise.all(
    unlisted.map(async ({ accountId, permissionSet, principalId }) => {
      const who = (await asked.get(principalId)) ?? { kind: "unread" };
      return { accountId, permissionSet, principalId, who };
    }),
  );
}

/** More people than these are not asked about, so that a crowd costs a plan a few seconds at most. */
const MOST_OTHERS = 50;

/** What others in groups are called, as far as that may be read. It is told, and decides nothing. */
export async function namesOfOthers(
  session: Session,
  others: readonly MemberOfGroup[],
): Promise<readonly OtherMember[]> {
  const ids = [...new Set(others.map(({ userId }) => userId))].slice(0, MOST_OTHERS);
  const found = new Map(await Promise.all(ids.map(async (id) => [id, await whoIs(session, "USER", id)] as const)));
  return others.flatMap(({ group, userId }) => {
    const who = found.get(userId);
    return who?.kind === "known" ? [{ group, userName: who.principal.name, emails: who.emails }] : [];
  });
}

async function whoIs(session: Session, type: Holder["principalType"], id: string): Promise<Who> {
  try {
    const { name, emails } = await describePrincipal(session, type, id);
    const fault = name === undefined ? undefined : (type === "USER" ? userNameFault : groupNameFault)(name);
    if (name === undefined || fault !== undefined) return { kind: "unread" };
    return { kind: "known", principal: { type, name }, emails };
  } catch (error) {
    if (classify(error) === "not-found") return { kind: "gone" };
    if (isUntold(error)) return { kind: "unread" };
    throw error;
  }
}
