import type { Report, RunReport } from "../../../core/report/report.ts";
import { timeWords } from "../../../core/state/ended-sessions.ts";
import { isDeletion } from "../../../core/state/order.ts";
import { counted } from "../../terminal/layout.ts";
import { changesByUser, emailBy, personalWords, sharedWords } from "../plan/words.ts";
import type { Row, Section } from "../section.ts";

/** Links of more people than these are in the JSON. */
const MOST_LINKS = 5;

/** What was to be taken away and is there still, for each person: before anything else is said. */
export function openSections(report: Report): readonly Section[] {
  const open = report.results.filter(({ outcome, change }) => outcome !== "applied" && isDeletion(change));
  const changes = open.map(({ change }) => change);
  const emailOf = emailBy(report.people);
  const words = new Map(open.map(({ change, outcome }) => [change, OPEN_WORDS[outcome]]));
  const people = [...changesByUser(changes)].map(([name, theirs]): Row => {
    const items = theirs.map((change) => ({
      mark: { symbol: "!", tone: "danger" } as const,
      text: `${personalWords(change, report, undefined)} (${words.get(change)})`,
    }));
    return { cells: [emailOf(name), items] };
  });
  const others = changes.flatMap((change): readonly Row[] => {
    const told = sharedWords(change, report);
    return told === undefined ? [] : [{ cells: [`${told} (${words.get(change)})`] }];
  });
  return [
    {
      title: "Still open",
      tone: "danger",
      columns: [{ title: "Person", as: "name" }, { title: "What" }],
      layout: "items",
      rows: people,
    },
    {
      title: "Still open, of nobody in particular",
      tone: "danger",
      columns: [{ title: "What", as: "name" }],
      rows: others,
    },
  ];
}

const OPEN_WORDS = {
  applied: "gone",
  failed: "failed",
  skipped: "not tried",
  outstanding: "AWS is at it",
} as const satisfies Record<Report["results"][number]["outcome"], string>;

/** Until when people may still act, and what has to be done by hand: no API ends a session, or disables a user. */
export function afterLeavingSections({ sessions = [], leavers = [], people, results }: RunReport): readonly Section[] {
  const emailOf = emailBy(people);
  const acting = new Set(sessions.map(({ userName }) => userName.toLowerCase()));
  const deleted = results.flatMap(({ outcome, change: { action, before } }) =>
    outcome === "applied" && action === "delete" && before.kind === "User" ? [before.userName.toLowerCase()] : [],
  );
  const left = leavers.filter(({ userName }) => {
    const name = userName.toLowerCase();
    return acting.has(name) && !deleted.includes(name);
  });
  return [
    {
      title: "Until when they may still act, by credentials that they have already",
      tone: "warning",
      columns: [
        { title: "Person", as: "name", once: true },
        { title: "Permission set", as: "name" },
        { title: "At the latest until" },
      ],
      layout: "table",
      rows: sessions.map(({ userName, permissionSet, until, ended }) => ({
        cells: [emailOf(userName), permissionSet, ended ? "ended: some minutes" : timeWords(until)],
      })),
    },
    {
      title: "By hand: no API does it",
      tone: "neutral",
      rows:
        left.length === 0
          ? []
          : [
              {
                cells: [
                  `Open the page of ${left.length === 1 ? "the person" : "each person"}: Active sessions, “End session”, ends the access portal session, which lasts 8 hours unless yours is set otherwise; then “Disable user access”${left.some(({ external }) => external) ? " (in the identity provider, for those who come from it)" : ""}.`,
                ],
              },
            ],
    },
    {
      title: "Pages of those who left",
      tone: "neutral",
      columns: [{ title: "Page" }],
      attached: true,
      rows: left.map(({ userName, page }) => ({
        cells: [],
        notes: [{ as: "link", text: emailOf(userName), url: page }],
      })),
      fold: MOST_LINKS,
      more: `: --format json has the pages of all ${counted(left.length, "person", "people")}`,
    },
  ];
}

/** `2 of 3 people have lost all that was named`: how many of those from whom the plan takes something. */
export function leavingHeadline({ results, changes }: Report): string {
  const concerned = changesByUser(changes);
  const open = changesByUser(results.filter(({ outcome }) => outcome !== "applied").map(({ change }) => change));
  if (concerned.size === 0)
    return `${results.filter(({ outcome }) => outcome === "applied").length} of ${changes.length} removed`;
  const done = concerned.size - open.size;
  const have = done === 1 && concerned.size === 1 ? "person has" : "people have";
  return `${done} of ${concerned.size} ${have} lost what was to go`;
}
