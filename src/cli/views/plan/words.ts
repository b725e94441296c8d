import { blockedKeys } from "../../../core/plan/blocked-keys.ts";
import type { Leaver } from "../../../core/plan/leaver.ts";
import type { Person } from "../../../core/plan/person.ts";
import { accountLabels, type Naming, placesNamed } from "../../../core/plan/places-named.ts";
import type { Plan, PlanSummary } from "../../../core/plan/plan.ts";
import { sharingOf } from "../../../core/plan/sharing.ts";
import { factsAfter } from "../../../core/readiness/facts.ts";
import { readinessOf } from "../../../core/readiness/readiness.ts";
import { headcount } from "../../../core/readiness/words.ts";
import { type Action, type Change, resourceOf } from "../../../core/state/change.ts";
import type { Telling } from "../../../core/state/kind.ts";
import { kindOf } from "../../../core/state/kinds.ts";
import type { ResourceKey } from "../../../core/state/resource.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import type { Mark } from "../section.ts";

const MARKS = {
  create: { symbol: "+", tone: "good" },
  update: { symbol: "~", tone: "warning" },
  delete: { symbol: "-", tone: "danger" },
} as const satisfies Record<Action, Mark>;
export const CANNOT_BE_DONE: Mark = { symbol: "!", tone: "danger" };

/** `+` create, `~` update, `-` delete, `!` cannot be done. */
export function markOf({ key, action }: Change, blocked: ReadonlySet<ResourceKey>): Mark {
  return blocked.has(key) ? CANNOT_BE_DONE : MARKS[action];
}

/** What no change is asked for, and what AWS has none the less. */
export const DRIFT_TITLES = {
  changed: "Changed in AWS",
  outdated: "Outdated in AWS",
  stranger: "Not in the team file",
  gone: "No such user or group any more",
  "left-out": "Not in the team file any more",
  moved: "Moved: not removed",
} as const satisfies Record<Plan["drift"][number]["kind"], string>;

/** Which Identity Center a document is about. */
export function instanceWords({ region, managementAccountId, identityStoreId }: Plan["instance"]): string {
  return `Identity Center ${identityStoreId} in ${region}, organization of ${managementAccountId}`;
}

