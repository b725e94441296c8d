import { roleKey } from "../state/kinds/account-assignment.ts";
import { groupKey } from "../state/kinds/group.ts";
import { userKey } from "../state/kinds/user.ts";
import type { Observation, UnmanagedHolder } from "../state/observation.ts";
import type { Resource, State } from "../state/resource.ts";
import { commandForCaller } from "../text/command-line.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Company, HandedOver } from "./company.ts";
import type { Drift } from "./drift-entry.ts";

interface Looked {
  readonly observation: Observation;
  readonly desired: State;
  readonly company: Company;
  /** What onboard gave people of the plan and their rows name no more; it is there, and stays. */
  readonly moved: readonly Resource[];
  /** The address of somebody of the plan, by which commands call them: user names are none everywhere. */
  readonly emailOf: (userName: string) => string;
  readonly accountName: (accountId: string) => string;
}

/** Who holds one of the plan's permission sets and is gone, a stranger, or no longer in the team file. */
export function driftOfPeople(looked: Looked): readonly Drift[] {
  return [...movedDrift(looked), ...driftOfOthers(looked), ...driftOfGroups(looked)];
}

/** Somebody's row names another account by now: what they had before is a note, not a change. Each permission set with its accounts. */
function movedDrift({ moved, emailOf, accountName }: Looked): readonly Drift[] {
  const left = new Map<string, { readonly userName: string; readonly permissionSet: string; readonly ids: string[] }>();
  for (const one of moved) {
    if (one.kind !== "AccountAssignment") continue;
    const { principal, permissionSet, accountId } = one;
    const key = `${userKey(principal.name)} ${permissionSet}`;
    const known = left.get(key) ?? { userName: principal.name, permissionSet, ids: [] };
    left.set(key, known);
    known.ids.push(accountId);
  }
  return [...left.values()].map(({ userName, permissionSet, ids }): Drift => {
    const who = visibleText(userName);
    const accounts = ids.flatMap((id) => ["--account", accountArgument(id, accountName(id))]);
    return {
      kind: "moved",
      permissionSet,
      message: `onboard gave ${who} permission set ${permissionSet} in ${namesOf(ids, accountName)}, and their rows do not name it any more. It is not removed.`,
      remedy: "Run with --remove-unlisted, or take it away with the command.",
      accountIds: ids,
      accountNames: ids.map(accountName),
      principal: { type: "USER", name: who },
      commands: [
        commandForCaller("leave", "--emails", emailOf(userName), ...accounts, "--permission-set", permissionSet),
      ],
    };
  });
}

/** An account as a flag takes it: by its name where that can mean nothing else, as a list, a unit or an id would. */
function accountArgument(id: string, name: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name) && !/^\d+$/.test(name) && !/^new$/i.test(name);
  return isPlain && name.trim() === name ? name : id;
}

/** Who is in a group of the file without a row that says so. Memberships are not taken for the file's: each is told with its command. */
function driftOfGroups({
  observation: { othersInGroups = [] },
  desired,
  company,
  accountName,
}: Looked): readonly Drift[] {
  if (!company.isWhole) return [];
  const given = new Map<string, { readonly permissionSet: string; readonly accountIds: string[] }[]>();
  for (const one of desired.values()) {
    if (one.kind !== "AccountAssignment" || one.principal.type !== "GROUP") continue;
    const sets = given.get(groupKey(one.principal.name)) ?? [];
    given.set(groupKey(one.principal.name), sets);
    const set = sets.find(({ permissionSet }) => permissionSet === one.permissionSet);
    if (set === undefined) sets.push({ permissionSet: one.permissionSet, accountIds: [one.accountId] });
    else set.accountIds.push(one.accountId);
  }
  const strangers = othersInGroups.filter(({ userName, emails }) =>
    [userName, visibleText(userName), ...emails].every((name) => !company.known.has(userKey(name))),
  );
  return strangers.flatMap(({ group, userName, emails }) =>
    (given.get(groupKey(group)) ?? []).map(({ permissionSet, accountIds }): Drift => {
      const name = visibleText(userName);
      const address = [userName, ...emails].find((one) => one.includes("@"));
      const commands =
        address === undefined ? {} : { commands: [commandForCaller("leave", "--emails", address, "--group", group)] };
      return {
        kind: "stranger",
        permissionSet,
        message: `User ${name} is in group ${visibleText(group)}, which gives permission set ${permissionSet} in ${namesOf(accountIds, accountName)}, and no row puts them there. Memberships are not removed.`,
        remedy: `${OTHER_FILE} Else take it away with ${address === undefined ? "onboard leave --group" : "the command"}.`,
        accountIds,
        principal: { type: "USER", name },
        ...commands,
      };
    }),
  );
}

