import type { Wanted } from "../plan/desired.ts";
import { describeResource } from "../state/describe.ts";
import { principalKey, roleKey } from "../state/kinds/account-assignment.ts";
import { endsTheSame, holdsTheSame, isOnTheWay } from "../state/kinds/compare-permission-sets.ts";
import { groupKey } from "../state/kinds/group.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf, kindOf, stateOf } from "../state/kinds.ts";
import type { Observation } from "../state/observation.ts";
import type { PermissionSet, Resource, ResourceKey, User } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { shownList } from "../text/shown-list.ts";
import type { RecordedRun } from "./recorded-run.ts";
import { keysBehindTaking, type TakingBack } from "./taking-back.ts";

/** What AWS has now. */
export interface Present {
  readonly observation: Observation;
  /** AWS's ids of what is there, by key. */
  readonly ids: ReadonlyMap<ResourceKey, string>;
  /** The accounts that are known to take nothing any more. */
  readonly closedAccounts: ReadonlySet<string>;
}

/** What of a run is taken back: as far as nobody has changed or used it since. */
export interface AsLeft {
  readonly takings: readonly TakingBack[];
  /** What stays, and why; what was half done; what will not be as it was. */
  readonly told: readonly string[];
}

/** What taking these back asks for. What is there is to be just as it was. */
export function wantedOfTakings(takings: readonly TakingBack[]): Wanted {
  const of = (isAbsent: boolean) =>
    stateOf(takings.filter(({ way }) => (way === "remove") === isAbsent).map(({ resource }) => resource));
  return { state: of(false), absent: of(true), isExact: true };
}

/**
 * Leaves out what is not as the run left it, and what others use. Taking back less may mean that more is used: whoever calls
 * looks again until nothing more is left out.
 */
export function asLeft(takings: readonly TakingBack[], run: RecordedRun, present: Present): AsLeft {
  const reasons = takings.map((taking) => whyKept({ taking, takings, run, present }));
  return {
    takings: takings.filter((_, index) => reasons[index] === undefined),
    told: [...new Set(reasons.flatMap((why) => why ?? []))],
  };
}

/** What is to be known of what is taken back, once it is sure what that is. */
export function notesOnTaking(takings: readonly TakingBack[], present: Present): readonly string[] {
  const { state, holders } = present.observation;
  const half = takings.filter(({ isOpen, way, resource }) => isOpen && way === "remove" && state.has(keyOf(resource)));
  const given = takings.filter(({ way, resource }) => way === "give-back" && !state.has(keyOf(resource)));
  const roles = new Map(
    given.flatMap(({ resource }) =>
      resource.kind === "AccountAssignment" && (holders?.get(roleKey(resource)) ?? 0) === 0
        ? [[roleKey(resource), `${resource.permissionSet} in ${resource.accountId}`] as const]
        : [],
    ),
  );
  return [
    ...(half.length === 0
      ? []
      : [
          `The run ended before it heard that this was made; it is there now, and is taken back: ${shownList(half.map(({ resource }) => describeResource(resource)))}.`,
        ]),
    ...(given.some(({ resource }) => resource.kind === "GroupMembership")
      ? ["Memberships come back as new ones, with ids of their own."]
      : []),
    ...(roles.size === 0
      ? []
      : [
          `AWS has deleted the role of ${shownList([...roles.values()], 3)}: the one that it makes now has another suffix, and whatever names the old one by ARN does not let it in.`,
        ]),
  ];
}

interface Question<Taking = TakingBack> {
  readonly taking: Taking;
  readonly takings: readonly TakingBack[];
  readonly run: RecordedRun;
  readonly present: Present;
}

/** Why something is not taken back; `undefined` where it is. */
function whyKept(question: Question): string | undefined {
  const { taking } = question;
  const other = otherUnderTheName(question);
  if (other !== undefined) return other;
  switch (taking.way) {
    case "remove":
      return whyNotRemoved(question);
    case "give-back":
      return whyNotGivenBack(question);
    case "restore":
      return whyNotRestored(taking, question.present);
    default:
      return taking satisfies never;
  }
}

/** A name may be somebody else's by now. */
function otherUnderTheName({ taking, run, present: { ids } }: Question): string | undefined {
  const other = keysBehindTaking(taking).find((key) => {
    const [then, now] = [run.ids.get(key), ids.get(key)];
    return then !== undefined && now !== undefined && then !== now;
  });
  if (other === undefined) return undefined;
  return `${kindOf(taking.resource).subject(taking.resource)} stays: ${ofKey(other)} is another one by now than the run had, with another id.`;
}

