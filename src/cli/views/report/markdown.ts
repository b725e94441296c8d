import type { FirstSignIn } from "../../../core/report/first-sign-in.ts";
import { type AccessOutcome, accessOutcomes, madeAccounts, reasonOf } from "../../../core/report/report.ts";
import { counted } from "../../terminal/layout.ts";
import { COMMENT_BYTES, renderMarkdownPage } from "../markdown-page.ts";
import { markdownName, markdownText } from "../markdown-text.ts";
import type { Ending } from "../presenter.ts";
import { renderLeavings } from "./outputs.ts";
import { closingWords } from "./words.ts";

/** What a run did, for a job summary: the people who have no access yet first, then everybody. */
export function renderMarkdownReport(ending: Ending, most: number = COMMENT_BYTES): string {
  const { report, firstSignIn: help, leavings, recordFile } = ending;
  const outcomes = accessOutcomes(report.people, report.results);
  const troubles = outcomes.filter((outcome) => reasonOf(outcome) !== undefined);
  const { heading, verdict } = closingWords(report, outcomes);
  return renderMarkdownPage(
    `onboard: ${heading}`,
    [
      markdownText(verdict),
      ...signInLines(help, report.instance.startUrl),
      ...renderLeavings(leavings, recordFile).map(markdownText),
    ],
    [
      {
        title: "Not ready",
        shown: "open",
        columns: ["Person", "Account", "Status", "Why, and what to do"],
        rows: troubles.map((outcome) => [
          ...accessCells(outcome),
          statusOf(outcome),
          markdownText(reasonOf(outcome) ?? ""),
        ]),
      },
      {
        title: "New accounts",
        shown: "open",
        columns: ["Account", "Id"],
        rows: madeAccounts(report).map(({ name, id }) => [markdownName(name), markdownName(id)]),
      },
      {
        title: "Ready",
        shown: "folded",
        columns: ["Person", "Account", "Permission set"],
        rows: outcomes
          .filter((outcome) => reasonOf(outcome) === undefined)
          .map((outcome) => [...accessCells(outcome), markdownName(outcome.access.permissionSet)]),
      },
      {
        title: "New users: reset password, one by one",
        shown: "folded",
        columns: ["User", "Page"],
        rows: help.users.map(({ userName, page }) => [markdownName(userName), `[reset password](<${page}>)`]),
      },
    ],
    most,
  );
}

function accessCells({ person, access }: AccessOutcome): readonly string[] {
  return [markdownName(person.email), markdownName(access.accountName)];
}

function statusOf({ obstacles }: AccessOutcome): string {
  const [first] = obstacles;
  if (first?.outcome === "outstanding") return first.requestId === undefined ? "not known" : "in progress";
  return first?.outcome === "failed" ? "failed" : "not done";
}

function signInLines({ users, settingsPage }: FirstSignIn, startUrl: string | undefined): readonly string[] {
  if (users.length === 0) return [];
  const portal = startUrl === undefined ? "" : ` They sign in at <${startUrl}>.`;
  return [
    `${counted(users.length, "new user has", "new users have")} no password, and AWS has sent them nothing. For everybody, once: switch on “Send email OTP” in the [settings](<${settingsPage}>), under Authentication; or reset the passwords one by one.${portal}`,
  ];
}
