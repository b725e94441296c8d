import { blockedKeys } from "../../../core/plan/blocked-keys.ts";
import type { MissingBootstrap } from "../../../core/plan/missing-bootstraps.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import type { Change } from "../../../core/state/change.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Colors } from "../../terminal/io.ts";
import { counted, flow, hanging, padded, shortened, spell, wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";
import { DRIFT_TITLES } from "../findings.ts";
import { newAccountLines, newAccountsTitle } from "./accounts.ts";
import {
  BOOTSTRAP_REMEDY,
  BOOTSTRAP_TITLE,
  type ChangeSymbol,
  changesByUser,
  commonPermissionSet,
  countWords,
  personalWords,
  sharedWords,
  sharingWords,
  symbolOf,
  wordsTogether,
} from "./words.ts";

/** More environments than these are counted. */
const MOST_ENVIRONMENTS = 10;

/** A plan as text: accounts to be made and what is shared first, then a line for each person who needs something, then counts and warnings. */
export function renderPlan(plan: Plan, options: RenderOptions): readonly string[] {
  const { colors } = options;
  const { region, managementAccountId, identityStoreId } = plan.instance;
  const where = `Identity Center ${identityStoreId} in ${region}, organization of ${managementAccountId}`;
  return [
    colors.bold(visibleText(where)),
    "",
    ...section(newAccountsTitle(plan), newAccountLines(plan, options)),
    ...section("Shared", sharedLines(plan, options)),
    ...section(peopleTitle(plan), peopleLines(plan, options)),
    ...section(BOOTSTRAP_TITLE, bootstrapLines(plan.missingBootstraps, options)),
    ...section("Dangers", dangerLines(plan, options)),
    ...section("Drift: in AWS otherwise than it was left", driftLines(plan, options)),
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
  const time =
    summary.create + summary.update > 0 ? ` At AWS's limits this takes about ${spell(estimateSeconds)}.` : "";
  return wrap(`Plan: ${countWords(summary).join(", ")}.${time}`, width);
}

function sharedLines(plan: Plan, { width, colors }: RenderOptions): readonly string[] {
  const stuck = blockedKeys(plan.changes);
  const single = plan.changes.flatMap((change) => {
    const isNewAccount = change.action === "create" && change.after.kind === "Account";
    const line = isNewAccount ? undefined : sharedWords(change, plan);
    if (line === undefined) return [];
    const symbol = symbolOf(change, stuck);
    return [...marked(symbol, line, width, colors), ...blockedLines(change, width, colors)];
  });
  const together = wordsTogether(plan, stuck);
  return [...single, ...together.flatMap(({ symbol, words }) => marked(symbol, words, width, colors))];
}

/** Where everybody gets the same permission set it is named once, here. */
function peopleTitle({ people }: Plan): string {
  const name = commonPermissionSet(people);
  return name === undefined ? "People" : `People (${visibleText(name)} in each account named)`;
}

function peopleLines(plan: Plan, { width, colors }: RenderOptions): readonly string[] {
  const common = commonPermissionSet(plan.people);
  const stuck = blockedKeys(plan.changes);
  const byUser = changesByUser(plan.changes);
  const busy = plan.people.filter((person) => byUser.has(person.userName.toLowerCase()));
  const longest = Math.min(34, Math.max(0, ...busy.map(({ email }) => email.length)));
  const lines = busy.flatMap((person) => {
    const changes = byUser.get(person.userName.toLowerCase()) ?? [];
    const indent = " ".repeat(longest + 4);
    const items = changes.map((change) => {
      const symbol = symbolOf(change, stuck);
      const star = change.after.kind === "User" && person.namesDerived && person.displayName !== "" ? "*" : "";
      const item = `${symbol} ${visibleText(personalWords(change, plan, common))}${star}`;
      return painted(symbol, shortened(item, width - indent.length), colors);
    });
    const [first = "", ...rest] = flow(items, width, indent);
    const label = padded(visibleText(person.email), longest);
    const head = label.length > longest ? [`  ${label}`, first] : [`  ${label}  ${first.slice(indent.length)}`];
    return [...head, ...rest, ...changes.flatMap((change) => blockedLines(change, width, colors))];
  });
  const derived = busy.some(
    (person) => person.namesDerived && person.displayName !== "" && createsUser(person.userName),
  );
  if (derived) lines.push(colors.dim("  * name taken from the address; given_name and family_name columns set it"));
  if (busy.length === 0) return lines;
  const idle = plan.people.length - busy.length;
  const others = idle === 0 ? [] : [`${counted(idle, "more person needs", "more people need")} nothing.`];
  const notes = [...others, ...sharingWords(plan.people)];
  return [...lines, ...notes.flatMap((note) => wrap(visibleText(note), width, "  ")).map((line) => colors.dim(line))];

  function createsUser(userName: string): boolean {
    return (byUser.get(userName.toLowerCase()) ?? []).some((change) => change.after.kind === "User");
  }
}

/** Where it is missing and what to type there, so that it can be copied; the lines are as long as they are. */
export function bootstrapLines(
  missing: readonly MissingBootstrap[],
  { width, colors }: RenderOptions,
): readonly string[] {
  if (missing.length === 0) return [];
  const shown = missing.slice(0, MOST_ENVIRONMENTS);
  const more = missing.length - shown.length;
  return [
    ...shown.flatMap(({ accountName, region, reason, command }) => [
      ...hanging(`${colors.yellow("!")} `, `${accountName} in ${region}: ${reason}`, width),
      ...(command === undefined ? [] : [`      ${visibleText(command)}`]),
    ]),
    ...(more === 0 ? [] : [`  … and ${more} more: ${commandForCaller("status", "--emails", "FILE")} lists them all`]),
    ...wrap(BOOTSTRAP_REMEDY, width, "    ").map((line) => colors.dim(line)),
  ];
}

function marked(symbol: ChangeSymbol, text: string, width: number, colors: Colors): readonly string[] {
  return hanging(`${painted(symbol, symbol, colors)} `, text, width);
}

function blockedLines({ blocked }: Change, width: number, colors: Colors): readonly string[] {
  if (blocked === undefined) return [];
  return wrap(visibleText(`${blocked.reason} ${blocked.remedy}`), width, "      ").map((line) => colors.red(line));
}

/** Each with its name, by which a reviewer allows it. */
function dangerLines({ dangers }: Plan, { width, colors }: RenderOptions): readonly string[] {
  return dangers.flatMap(({ name, message }) => [
    ...hanging(`${colors.red("✗")} `, `${name}: ${message}`, width),
    colors.dim(`    Allow it, if it is meant: --allow ${name}`),
  ]);
}

function driftLines({ drift }: Plan, { width, colors }: RenderOptions): readonly string[] {
  return drift.flatMap(({ kind, message }) =>
    hanging(`${colors.yellow("≠")} `, `${DRIFT_TITLES[kind]}: ${message}`, width),
  );
}

function warningLines(warning: string, { width, colors }: RenderOptions): readonly string[] {
  return hanging(`${colors.yellow("!")} `, warning, width);
}

function painted(symbol: ChangeSymbol, text: string, colors: Colors): string {
  return { "+": colors.green, "~": colors.yellow, "!": colors.red }[symbol](text);
}
