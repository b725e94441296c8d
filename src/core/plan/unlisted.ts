import { groupKey } from "../state/kinds/group.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { UnlistedHolder } from "../state/observation.ts";
import { isOurs } from "../state/ownership.ts";
import type { AccountAssignment, Resource, State } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Company } from "./company.ts";
import type { Desired } from "./desired.ts";

/** More names than these are counted. */
const MOST_NAMED = 5;

interface Looked {
  /** Everybody who holds one of the plan's permission sets in one of its accounts and is in no row, as AWS has them. */
  readonly unlisted: readonly UnlistedHolder[];
  readonly desired: Desired;
  readonly state: State;
  /** Permission sets of which nobody can say whose they are: their tags are not told here. */
  readonly tagsUntold?: ReadonlySet<string>;
  readonly company: Company;
  /** What onboard gave people of the file and their rows name no more, as far as it is there. */
  readonly moved: readonly Resource[];
}

/** What the file does not name and is therefore to be gone; or why nothing is, because not all that it takes could be read. */
export type UnlistedRemovals =
  | { readonly kind: "removals"; readonly absent: State }
  | { readonly kind: "incomplete"; readonly reason: string };

/**
 * Reads the file as the whole truth about the permission sets of onboard's own in its accounts: assignments that it does not
 * name are to be gone. Never those of permission sets without onboard's tags or with AWS's names (Control Tower's), of
 * AWS's groups, of whom another file of the company names, of somebody the file names by their address under another user name, and
 * of who is no more. One whose name could not be read may be anybody: then nothing is removed.
 */
export function unlistedRemovals({ unlisted, desired, state, tagsUntold, company, moved }: Looked): UnlistedRemovals {
  const inOurs = unlisted.filter(({ permissionSet }) => isOwnSet(permissionSet, state));
  const untold = [...new Set(inOurs.map(({ permissionSet }) => permissionSet))].filter((name) => tagsUntold?.has(name));
  if (untold.length > 0) {
    return {
      kind: "incomplete",
      reason: `The tags of ${shownList(untold, MOST_NAMED)} cannot be read at this endpoint, and only they say whether onboard made a permission set.`,
    };
  }
  const unread = inOurs.filter(({ who }) => who.kind === "unread");
  if (unread.length > 0) {
    const ids = [...new Set(unread.map(({ principalId }) => principalId))];
    return {
      kind: "incomplete",
      reason: `${ids.length === 1 ? "1 holder" : `${ids.length} holders`} of the file's permission sets could not be read, and may be somebody whom a file names: ${shownList(ids, MOST_NAMED)}.`,
    };
  }
  const named = inOurs.flatMap(({ who, accountId, permissionSet }): readonly AccountAssignment[] => {
    if (who.kind !== "known" || isKept(who, desired, company)) return [];
    return [{ kind: "AccountAssignment", accountId, permissionSet, principal: who.principal }];
  });
  const left = moved.filter((one) => one.kind === "AccountAssignment" && isOwnSet(one.permissionSet, state));
  const absent = [...named, ...left].map((one) => [keyOf(one), one] as const);
  return { kind: "removals", absent: new Map(absent.filter(([key]) => !desired.state.has(key))) };
}

/** Tags say whose a permission set is; AWS's own names are nobody's to take access from, whatever tags they carry. */
function isOwnSet(name: string, state: State): boolean {
  const set = state.get(permissionSetKey(name));
  return set?.kind === "PermissionSet" && isOurs(set) && !isAwsName(name);
}

/** Control Tower's permission sets and groups: https://docs.aws.amazon.com/controltower/latest/userguide/sso-groups.html */
function isAwsName(name: string): boolean {
  return /^AWS/i.test(name);
}

function isKept(
  { principal, emails }: Extract<UnlistedHolder["who"], { kind: "known" }>,
  { state, ends, people }: Desired,
  { known }: Company,
): boolean {
  if (principal.type === "GROUP") return isAwsName(principal.name) || known.has(groupKey(visibleText(principal.name)));
  // Files and settings name people as they are shown.
  const keys = [principal.name, visibleText(principal.name), ...emails].map(userKey);
  if (keys.some((key) => known.has(key))) return true;
  const own = userKey(principal.name);
  const isNamed = state.has(own) || ends.some(({ userName }) => userKey(userName) === own);
  // The file means them by their address, and calls them otherwise than AWS does: what is not understood is not touched.
  const addresses = new Set([...people, ...ends].map(({ email }) => userKey(email)));
  return !isNamed && keys.some((key) => addresses.has(key));
}

/** Why the file cannot be the whole truth, where it is a part. */
export const PART_IS_NO_WHOLE = {
  message: "These rows are a part of the team, and --remove-unlisted takes the file for all of it.",
  remedy: "Name the whole team file with --emails.",
} as const;

/** The people and groups of removals, by name. */
export function losersIn(absent: State): string {
  const names = [...absent.values()].flatMap((one) =>
    one.kind === "AccountAssignment" ? [visibleText(one.principal.name)] : [],
  );
  return shownList([...new Set(names)], MOST_NAMED);
}
