import { withCommands } from "../../../core/plan/missing-bootstraps.ts";
import type { FirstSignIn } from "../../../core/report/first-sign-in.ts";
import {
  type AccessOutcome,
  accessOutcomes,
  madeAccounts,
  type Report,
  reasonOf,
} from "../../../core/report/report.ts";
import { resourceOf } from "../../../core/state/change.ts";
import { describeResource } from "../../../core/state/describe.ts";
import type { ChangeResult } from "../../../core/state/result.ts";
import { counted } from "../../terminal/layout.ts";
import { bootstrapSection } from "../plan/sections.ts";
import type { Note, Section, Tone } from "../section.ts";
import { fileLines } from "./files.ts";
import type { RunReport } from "./run-report.ts";
import { closingWords } from "./words.ts";

/** Links that fit on a screen; beyond them the run record has all. */
const MOST_LINKS = 5;
/** More than these and a line says how many; failed.csv and the run record have them all. */
const MOST_CONCERNED = 3;

/** What a run did: a row for each person and account, what went wrong and why, what AWS shows now, and what comes next. */
export function reportSections(document: RunReport): readonly Section[] {
  const { firstSignIn, files, ...report } = document;
  return [
    ...(report.changes.length === 0 ? [] : outcomeSections(report)),
    ...firstSignInSections(firstSignIn, report.instance.startUrl, files.record ?? ""),
    missingSection(report),
    { tone: "neutral", rows: fileLines(files).map((line) => ({ cells: [line], unbroken: true })) },
  ];
}

function outcomeSections(report: Report): readonly Section[] {
  const outcomes = accessOutcomes(report.people, report.results);
  const { heading, verdict, allReady } = closingWords(report, outcomes);
  const tone = report.converged && allReady ? "good" : "warning";
  return [
    peopleSection(outcomes),
    notReadySection(outcomes),
    {
      title: "New accounts",
      tone: "neutral",
      columns: [
        { title: "Id", as: "name" },
        { title: "Account", as: "name" },
      ],
      layout: "columns",
      rows: madeAccounts(report).map(({ name, id }) => ({ cells: [id, name] })),
    },
    failureSection(report.results),
    { tone, only: "screen", rows: [{ cells: [`${heading}. ${verdict}`], tone }] },
    { tone, only: "page", rows: [{ cells: [verdict] }] },
  ];
}

const PERSON = { title: "Person", as: "name" } as const;
const ACCOUNT = { title: "Account", as: "name" } as const;

function peopleSection(outcomes: readonly AccessOutcome[]): Section {
  return {
    tone: "neutral",
    title: "People",
    columns: [PERSON, ACCOUNT, { title: "Permission set", as: "name" }, { title: "Status" }],
    layout: "table",
    page: "folded",
    attached: true,
    indent: 0,
    rows: outcomes.map((outcome) => {
      const { person, access } = outcome;
      return { cells: [person.email, access.accountName, access.permissionSet, statusOf(outcome)] };
    }),
  };
}

/** A page has room to say it for each; a screen says each reason once, below. */
function notReadySection(outcomes: readonly AccessOutcome[]): Section {
  return {
    title: "Not ready",
    tone: "danger",
    only: "page",
    columns: [PERSON, ACCOUNT, { title: "Status" }, { title: "Why, and what to do" }],
    rows: outcomes.flatMap((outcome) => {
      const reason = reasonOf(outcome);
      const { person, access } = outcome;
      return reason === undefined ? [] : [{ cells: [person.email, access.accountName, statusOf(outcome), reason] }];
    }),
  };
}

function statusOf({ obstacles }: AccessOutcome): { readonly text: string; readonly tone: Tone } {
  const [first] = obstacles;
  if (first === undefined) return { text: "ready", tone: "good" };
  if (first.outcome === "outstanding") {
    return { text: first.requestId === undefined ? "not known" : "in progress", tone: "warning" };
  }
  return first.outcome === "failed" ? { text: "failed", tone: "danger" } : { text: "not done", tone: "warning" };
}

/** Each reason once, with AWS's words, what to do, and whom it concerns. */
function failureSection(results: readonly ChangeResult[]): Section {
  const groups = new Map<string, ChangeResult[]>();
  for (const result of results) {
    if (result.outcome !== "failed" && result.outcome !== "outstanding") continue;
    const reason = result.outcome === "failed" ? `${result.reason} ${result.remedy}` : result.reason;
    groups.set(reason, [...(groups.get(reason) ?? []), result]);
  }
  return {
    title: "What went wrong",
    tone: "danger",
    only: "screen",
    bullet: { symbol: "✗", tone: "danger" },
    rows: [...groups].map(([reason, concerned]) => ({ cells: [reason], notes: concernedNotes(concerned) })),
  };
}

function concernedNotes(results: readonly ChangeResult[]): readonly Note[] {
  const named = results.slice(0, MOST_CONCERNED).map((result) => {
    const request = "requestId" in result && result.requestId !== undefined ? ` (request ${result.requestId})` : "";
    return `→ ${describeResource(resourceOf(result.change))}${request}`;
  });
  const more = results.length - named.length;
  const lines = more > 0 ? [...named, `→ and ${more} more`] : named;
  return lines.map((text): Note => ({ as: "prose", text, tone: "quiet" }));
}

/** The truth about new users: nobody was invited. Two ways to let them in, the one for many people first. */
function firstSignInSections(
  { settingsPage, users }: FirstSignIn,
  startUrl: string | undefined,
  recordFile: string,
): readonly Section[] {
  if (users.length === 0) return [];
  const none = `${counted(users.length, "new user has", "new users have")} no password, and AWS has sent them nothing. Choose one way:`;
  const all =
    "1. For everybody, once: open the settings page, Authentication, Standard authentication, Configure, switch on “Send email OTP”. From then on a person's first sign-in with their user name sends them a code, and they set a password.";
  const each = "2. One by one: open the person's page, Reset password, “Send an email to the user with instructions”.";
  const signIn = `They sign in with the user name${startUrl === undefined ? "" : ` at ${startUrl}`}, and register an MFA device the first time. Mail comes from no-reply@signin.aws or no-reply@login.awsapps.com.`;
  return [
    {
      title: "Before they can sign in",
      tone: "neutral",
      rows: [
        { cells: [none] },
        { cells: [""] },
        { cells: [all], notes: [{ as: "link", text: settingsPage }] },
        { cells: [each] },
      ],
    },
    {
      title: "New users: reset password, one by one",
      tone: "neutral",
      columns: [{ title: "Page" }],
      page: "folded",
      attached: true,
      indent: 5,
      rows: users.map(({ userName, page }) => ({ cells: [], notes: [{ as: "link", text: userName, url: page }] })),
      fold: MOST_LINKS,
      more: ` ${users.length - MOST_LINKS === 1 ? "link" : "links"} in ${recordFile}`,
    },
    { tone: "neutral", only: "screen", attached: true, rows: [{ cells: [""] }, { cells: [signIn] }] },
    { tone: "neutral", only: "page", rows: [{ cells: [signIn] }] },
  ];
}

/** Told at the end only where it could not be told with the plan: new accounts had no ids then. */
function missingSection({ missingBootstraps, accountIds }: Report): Section {
  const isNew = missingBootstraps.some(({ accountId }) => accountIds[accountId] !== undefined);
  return bootstrapSection(isNew ? withCommands(missingBootstraps, accountIds) : []);
}