function driftOfOthers({ observation, desired, company, accountName }: Looked): readonly Drift[] {
  if (observation.unmanaged === undefined) return [];
  const unmanaged = observation.unmanaged.flatMap((one) => withoutWhatTheTeamHasThrough(one, observation));
  const gone = unmanaged.filter(({ isGone }) => isGone === true);
  if (!company.isWhole) return gone.map((one) => goneDrift(one, accountName));
  const leavers = company.handedOver.filter(({ userName, email }) =>
    [userKey(userName), userKey(email)].every((key) => !desired.has(key) && !company.known.has(key)),
  );
  const leftOut = new Set(leavers.map(({ userName }) => userKey(userName)));
  const isLeftOut = ({ who }: UnmanagedHolder) => !("others" in who) && leftOut.has(userKey(who.name));
  const strangers = unmanaged.filter((one) => one.isGone !== true && !isKnown(one, company.known) && !isLeftOut(one));
  const mayHold = mayHoldBy(observation, desired);
  return [
    ...leavers.flatMap((leaver) => leftOutDrift(leaver, { mayHold, accountName })),
    ...gone.map((one) => goneDrift(one, accountName)),
    ...strangers.map((one) => strangerDrift(one, { accountName, company })),
  ];
}

/** A group is no stranger where somebody of the team has through it what their row asks for: to take it away would lock them out. */
function withoutWhatTheTeamHasThrough(
  holder: UnmanagedHolder,
  { heldOtherwise = [] }: Observation,
): readonly UnmanagedHolder[] {
  const { who, permissionSet } = holder;
  if ("others" in who || who.type !== "GROUP") return [holder];
  const through = new Set(
    heldOtherwise
      .filter((held) => held.permissionSet === permissionSet)
      .filter(({ groups }) => groups.some((group) => groupKey(group) === groupKey(who.name)))
      .map(({ accountId }) => accountId),
  );
  const accountIds = holder.accountIds.filter((accountId) => !through.has(accountId));
  return accountIds.length === 0 ? [] : [{ ...holder, accountIds }];
}

function isKnown({ who }: UnmanagedHolder, known: Company["known"]): boolean {
  return !("others" in who) && known.has(who.type === "USER" ? userKey(who.name) : groupKey(who.name));
}

const OTHER_FILE = "If another file of the company names them, name it with --known or in safety.knownFiles.";

/** A permission set that a person was handed over, unless AWS shows that it is theirs no more; each with all its accounts. */
function leftOutDrift(
  leaver: HandedOver,
  { mayHold, accountName }: Pick<Looked, "accountName"> & { readonly mayHold: ReturnType<typeof mayHoldBy> },
): readonly Drift[] {
  const sets = new Set(leaver.access.map(({ permissionSet }) => permissionSet));
  return [...sets].flatMap((permissionSet): readonly Drift[] => {
    const accountIds = leaver.access
      .filter((one) => one.permissionSet === permissionSet && mayHold(leaver, one))
      .map(({ accountId }) => accountId);
    if (accountIds.length === 0) return [];
    const who = visibleText(leaver.email);
    return [
      {
        kind: "left-out",
        permissionSet,
        message: `${who} was handed over permission set ${permissionSet} in ${namesOf(accountIds, accountName)}, and the team file does not name them any more.`,
        remedy: `If they have left, take it away with the command. ${OTHER_FILE}`,
        accountIds,
        principal: { type: "USER", name: visibleText(leaver.userName) },
        commands: [commandForCaller("leave", "--emails", leaver.email)],
      },
    ];
  });
}

