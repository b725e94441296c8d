import { classify, isUntold } from "../../../aws/aws-error.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { userKey } from "../../../core/state/kinds/user.ts";
import type { UnmanagedHolder } from "../../../core/state/observation.ts";
import type { Principal, State } from "../../../core/state/resource.ts";
import { byCodeUnits } from "../../../core/text/by-code-units.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Session } from "../../session/session.ts";
import type { Holder, KnownNames } from "../open-kind.ts";
import { describePrincipal } from "./principal-name.ts";

/** No more than these are named, so that a crowd of strangers costs a plan two and a half seconds at most. */
const MOST_NAMED = 50;

/**
 * Who among the holders is not in the team file: some of them by name, the others counted. A name that was not met on
 * the way is asked for, and where names may not be read the id stands for it.
 */
export async function observeUnmanaged(
  session: Session,
  holders: readonly Holder[],
  wanted: State,
  names: KnownNames,
): Promise<readonly UnmanagedHolder[]> {
  const ours = new Set(session.ids.values());
  const unmanaged = grouped(holders.filter(({ principalId }) => !ours.has(principalId)));
  const ids = [...new Set(unmanaged.map(({ principalId }) => principalId))];
  const unnamed = new Set(ids.slice(MOST_NAMED));
  const typeOf = new Map(unmanaged.map(({ principalId, principalType }) => [principalId, principalType]));
  const lookup = namesFrom(session);
  const askable = ids.filter((id) => !unnamed.has(id));
  const found = new Map(
    await Promise.all(
      askable.map(async (id): Promise<readonly [string, Named]> => {
        const type = typeOf.get(id) ?? "USER";
        const name = names.get(id);
        return [id, name === undefined ? await lookup(type, id) : { name }];
      }),
    ),
  );
  const named = unmanaged
    .flatMap((holder): readonly (UnmanagedHolder & { readonly who: Principal })[] => {
      const { principalId, principalType, permissionSet, accountIds } = holder;
      const one = found.get(principalId);
      if (one === undefined) return [];
      const told = { permissionSet, accountIds, who: { type: principalType, name: one.name } };
      return [one.isGone ? { ...told, isGone: true } : told];
    })
    .filter(({ who }) => !wanted.has(who.type === "USER" ? userKey(who.name) : groupKey(who.name)))
    .sort((a, b) => byCodeUnits(a.permissionSet, b.permissionSet) || byCodeUnits(a.who.name, b.who.name));
  return [...named, ...counted(unmanaged.filter(({ principalId }) => unnamed.has(principalId)))];
}

/** The name, or the id where it cannot be had. */
interface Named {
  readonly name: string;
  /** AWS has no such user or group any more; its assignments stay. */
  readonly isGone?: true;
}

interface GroupedHolder extends Omit<Holder, "accountId"> {
  readonly accountIds: readonly string[];
}

/** One entry for each principal and permission set, with all the accounts. */
function grouped(holders: readonly Holder[]): readonly GroupedHolder[] {
  const byHolder = new Map<string, { readonly holder: Holder; readonly accountIds: Set<string> }>();
  for (const holder of holders) {
    const key = `${holder.permissionSet}|${holder.principalId}`;
    const one = byHolder.get(key) ?? { holder, accountIds: new Set<string>() };
    one.accountIds.add(holder.accountId);
    byHolder.set(key, one);
  }
  return [...byHolder.values()]
    .map(({ holder, accountIds }) => ({ ...holder, accountIds: [...accountIds].sort() }))
    .sort((a, b) => byCodeUnits(a.principalId, b.principalId));
}

function counted(unmanaged: readonly GroupedHolder[]): readonly UnmanagedHolder[] {
  const names = [...new Set(unmanaged.map(({ permissionSet }) => permissionSet))].sort();
  return names.map((permissionSet) => {
    const others = unmanaged.filter((stranger) => stranger.permissionSet === permissionSet);
    const accountIds = [...new Set(others.flatMap((stranger) => stranger.accountIds))].sort();
    return { permissionSet, accountIds, who: { others: others.length } };
  });
}

/** A name is a courtesy: without it the id is shown. After one refusal nobody is asked about again. */
function namesFrom(session: Session): (type: Principal["type"], id: string) => Promise<Named> {
  const refused = new Set<Principal["type"]>();
  return async (type, id) => {
    if (refused.has(type)) return { name: id };
    try {
      return { name: visibleText((await describePrincipal(session, type, id)).name ?? id) };
    } catch (error) {
      if (classify(error) === "not-found") return { name: id, isGone: true };
      if (!isUntold(error)) throw error;
      refused.add(type);
      return { name: id };
    }
  };
}
