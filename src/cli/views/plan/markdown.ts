import { blockedKeys } from "../../../core/plan/blocked-keys.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import type { Change } from "../../../core/state/change.ts";
import { DRIFT_TITLES } from "../findings.ts";
import { COMMENT_BYTES, type MarkdownTable, renderMarkdownPage } from "../markdown-page.ts";
import { markdownName, markdownText } from "../markdown-text.ts";
import {
  BOOTSTRAP_TITLE,
  changesByUser,
  commonPermissionSet,
  countWords,
  personalWords,
  sharedWords,
  sharingWords,
  symbolOf,
  wordsTogether,
} from "./words.ts";

/** More changes of one person than these are counted. */
const MOST_ITEMS = 20;

/**
 * A plan for a pull request or a job summary. Equal plans give equal bytes: rows are sorted, and nothing in it tells
 * when or how long.
 */
export function renderMarkdownPlan(plan: Plan, most: number = COMMENT_BYTES): string {
  const { region, identityStoreId, managementAccountId } = plan.instance;
  const where = `Identity Center ${markdownName(identityStoreId)} in ${markdownName(region)}, organization of ${markdownName(managementAccountId)}. Fingerprint ${markdownName(plan.fingerprint.slice(0, 16))}.`;
  const heading =
    plan.changes.length === 0 ? "onboard: nothing to do" : `onboard: ${countWords(plan.summary).join(", ")}`;
  return renderMarkdownPage(heading, [where, ...sharingWords(plan.people).map(markdownText)], tablesOf(plan), most);
}

function tablesOf(plan: Plan): readonly MarkdownTable[] {
  const { dangers, drift, warnings } = plan;
  return [
    {
      title: "Dangers",
      shown: "open",
      columns: ["Danger", "What would happen", "Allowed with"],
      rows: sortedRows(
        dangers.map(({ name, message }) => [
          markdownName(name),
          markdownText(message),
          markdownName(`--allow ${name}`),
        ]),
      ),
    },
    {
      title: "Cannot be done",
      shown: "open",
      columns: ["What", "Why, and what to do"],
      rows: sortedRows(plan.changes.flatMap((change) => blockedRow(change, plan))),
    },
    { title: "Shared changes", shown: "open", columns: ["", "Change"], rows: sortedRows(sharedRows(plan)) },
    {
      title: BOOTSTRAP_TITLE,
      shown: "folded",
      columns: ["Account", "Region", "Why", "Command"],
      rows: sortedRows(
        plan.missingBootstraps.map(({ accountName, region, reason, command }) => [
          markdownName(accountName),
          markdownName(region),
          markdownText(reason),
          command === undefined ? "" : markdownName(command),
        ]),
      ),
    },
    {
      title: "Drift: in AWS otherwise than it was left",
      shown: "folded",
      columns: ["", "What differs"],
      rows: sortedRows(drift.map(({ kind, message }) => [DRIFT_TITLES[kind], markdownText(message)])),
    },
    {
      title: "Warnings",
      shown: "folded",
      columns: ["Warning"],
      rows: sortedRows(warnings.map((warning) => [markdownText(warning)])),
    },
    { title: peopleTitle(plan), shown: "folded", columns: ["Person", "Changes"], rows: peopleRows(plan) },
  ];
}

function blockedRow(change: Change, plan: Plan): readonly (readonly string[])[] {
  const { blocked, after } = change;
  if (blocked === undefined) return [];
  const user = [...changesByUser([change]).keys()][0];
  const person = plan.people.find(({ userName }) => userName.toLowerCase() === user);
  const what =
    sharedWords(change, plan) ?? `${person?.email ?? user ?? after.kind}: ${personalWords(change, plan, undefined)}`;
  return [[markdownName(what), markdownText(`${blocked.reason} ${blocked.remedy}`)]];
}

function sharedRows(plan: Plan): readonly (readonly string[])[] {
  const stuck = blockedKeys(plan.changes);
  const single = plan.changes.flatMap((change) => {
    const words = sharedWords(change, plan);
    return words === undefined ? [] : [[symbolOf(change, stuck), markdownName(words)]];
  });
  return [...single, ...wordsTogether(plan, stuck).map(({ symbol, words }) => [symbol, markdownName(words)])];
}

function peopleTitle({ people }: Plan): string {
  const name = commonPermissionSet(people);
  return name === undefined ? "People" : `People: ${name} in each account named`;
}

/** In the order of the team file, as its reviewer reads it. */
function peopleRows(plan: Plan): readonly (readonly string[])[] {
  const byUser = changesByUser(plan.changes);
  const stuck = blockedKeys(plan.changes);
  const common = commonPermissionSet(plan.people);
  const inOrder = [...plan.people].sort(
    (a, b) => (a.access[0]?.line ?? 0) - (b.access[0]?.line ?? 0) || compared(a.email, b.email),
  );
  return inOrder.flatMap((person) => {
    const changes = byUser.get(person.userName.toLowerCase());
    if (changes === undefined) return [];
    const items = changes.map((change) => {
      const derived = change.after.kind === "User" && person.namesDerived && person.displayName !== "";
      const words = markdownName(personalWords(change, plan, common));
      return `${symbolOf(change, stuck)} ${words}${derived ? " (name taken from the address)" : ""}`;
    });
    const more = items.length - MOST_ITEMS;
    const shown = more > 0 ? [...items.slice(0, MOST_ITEMS), `… and ${more} more`] : items;
    return [[markdownName(person.email), shown.join("<br>")]];
  });
}

function sortedRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...rows].sort((a, b) => compared(a.join("\n"), b.join("\n")));
}

/** By code units: the same on every machine, whatever its language. */
function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