/** Where it was looked, and neither they nor any group have it, it has been taken from them. */
function mayHoldBy({ unmanaged = [], state }: Observation, desired: State) {
  const assignmentsIn = (one: State) => [...one.values()].filter((resource) => resource.kind === "AccountAssignment");
  const looked = new Set(assignmentsIn(desired).map(roleKey));
  const throughGroup = assignmentsIn(state).filter(({ principal }) => principal.type === "GROUP");
  const ofGroups = new Set(throughGroup.map(roleKey));
  return ({ userName }: HandedOver, access: HandedOver["access"][number]): boolean =>
    !looked.has(roleKey(access)) ||
    ofGroups.has(roleKey(access)) ||
    unmanaged.some(
      ({ who, permissionSet, accountIds }) =>
        permissionSet === access.permissionSet &&
        accountIds.includes(access.accountId) &&
        ("others" in who || who.type === "GROUP" || userKey(who.name) === userKey(userName)),
    );
}

function goneDrift(one: UnmanagedHolder, accountName: Looked["accountName"]): Drift {
  const { permissionSet, accountIds, who } = one;
  const accounts = accountIds.flatMap((id) => ["--account", accountArgument(id, accountName(id))]);
  const principal = "others" in who ? {} : { principal: { type: who.type, name: visibleText(who.name) } };
  const name = "others" in who ? "Somebody" : visibleText(who.name);
  return {
    kind: "gone",
    permissionSet,
    message: `${name} is assigned permission set ${permissionSet} in ${namesOf(accountIds, accountName)}, and there is no such user or group any more.`,
    remedy: "It gives nobody anything. The command removes it; nothing here depends on it.",
    accountIds,
    ...principal,
    commands: [commandForCaller("leave", "--orphans", ...accounts, "--permission-set", permissionSet)],
  };
}

const UNNAMED = "Their names were not asked for: there may be some among them whom another file names.";

function strangerDrift(
  { permissionSet, accountIds, who }: UnmanagedHolder,
  { accountName, company }: Pick<Looked, "accountName" | "company">,
): Drift {
  const where = `permission set ${permissionSet} in ${namesOf(accountIds, accountName)}`;
  const canLeave = !("others" in who) && who.type === "USER" && who.name.includes("@");
  const how = canLeave ? "with the command, or, " : "";
  const remedy = `${OTHER_FILE} Else take it away ${how}with --remove-unlisted, for all whom the file does not name.`;
  if ("others" in who) {
    const message = `${who.others} more that the team file does not name ${who.others === 1 ? "holds" : "hold"} ${where}.`;
    const told = company.known.size === 0 ? message : `${message} ${UNNAMED}`;
    return { kind: "stranger", permissionSet, message: told, remedy, accountIds };
  }
  const name = visibleText(who.name);
  const kind = who.type === "USER" ? "User" : "Group";
  const message = `${kind} ${name} holds ${where}, and the team file does not name ${who.type === "USER" ? "them" : "it"}.`;
  const commands = canLeave
    ? { commands: [commandForCaller("leave", "--emails", who.name, "--permission-set", permissionSet)] }
    : {};
  const principal = { type: who.type, name };
  return { kind: "stranger", permissionSet, message, remedy, accountIds, principal, ...commands };
}

function namesOf(accountIds: readonly string[], accountName: Looked["accountName"]): string {
  return shownList(accountIds.map(accountName));
}