/** `7 to create, 1 to update, 1 that cannot be done`, as far as there are any. */
export function changeCountWords(summary: PlanSummary): string {
  const { create, update, delete: deleted, blocked, unchanged } = summary;
  return [
    create > 0 ? `${create} to create` : "",
    update > 0 ? `${update} to update` : "",
    deleted > 0 ? `${deleted} to delete` : "",
    blocked > 0 ? `${blocked} that cannot be done` : "",
    unchanged > 0 ? `${unchanged} already there` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** Who can start when the plan is done, as far as it can be: `Then 3 of 5 people ready; 2 assigned, not bootstrapped.` */
export function afterWords(plan: Plan): readonly string[] {
  if (plan.purpose === "leave") return leavingWords(plan);
  if (plan.people.length === 0) return plan.ends === undefined ? [] : ["All rows of the team file have ended."];
  const heads = headcount(readinessOf(plan.people, factsAfter(plan)));
  return [plan.changes.length === 0 ? `${heads}.` : `Then ${heads}.`];
}

/** Who has nothing left of what was named, when the plan is done as far as it can be. */
function leavingWords({ changes, leavers = [] }: Plan): readonly string[] {
  if (changes.length === 0 || leavers.length === 0) return [];
  const blocked = blockedKeys(changes);
  const stuck = changesByUser(changes.filter(({ key }) => blocked.has(key)));
  const keeps = ({ userName, held }: Leaver) =>
    stuck.has(userName.toLowerCase()) || held.some(({ named, ways }) => named && ways.some(({ goes }) => !goes));
  const free = leavers.filter((one) => !keeps(one)).length;
  const have = leavers.length === 1 ? "person has" : "people have";
  return [`Then ${free} of ${leavers.length} ${have} nothing left of what was named.`];
}

/** A change that belongs to nobody in particular, in words; `undefined` for what is a person's, or told with others. */
export function sharedWords(change: Change, plan: Naming): string | undefined {
  const told = tell(change, plan);
  return told.concerns === "all" ? told.words : undefined;
}

function tell(change: Change, plan: Naming, commonPermissionSet?: string): Telling {
  return kindOf(resourceOf(change)).tell(change, {
    accountName: (accountId) => accountName(accountId, plan),
    commonPermissionSet,
  });
}

/** The title over what nobody bootstraps. */
export const BOOTSTRAP_TITLE = "CDK bootstrap: npx ampx sandbox stops where it is missing";

/** What to do where nobody bootstraps. */
export const BOOTSTRAP_REMEDY =
  "onboard does it with --bootstrap, or somebody with AdministratorAccess there types it; NAME is their own profile.";

/** More accounts than these are counted. */
const MOST_ACCOUNTS = 5;

/** The changes that are told together: one line for all that have the same words, with the accounts they are about. */
export function wordsTogether(
  plan: Plan,
  blocked: ReadonlySet<ResourceKey>,
): readonly { readonly mark: Mark; readonly words: string }[] {
  const groups = new Map<string, { readonly mark: Mark; readonly words: string; readonly names: string[] }>();
  for (const change of plan.changes) {
    const told = tell(change, plan);
    if (told.concerns !== "accounts") continue;
    const { words, name } = told;
    const mark = markOf(change, blocked);
    const group = groups.get(`${mark.symbol} ${words}`) ?? { mark, words, names: [] };
    groups.set(`${mark.symbol} ${words}`, group);
    group.names.push(name);
  }
  return [...groups.values()].map(({ mark, words, names }) => ({
    mark,
    words: `${words}: ${shownList(names, MOST_ACCOUNTS)}`,
  }));
}

/** A change that is one person's, in words; `permissionSet` when it need not be named in each. */
export function personalWords(change: Change, plan: Naming, permissionSet: string | undefined): string {
  const told = tell(change, plan, permissionSet);
  return told.concerns === "person" ? told.words : "";
}

/** The permission set that everybody gets, where it is the same for all. */
export function commonPermissionSet(people: readonly Person[]): string | undefined {
  const names = new Set(people.flatMap(({ access }) => access.map((one) => one.permissionSet)));
  return names.size === 1 ? [...names][0] : undefined;
}

/** How many accounts or people are named before the rest is counted. */
const MOST_NAMED = 3;

/** That people share accounts, or have several: `Shared: Sandbox North (3 people).` No lines where each has one of their own. */
export function sharingWords(people: readonly Person[]): readonly string[] {
  const { shared, several } = sharingOf(people);
  const places = shared.map(({ accountName, people: count }) => `${accountName} (${count} people)`);
  const owners = several.map(({ person, accounts }) => `${person.email} (${accounts})`);
  return [
    ...(places.length === 0 ? [] : [`Shared accounts: ${shownList(places, MOST_NAMED)}.`]),
    ...(owners.length === 0 ? [] : [`People with several accounts: ${shownList(owners, MOST_NAMED)}.`]),
  ];
}

/** The changes that are one person's, by user name in lower case. */
export function changesByUser(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const byUser = new Map<string, Change[]>();
  for (const change of changes) {
    const user = userOf(change)?.toLowerCase();
    if (user === undefined) continue;
    const known = byUser.get(user);
    if (known === undefined) byUser.set(user, [change]);
    else known.push(change);
  }
  return byUser;
}

/** The address of whoever has a user name; the name itself where nobody here is called so. */
export function emailBy(people: readonly Pick<Person, "userName" | "email">[]): (userName: string) => string {
  const emails = new Map(people.map(({ userName, email }) => [userName.toLowerCase(), email]));
  return (userName) => emails.get(userName.toLowerCase()) ?? userName;
}

function userOf(change: Change): string | undefined {
  const told = tell(change, NOBODY);
  return told.concerns === "person" ? told.userName : undefined;
}

/** Whose a change is does not depend on what accounts are called. */
const NOBODY: Naming = { people: [] };

/** The account's name, with its id where several are called that. */
function accountName(accountId: string, plan: Naming): string {
  const known = labelsOfPlans.get(plan) ?? accountLabels(placesNamed(plan));
  labelsOfPlans.set(plan, known);
  return known.get(accountId) ?? accountId;
}

/** Kept with the plan, since every assignment asks. */
const labelsOfPlans = new WeakMap<Naming, ReadonlyMap<string, string>>();
