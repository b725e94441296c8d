import type { Leaver } from "../plan/leaver.ts";
import { namedBy, type RowEnd } from "../plan/row-ends.ts";
import { accessKey } from "../readiness/facts.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { Report } from "./report.ts";

/** Whether somebody has a permission set in an account no more. */
export type IsTaken = (access: Parameters<typeof accessKey>[0]) => boolean;

/**
 * What people have no more after this run: rows that have ended, assignments that it removed, and of somebody who leaves,
 * of whom all is known, whatever is not left; `undefined` where it took nothing from anybody.
 */
export function takenAccess({ ends = [], results, leavers = [] }: Report): IsTaken | undefined {
  const removed = results.filter(({ outcome, change }) => outcome === "applied" && change.action === "delete");
  const keys = new Set<ResourceKey>(removed.map(({ change }) => change.key));
  const isOver = (end: RowEnd) =>
    end.when === "over" && (!end.hasAccess || (end.through === undefined && keys.has(keyOf(namedBy(end)))));
  const taken = new Set([
    ...ends.filter(isOver).map(accessKey),
    ...removed.flatMap(({ change: { before } }) =>
      before?.kind === "AccountAssignment" && before.principal.type === "USER"
        ? [accessKey({ ...before, userName: before.principal.name })]
        : [],
    ),
  ]);
  if (taken.size === 0 && leavers.length === 0) return undefined;
  const left = new Map(leavers.map((leaver) => [userKey(leaver.userName), leftOf(leaver, keys)]));
  return (access) => {
    const kept = left.get(userKey(access.userName));
    return kept === undefined ? taken.has(accessKey(access)) : !kept.has(accessKey(access));
  };
}

/** What a leaver has still, by {@link accessKey}. */
function leftOf({ userName, held }: Leaver, removed: ReadonlySet<ResourceKey>): ReadonlySet<string> {
  const stays = held.filter(({ accountId, permissionSet, ways }) =>
    ways.some(({ group }) => {
      const way =
        group === undefined
          ? ({
              kind: "AccountAssignment",
              accountId,
              permissionSet,
              principal: { type: "USER", name: userName },
            } as const)
          : ({ kind: "GroupMembership", group, userName } as const);
      return !removed.has(keyOf(way));
    }),
  );
  return new Set(stays.map(({ accountId, permissionSet }) => accessKey({ userName, accountId, permissionSet })));
}