function ofKey(key: ResourceKey): string {
  const words: Readonly<Record<string, string>> = {
    User: "the user",
    Group: "the group",
    PermissionSet: "the permission set",
  };
  const [kind = ""] = key.split("|");
  return words[kind] ?? "it";
}

function whyNotRemoved({ taking, run, present: { observation } }: Question): string | undefined {
  const { resource, isOpen } = taking;
  const key = keyOf(resource);
  const { state, blocked, kept = new Map(), joinedByOthers } = observation;
  const subject = kindOf(resource).subject(resource);
  const found = state.get(key);
  if (found === undefined) {
    const doubt = blocked.get(key);
    return doubt === undefined ? undefined : `${subject} stays: ${doubt.reason}`;
  }
  if (!isAsMade(found, resource, isOpen)) return `${subject} stays: somebody has changed it since the run.`;
  const uses = kept.get(key);
  if (uses !== undefined) return uses.reason;
  if (resource.kind !== "AccountAssignment" || resource.principal.type !== "GROUP") return undefined;
  const group = groupKey(resource.principal.name);
  const isMade = run.changes.some(
    ({ change, already }) => change.action === "create" && change.key === group && !already,
  );
  return isMade && joinedByOthers?.has(group) ? `${subject} stays: others have joined the group since.` : undefined;
}

function isAsMade(found: Resource, made: Resource, isOpen: boolean): boolean {
  if (found.kind === "User" && made.kind === "User")
    return canonicalJson(plainUser(found)) === canonicalJson(plainUser(made));
  if (found.kind !== "PermissionSet" || made.kind !== "PermissionSet") return true;
  return holdsTheSame(found, made) || (isOpen && isOnTheWay(found, bare(made), made));
}

function plainUser({ userName, email, ...names }: User) {
  return { ...names, userName: userName.toLowerCase(), email: email.toLowerCase() };
}

/** A set as it is just created, before anything is put into it. */
function bare(set: PermissionSet): PermissionSet {
  const { inlinePolicy: _, permissionsBoundary: __, ...rest } = set;
  return { ...rest, managedPolicies: [], customerManagedPolicies: [] };
}

function whyNotRestored(
  { resource: was, left, isOpen }: Extract<TakingBack, { way: "restore" }>,
  { observation }: Present,
): string | undefined {
  const found = observation.state.get(permissionSetKey(was.name));
  if (found?.kind !== "PermissionSet")
    return `Permission set ${was.name} is not there any more, so it is not brought back to what it was.`;
  const endings = was.endedSessions === undefined ? [] : [was, left];
  const isUntouched = [left, was].some((one) => holdsTheSame(found, one)) || (isOpen && isOnTheWay(found, was, left));
  const endsNobodyElse = endings.length === 0 || endings.some((one) => endsTheSame(found, one));
  return isUntouched && endsNobodyElse
    ? undefined
    : `Permission set ${was.name} stays as it is: somebody has changed it since the run.`;
}

function whyNotGivenBack({ taking: { resource }, takings, present }: Question): string | undefined {
  const { observation, ids, closedAccounts } = present;
  const isComing = (key: ResourceKey) =>
    ids.has(key) || takings.some((one) => one.way === "give-back" && keyOf(one.resource) === key);
  const subject = kindOf(resource).subject(resource);
  const lost = (what: string) => `${subject} does not come back: ${what}.`;
  if (observation.state.has(keyOf(resource))) return undefined;
  if (resource.kind === "GroupMembership") {
    if (!isComing(userKey(resource.userName))) return lost("the user is not there any more");
    return isComing(groupKey(resource.group)) ? undefined : lost("the group is not there any more");
  }
  if (resource.kind !== "AccountAssignment") return undefined;
  const { accountId, permissionSet, principal } = resource;
  if (!isComing(principalKey(principal)))
    return lost(`the ${principal.type === "USER" ? "user" : "group"} is not there any more`);
  if (!isComing(permissionSetKey(permissionSet))) return lost("the permission set is not there any more");
  return closedAccounts.has(accountId) ? lost("the account is suspended or closed") : undefined;
}
