import type { Person } from "../../../core/plan/person.ts";
import type { Plan, PlanSummary } from "../../../core/plan/plan.ts";
import { sharingOf } from "../../../core/plan/sharing.ts";
import type { Change } from "../../../core/state/change.ts";
import {
  type Account,
  ALL_PROVISIONED_ACCOUNTS,
  type PermissionSet,
  type ResourceKey,
} from "../../../core/state/resource.ts";
import { shownList } from "../../../core/text/shown-list.ts";

export type ChangeSymbol = "+" | "~" | "!";

/** `+` create, `~` update, `!` cannot be done. */
export function symbolOf(change: Change, stuck: ReadonlySet<ResourceKey>): ChangeSymbol {
  if (stuck.has(change.key)) return "!";
  return change.action === "create" ? "+" : "~";
}

/** `7 to create`, `1 to update`, `1 that cannot be done`, as far as there are any. */
export function countWords({ create, update, blocked, unchanged }: PlanSummary): readonly string[] {
  return [
    create > 0 ? `${create} to create` : "",
    update > 0 ? `${update} to update` : "",
    blocked > 0 ? `${blocked} that cannot be done` : "",
    unchanged > 0 ? `${unchanged} already there` : "",
  ].filter((part) => part !== "");
}

/** A change that belongs to nobody in particular, in words; `undefined` for what belongs to a person. */
export function sharedWords(change: Change, plan: Plan): string | undefined {
  const { after } = change;
  switch (after.kind) {
    case "Account":
      return accountWords(change.action, after);
    case "Bootstrap":
      if (change.blocked === undefined) return undefined;
      return `bootstrap the CDK in ${accountName(after.accountId, plan)}, ${after.region}`;
    case "Group":
      return `group ${after.displayName}`;
    case "PermissionSet":
      return change.action === "create"
        ? `permission set ${after.name}: ${contentOf(after).join(", ")}`
        : `permission set ${after.name}: ${differences(change.before, after).join(", ")}`;
    case "PermissionSetProvisioning": {
      const all = after.target === ALL_PROVISIONED_ACCOUNTS;
      return `provision ${after.permissionSet} again in ${all ? "every account that has it" : accountName(after.target, plan)}`;
    }
    case "AccountAssignment":
      if (after.principal.type === "USER") return undefined;
      return `assign group ${after.principal.name} to ${after.permissionSet} in ${accountName(after.accountId, plan)}`;
    case "User":
    case "GroupMembership":
      return undefined;
    default:
      return after satisfies never;
  }
}

function accountWords(action: Change["action"], { name, email, organizationalUnit }: Account): string {
  const where = organizationalUnit === undefined ? "" : `ou:${organizationalUnit}`;
  if (action === "update") return `move account ${name} from the root to ${where}`;
  return `new account ${name}: root address ${email}${where === "" ? "" : `, ${where}`}`;
}

/** The title over what nobody bootstraps. */
export const BOOTSTRAP_TITLE = "CDK bootstrap: npx ampx sandbox stops where it is missing";

/** What to do where nobody bootstraps. */
export const BOOTSTRAP_REMEDY =
  "onboard does it with --bootstrap, or somebody with AdministratorAccess there types it; NAME is their own profile.";

/** More accounts than these are counted. */
const MOST_BOOTSTRAPS = 5;

/** The bootstraps that are to be made, a Region and kind in one: there is one for each account. */
export function bootstrapWords(
  plan: Plan,
  stuck: ReadonlySet<ResourceKey>,
): readonly { readonly symbol: ChangeSymbol; readonly words: string }[] {
  const groups = new Map<string, { readonly symbol: ChangeSymbol; readonly words: string; readonly names: string[] }>();
  for (const change of plan.changes) {
    const { before, after, blocked } = change;
    if (after.kind !== "Bootstrap" || blocked !== undefined) continue;
    const symbol = symbolOf(change, stuck);
    const again = before?.kind === "Bootstrap" ? ` again (version ${before.version} is too old)` : "";
    const words = `bootstrap the CDK in ${after.region}${again}`;
    const group = groups.get(`${symbol} ${words}`) ?? { symbol, words, names: [] };
    groups.set(`${symbol} ${words}`, group);
    group.names.push(accountName(after.accountId, plan));
  }
  return [...groups.values()].map(({ symbol, words, names }) => ({
    symbol,
    words: `${words}: ${shownList(names, MOST_BOOTSTRAPS)}`,
  }));
}

/** A change that is one person's, in words; `permissionSet` when it need not be named in each. */
export function personalWords({ after }: Change, plan: Plan, permissionSet: string | undefined): string {
  if (after.kind === "User") return after.displayName === "" ? "user" : `user “${after.displayName}”`;
  if (after.kind === "GroupMembership") return `in ${after.group}`;
  if (after.kind !== "AccountAssignment") return "";
  const account = accountName(after.accountId, plan);
  return permissionSet === undefined ? `${account}: ${after.permissionSet}` : account;
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

function userOf({ after }: Change): string | undefined {
  if (after.kind === "User" || after.kind === "GroupMembership") return after.userName;
  return after.kind === "AccountAssignment" && after.principal.type === "USER" ? after.principal.name : undefined;
}

/** The account's name, with its id where several are called that. */
function accountName(accountId: string, { people }: Plan): string {
  const known = accountLabels.get(people) ?? labelAccounts(people);
  accountLabels.set(people, known);
  return known.get(accountId) ?? accountId;
}

/** Kept with the people, since every assignment asks. */
const accountLabels = new WeakMap<readonly Person[], ReadonlyMap<string, string>>();

function labelAccounts(people: readonly Person[]): ReadonlyMap<string, string> {
  const names = new Map(people.flatMap(({ access }) => access.map((one) => [one.accountId, one.accountName] as const)));
  const uses = new Map<string, number>();
  for (const name of names.values()) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map([...names].map(([id, name]) => [id, name !== id && uses.get(name) !== 1 ? `${name} (${id})` : name]));
}

function contentOf(set: PermissionSet): readonly string[] {
  return [
    set.sessionDuration,
    ...set.managedPolicies.map(policyName),
    ...set.customerManagedPolicies.map(({ name }) => name),
    ...(set.inlinePolicy === undefined ? [] : ["an inline policy"]),
    ...(set.permissionsBoundary === undefined ? [] : ["a permissions boundary"]),
  ];
}

function differences(before: Change["before"], after: PermissionSet): readonly string[] {
  if (before?.kind !== "PermissionSet") return contentOf(after);
  const added = after.managedPolicies.filter((arn) => !before.managedPolicies.includes(arn)).map(policyName);
  const customer = after.customerManagedPolicies.slice(before.customerManagedPolicies.length).map(({ name }) => name);
  const changed = (name: string, a: unknown, b: unknown) => (JSON.stringify(a) === JSON.stringify(b) ? [] : [name]);
  return [
    ...(before.sessionDuration === after.sessionDuration
      ? []
      : [`session ${before.sessionDuration} → ${after.sessionDuration}`]),
    ...[...added, ...customer].map((name) => `+ ${name}`),
    ...changed("inline policy", before.inlinePolicy, after.inlinePolicy),
    ...changed("permissions boundary", before.permissionsBoundary, after.permissionsBoundary),
    ...changed("description", before.description, after.description),
    ...changed("relay state", before.relayState, after.relayState),
    ...changed("tags", before.tags, after.tags),
  ];
}

function policyName(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
