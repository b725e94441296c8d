import type * as z from "zod";
import type { Limits } from "../aws/limits.ts";
import type { OrganizationAccount } from "../organization/organization-account.ts";
import { dangersOf } from "../safety/dangers.ts";
import { type LockOutFacts, lockOuts } from "../safety/lock-out.ts";
import type { Safety } from "../settings/settings.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../state/all-provisioned-accounts.ts";
import type { Action, Blocker, Change } from "../state/change.ts";
import { changesRole, permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { Instance, Observation } from "../state/observation.ts";
import { comparePlaces, isDeletion } from "../state/order.ts";
import type { Resource, State } from "../state/resource.ts";
import { fingerprintOf } from "../text/canonical-json.ts";
import type { Immutable } from "../text/immutable.ts";
import { blockedKeys } from "./blocked-keys.ts";
import { type Company, companyAt, NO_OTHERS } from "./company.ts";
import type { Wanted } from "./desired.ts";
import { diff } from "./diff.ts";
import { directoryBlocker, type Leavers } from "./directory-blocker.ts";
import { driftOf } from "./drift.ts";
import { endedSessionsWarnings } from "./ended-sessions-left.ts";
import { estimateSeconds } from "./estimate.ts";
import { formulaBlocker } from "./formula-names.ts";
import { type FoundBootstrap, foundBootstraps } from "./found-bootstraps.ts";
import { heldOtherwiseWarnings } from "./held-otherwise.ts";
import { type Circumstances, impossible } from "./impossible.ts";
import type { Leaver } from "./leaver.ts";
import { ownAccountWarnings } from "./own-account-warnings.ts";
import type { Person } from "./person.ts";
import { accountLabels, otherPlaces, placesNamed, placesOf } from "./places-named.ts";
import type { planSchema } from "./plan-schema.ts";
import { type RowEnd, rowEndsAt, staysWords } from "./row-ends.ts";
import { userNameWarnings } from "./user-name-warnings.ts";
import { withoutUsersForNothing } from "./users-for-nothing.ts";
import { adoptionWarnings, existingGroupWarnings, roleQuotaWarnings, unreachableWarnings } from "./warnings.ts";

/** What would be done, as plain JSON. After it exists no flag or setting is consulted: the changes alone decide. */
export type Plan = Immutable<z.output<typeof planSchema>>;

/** What a plan is for: everything that is said of it and of its end follows. */
export type Purpose = Plan["purpose"];

/** Whether what is to be there is to be just so: only who takes a run back knows all of it. */
export function isExactly(purpose: Purpose): boolean {
  return purpose === "undo";
}

/** How many changes there are of each kind. */
export type PlanSummary = Plan["summary"];

export interface PlanInput {
  readonly instance: Instance;
  readonly people: readonly Person[];
  readonly purpose?: Purpose;
  readonly desired: State;
  /** From whom access is taken, where that is what the plan is for. */
  readonly leavers?: readonly Leaver[];
  /** What is to be gone; absent: nothing. */
  readonly absent?: State;
  readonly observation: Observation;
  /** Rows that have ended or end soon; absent: none. */
  readonly ends?: readonly RowEnd[];
  /** The account that acts, if it is not the one that the plan names. */
  readonly actingAccountId?: string;
  readonly limits: Limits;
  readonly safety: Safety;
  /** The organization is known to have no other account to go to. */
  readonly managementAccountOnly: boolean;
  /** What was read of the CDK's bootstrap by whoever only looked. */
  readonly bootstraps?: readonly FoundBootstrap[];
  /** Who else belongs to the company; absent: nothing is known but the team file. */
  readonly company?: Company;
  /** The organization's accounts; absent: those of the people are known. */
  readonly accounts?: readonly OrganizationAccount[];
  /** What onboard gave people and their rows name no more, as far as it is there and stays. */
  readonly moved?: readonly Resource[];
  /** Access is taken away that nobody but the file's silence names: told in any case. */
  readonly removesUnlisted?: boolean;
  /** What was read so that nobody is locked out; absent where nothing is taken that could. */
  readonly lockOut?: LockOutFacts;
  /** Sessions that are not ended though they were to be; absent: none. */
  readonly sessionsGoOn?: Plan["sessionsGoOn"];
  readonly warnings: readonly string[];
}

/** Whoever has a row, ended or not, is told of by that row. */
function companyWithEnded({ company = NO_OTHERS, ends = [], instance }: PlanInput): Company {
  const named = ends.flatMap(({ userName, email }) => [userKey(userName), userKey(email)]);
  return { ...companyAt(company, instance), known: new Set([...company.known, ...named]) };
}

/** Addresses of the people of a plan, and of those whose rows have ended. */
function emailsOf({ people, ends = [] }: PlanInput): (userName: string) => string {
  const emails = new Map([...ends, ...people].map(({ userName, email }) => [userKey(userName), email]));
  return (userName) => emails.get(userKey(userName)) ?? userName;
}

/** Compares desired with observed and orders what is to be done. Pure: equal inputs give an equal plan. */
export function planOnboarding(input: PlanInput): Plan {
  const { observation, desired, absent = new Map(), purpose = "onboard", people } = input;
  const ends = rowEndsAt(input.ends ?? [], observation);
  const differences = diff(observation.state, desired, absent, { isExact: isExactly(purpose) });
  const actingAccountId = input.actingAccountId ?? input.instance.callerAccountId;
  const circumstances = { instance: input.instance, actingAccountId, observation, changes: differences };
  const { managementAccountId } = input.instance;
  const lockedOut = input.lockOut === undefined ? undefined : lockOuts(differences, managementAccountId, input.lockOut);
  const leavers = new Map((input.leavers ?? []).map((one) => [userKey(one.userName), one]));
  const ordered = orderedChanges(differences, observation).map((change) =>
    block(change, circumstances, { lockedOut: lockedOut?.get(change.key), leavers }),
  );
  const changes = withoutUsersForNothing(ordered, people);
  const instance = { ...input.instance, identitySource: observation.identitySource };
  const organization = placesOf(input.accounts ?? []);
  const labels = accountLabels([...organization, ...placesNamed({ people })]);
  const accountName = (accountId: string) => labels.get(accountId) ?? accountId;
  const places = otherPlaces(changes, placesNamed({ people, ends, leavers: input.leavers ?? [] }), organization);
  const blocked = blockedKeys(changes);
  const open = changes.filter(({ key }) => !blocked.has(key));
  const count = (action: Action) => open.filter((change) => change.action === action).length;
  return {
    version: 1,
    kind: "plan",
    purpose,
    instance,
    people,
    changes,
    summary: {
      create: count("create"),
      update: count("update"),
      delete: count("delete"),
      blocked: blocked.size,
      unchanged: desired.size + absent.size - differences.length,
    },
    warnings: [
      ...input.warnings,
      ...(observation.notes ?? []),
      ...userNameWarnings(open),
      ...adoptionWarnings(observation.state, desired),
      ...existingGroupWarnings(observation.state, differences),
      ...ownAccountWarnings(people, observation.state, differences),
      ...roleQuotaWarnings(differences, desired),
      ...heldOtherwiseWarnings(people, observation.heldOtherwise),
      ...endedSessionsWarnings(observation.state, desired),
      ...unreachableWarnings(differences.filter(changesRole), observation.provisioned),
      ...ends.flatMap((end) => (end.hasAccess ? (staysWords(end, desired) ?? []) : [])),
    ],
    dangers: dangersOf({
      changes: open,
      observation,
      removesUnlisted: input.removesUnlisted === true,
      ...(input.leavers === undefined ? {} : { leavers: input.leavers }),
      safety: input.safety,
      managementAccountId,
      managementAccountOnly: input.managementAccountOnly,
      accountName,
    }),
    ...(observation.heldOtherwise === undefined ? {} : { heldOtherwise: observation.heldOtherwise }),
    ...(observation.disabledUsers === undefined || purpose === "leave"
      ? {}
      : { disabledUsers: observation.disabledUsers }),
    ...(ends.length === 0 ? {} : { ends }),
    ...(input.sessionsGoOn === undefined ? {} : { sessionsGoOn: input.sessionsGoOn }),
    ...(input.leavers === undefined ? {} : { leavers: input.leavers }),
    ...(input.removesUnlisted === true ? { removesUnlisted: true } : {}),
    ...(places.length === 0 ? {} : { accounts: places }),
    drift: driftOf({
      observation,
      desired,
      changes: open,
      company: companyWithEnded(input),
      moved: input.moved ?? [],
      emailOf: emailsOf(input),
      accountName,
    }),
    bootstraps: input.bootstraps ?? foundBootstraps(observation.state),
    estimateSeconds: estimateSeconds(changes, input.limits, observation),
    fingerprint: fingerprintOf({ purpose, instance, people, changes }),
  };
}

/** What is left to do, in order; a plan without everything else that a plan says. */
export function changesLeft(observation: Observation, { state, absent, isExact }: Wanted): readonly Change[] {
  return orderedChanges(diff(observation.state, state, absent, { isExact }), observation);
}

function orderedChanges(differences: readonly Change[], observation: Observation): readonly Change[] {
  return [...differences, ...reprovisionings(differences, observation)].sort(comparePlaces);
}

/** What one request for all provisioned accounts covers: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const MOST_ACCOUNTS_AT_ONCE = 3_500;

/**
 * A permission set that changes makes every account that has it outdated: one request re-provisions them all.
 * Accounts an earlier run left outdated are done one by one, so that a stubborn one does not hold up the rest; so are
 * all when one of them is suspended, which would make the request for all of them fail.
 */
function reprovisionings(differences: readonly Change[], observation: Observation): readonly Change[] {
  return [...observation.provisioned].flatMap(([permissionSet, provisioned]) => {
    const { accountIds, outdated, unreachable = [] } = provisioned;
    const key = permissionSetKey(permissionSet);
    const changed = differences.some((change) => change.key === key && changesRole(change));
    const stale = (changed ? accountIds : outdated).filter((account) => !unreachable.includes(account));
    const all = stale.length > 1 && stale.length === accountIds.length && stale.length <= MOST_ACCOUNTS_AT_ONCE;
    const targets = all ? [ALL_PROVISIONED_ACCOUNTS] : stale;
    return targets.map((target): Change => {
      const after: Resource = { kind: "PermissionSetProvisioning", permissionSet, target };
      return { action: "update", key: keyOf(after), before: after, after };
    });
  });
}

function block(
  change: Change,
  circumstances: Circumstances,
  { lockedOut, leavers }: { readonly lockedOut: Blocker | undefined; readonly leavers: Leavers },
): Change {
  const { observation } = circumstances;
  const found = isDeletion(change) ? observation.kept : observation.blocked;
  const blocked: Blocker | undefined =
    lockedOut ??
    found?.get(change.key) ??
    directoryBlocker(change, circumstances.observation, leavers) ??
    (change.action === "create" ? formulaBlocker(change.after) : undefined) ??
    impossible(change, circumstances);
  return blocked === undefined ? change : { ...change, blocked };
}
