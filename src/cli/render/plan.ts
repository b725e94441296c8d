import type { Person } from "../../core/plan/person.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { stuckKeys } from "../../core/plan/stuck.ts";
import type { Change } from "../../core/state/change.ts";
import { ALL_PROVISIONED_ACCOUNTS, type PermissionSet, type ResourceKey } from "../../core/state/resource.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { Colors } from "../io.ts";
import { counted, flow, padded, shortened, spell, wrap } from "./layout.ts";

export interface RenderOptions {
  readonly width: number;
  readonly colors: Colors;
}

/** A plan as text: what is shared first, then a line for each person who needs something, then counts and warnings. */
export function renderPlan(plan: Plan, options: RenderOptions): readonly string[] {
  const { colors } = options;
  const { region, managementAccountId, identityStoreId } = plan.instance;
  const where = `Identity Center ${identityStoreId} in ${region}, organization of ${managementAccountId}`;
  return [
    colors.bold(visibleText(where)),
    "",
    ...section("Shared", sharedLines(plan, options)),
    ...section(peopleTitle(plan), peopleLines(plan, options)),
    ...section(
      "Warnings",
      plan.warnings.flatMap((warning) => warningLines(warning, options)),
    ),
    ...countLines(plan, options),
  ];

  function section(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [colors.bold(title), ...lines, ""];
  }
}

/** `Plan: 7 to create, 1 to update, 1 that cannot be done. …` */
function countLines({ summary, changes, estimateSeconds }: Plan, { width, colors }: RenderOptions): readonly string[] {
  if (changes.length === 0) {
    return [
      colors.green(`Nothing to do: all ${counted(summary.unchanged, "thing is", "things are")} as they should be.`),
    ];
  }
  const parts = [
    summary.create > 0 ? `${summary.create} to create` : "",
    summary.update > 0 ? `${summary.update} to update` : "",
    summary.blocked > 0 ? `${summary.blocked} that cannot be done` : "",
    summary.unchanged > 0 ? `${summary.unchanged} already there` : "",
  ].filter((part) => part !== "");
  const time =
    summary.create + summary.update > 0 ? ` At AWS's limits this takes about ${spell(estimateSeconds)}.` : "";
  return wrap(`Plan: ${parts.join(", ")}.${time}`, width);
}

function sharedLines(plan: Plan, { width, colors }: RenderOptions): readonly string[] {
  const stuck = stuckKeys(plan.changes);
  return plan.changes.flatMap((change) => {
    const line = sharedLine(change, plan);
    if (line === undefined) return [];
    const symbol = symbolOf(change, stuck);
    return [...marked(symbol, line, width, colors), ...blockedLines(change, width, colors)];
  });
}

/** What belongs to nobody in particular; `undefined` for what belongs to a person. */
function sharedLine(change: Change, plan: Plan): string | undefined {
  const { after } = change;
  switch (after.kind) {
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

/** Where everybody gets the same permission set it is named once, here. */
function peopleTitle({ people }: Plan): string {
  const [name, ...others] = permissionSetsOf(people);
  return name === undefined || others.length > 0 ? "People" : `People (${name} in each account named)`;
}

function permissionSetsOf(people: readonly Person[]): readonly string[] {
  return [...new Set(people.flatMap(({ access }) => access.map((one) => one.permissionSet)))];
}

function peopleLines(plan: Plan, { width, colors }: RenderOptions): readonly string[] {
  const single = permissionSetsOf(plan.people).length === 1;
  const stuck = stuckKeys(plan.changes);
  const byUser = changesByUser(plan.changes);
  const busy = plan.people.filter((person) => byUser.has(person.userName.toLowerCase()));
  const longest = Math.min(34, Math.max(0, ...busy.map(({ email }) => email.length)));
  const lines = busy.flatMap((person) => {
    const changes = byUser.get(person.userName.toLowerCase()) ?? [];
    const indent = " ".repeat(longest + 4);
    const items = changes.map((change) => {
      const symbol = symbolOf(change, stuck);
      const item = `${symbol} ${personalItem(change, person, plan, single)}`;
      return painted(symbol, shortened(item, width - indent.length), colors);
    });
    const [first = "", ...rest] = flow(items, width, indent);
    const label = padded(visibleText(person.email), longest);
    const head = label.length > longest ? [`  ${label}`, first] : [`  ${label}  ${first.slice(indent.length)}`];
    return [...head, ...rest, ...changes.flatMap((change) => blockedLines(change, width, colors))];
  });
  const derived = busy.some(({ namesDerived, userName }) => namesDerived && createsUser(userName));
  if (derived) lines.push(colors.dim("  * name taken from the address; given_name and family_name columns set it"));
  const idle = plan.people.length - busy.length;
  if (idle === 0 || busy.length === 0) return lines;
  return [...lines, colors.dim(`  ${counted(idle, "more person needs", "more people need")} nothing.`)];

  function createsUser(userName: string): boolean {
    return (byUser.get(userName.toLowerCase()) ?? []).some((change) => change.after.kind === "User");
  }
}

function changesByUser(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
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

function personalItem(change: Change, person: Person, plan: Plan, single: boolean): string {
  const { after } = change;
  if (after.kind === "User") return visibleText(`user “${after.displayName}”${person.namesDerived ? "*" : ""}`);
  if (after.kind === "GroupMembership") return visibleText(`in ${after.group}`);
  if (after.kind !== "AccountAssignment") return "";
  const account = accountName(after.accountId, plan);
  return visibleText(single ? account : `${account}: ${after.permissionSet}`);
}

function userOf({ after }: Change): string | undefined {
  if (after.kind === "User" || after.kind === "GroupMembership") return after.userName;
  return after.kind === "AccountAssignment" && after.principal.type === "USER" ? after.principal.name : undefined;
}

function marked(symbol: ChangeSymbol, text: string, width: number, colors: Colors): readonly string[] {
  const [first = "", ...rest] = wrap(visibleText(text), width, "    ");
  return [`  ${painted(symbol, symbol, colors)} ${first.trimStart()}`, ...rest];
}

function blockedLines({ blocked }: Change, width: number, colors: Colors): readonly string[] {
  if (blocked === undefined) return [];
  return wrap(visibleText(`${blocked.reason} ${blocked.remedy}`), width, "      ").map((line) => colors.red(line));
}

function warningLines(warning: string, { width, colors }: RenderOptions): readonly string[] {
  const [first = "", ...rest] = wrap(visibleText(warning), width, "    ");
  return [`  ${colors.yellow("!")} ${first.trimStart()}`, ...rest];
}

type ChangeSymbol = "+" | "~" | "!";

/** `+` create, `~` update, `!` cannot be done. */
function symbolOf(change: Change, stuck: ReadonlySet<ResourceKey>): ChangeSymbol {
  if (stuck.has(change.key)) return "!";
  return change.action === "create" ? "+" : "~";
}

function painted(symbol: ChangeSymbol, text: string, colors: Colors): string {
  return { "+": colors.green, "~": colors.yellow, "!": colors.red }[symbol](text);
}

function accountName(accountId: string, { people }: Plan): string {
  const all = people.flatMap(({ access }) => access);
  const name = all.find((access) => access.accountId === accountId)?.accountName;
  if (name === undefined || name === accountId) return accountId;
  const shared = all.some((access) => access.accountName === name && access.accountId !== accountId);
  return shared ? `${name} (${accountId})` : name;
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
