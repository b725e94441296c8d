import type { AccessReadiness, PersonReadiness } from "../../../core/readiness/readiness.ts";
import { canStart, readinessWord } from "../../../core/readiness/states.ts";
import { reasonAndRemedy } from "../../../core/readiness/words.ts";
import type { RunReport } from "../../../core/report/report.ts";
import { madeAccounts, type Report, readinessAfter, stillMissing } from "../../../core/report/report.ts";
import { resourceOf } from "../../../core/state/change.ts";
import { describeResource } from "../../../core/state/describe.ts";
import type { ChangeResult } from "../../../core/state/result.ts";
import { canonicalJson } from "../../../core/text/canonical-json.ts";
import { counted } from "../../terminal/layout.ts";
import { byFile, otherFilesNotes, titleOf, withOtherFiles } from "../by-file.ts";
import { nextSection } from "../next.ts";
import { bootstrapSections } from "../plan/bootstraps.ts";
import { commandsOf } from "../plan/cannot-be-done.ts";
import { disabledSection, notFoundSection } from "../plan/sections.ts";
import { sessionsGoOnSections } from "../plan/sessions-go-on.ts";
import { changesByUser, commonPermissionSet, emailBy } from "../plan/words.ts";
import type { Note, Section, Tone } from "../section.ts";
import { fileLines } from "./files.ts";
import { firstSignInSections } from "./first-sign-in.ts";
import { afterLeavingSections, openSections } from "./leaving.ts";
import { closingWords } from "./words.ts";

/** More than these and a line says how many; failed.csv and the run record have them all. */
const MOST_CONCERNED = 3;

/** What a run did: how it ended, a row for each person and account, what went wrong and why, and what comes next. */
export function reportSections(document: RunReport): readonly Section[] {
  const { firstSignIn, setUp = [], files, next, ...report } = document;
  return [
    ...(report.changes.length === 0 ? [] : [...outcomeSections(report), notFoundSection(report)]),
    ...afterLeavingSections(document),
    ...firstSignInSections(firstSignIn, {
      startUrl: report.instance.startUrl,
      file: files.firstSignIn?.html ?? files.record ?? "the record of this run",
    }),
    ...(report.changes.length === 0 ? [] : [disabledSection(report)]),
    ...(report.changes.length === 0 ? [] : sessionsGoOnSections(report, actingWith(document))),
    ...missingSections(report),
    {
      tone: "neutral",
      rows: fileLines({ files, summary: report.summary }).map((line) => ({ cells: [line] })),
    },
    setUpSection(setUp),
    nextSection(next),
  ];
}

/** What each developer types. Many lines are for a page; the messages have each one's, too. */
function setUpSection(setUp: NonNullable<RunReport["setUp"]>): Section {
  return {
    title: "For their machines: each one's line, to send",
    tone: "neutral",
    page: "folded",
    ...(setUp.length > MOST_CONCERNED ? { only: "page" } : {}),
    columns: [PERSON, { title: "Line" }],
    rows: setUp.map(({ email, command }) => ({ cells: [email], notes: [{ as: "command", text: command }] })),
  };
}

/** The addresses of those who may still act by a permission set. */
function actingWith({ sessions = [], people }: RunReport): (permissionSet: string) => readonly string[] {
  const emailOf = emailBy(people);
  return (permissionSet) =>
    sessions
      .filter((one) => one.permissionSet === permissionSet && one.ended === undefined)
      .map(({ userName }) => emailOf(userName));
}

function outcomeSections(report: Report): readonly Section[] {
  const people = readinessAfter(report);
  const { heading, verdict, allReady } = closingWords(report, people);
  const tone = report.converged && allReady ? "good" : "warning";
  return [
    { tone, only: "screen", rows: [{ cells: [`${heading}. ${verdict}`], tone }] },
    { tone, only: "page", rows: [{ cells: [verdict] }] },
    ...openSections(report),
    ...peopleSections(people),
    notReadySection(people),
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
  ];
}

const PERSON = { title: "Person", as: "name" } as const;
const ACCOUNT = { title: "Account", as: "name" } as const;

/** A screen has accounts together that are alike for a person; a page has a row for each. */
function peopleSections(all: readonly PersonReadiness[]): readonly Section[] {
  const common = commonPermissionSet(all.map(({ person }) => person));
  return byFile(all, ({ person }) => person).flatMap((group) =>
    peopleOfFile(group.people, titleOf("People", group), common),
  );
}

function peopleOfFile(
  people: readonly PersonReadiness[],
  title: string,
  common: string | undefined,
): readonly Section[] {
  const set = { title: "Permission set", as: "name" } as const;
  const status = { title: "Status", overflow: "keep" } as const;
  const told = { tone: "neutral", title, layout: "table", indent: 0 } as const;
  return [
    {
      ...told,
      only: "screen",
      ...(common === undefined ? {} : { title: `${title} (${common} in each account named)` }),
      columns: [
        { ...PERSON, overflow: "above", once: true },
        { ...ACCOUNT, overflow: "brief" },
        ...(common === undefined ? [set] : []),
        status,
      ],
      rows: people.flatMap(({ person, access }) =>
        alike(access).map(({ accountNames, permissionSet, status }, index, { length }) => ({
          cells: [person.email, { names: accountNames }, ...(common === undefined ? [permissionSet] : []), status],
          notes: index === length - 1 ? otherFilesNotes(person) : [],
        })),
      ),
    },
    {
      ...told,
      only: "page",
      page: "folded",
      columns: [PERSON, ACCOUNT, set, status],
      rows: people.flatMap(({ person, access }) =>
        access.map((one) => ({
          cells: [withOtherFiles(person), one.access.accountName, one.access.permissionSet, statusOf(one)],
        })),
      ),
    },
  ];
}

/** What a person has in several accounts in the same way. */
function alike(access: readonly AccessReadiness[]) {
  const groups = new Map<string, AccessReadiness[]>();
  for (const one of access) {
    const key = `${one.access.permissionSet}\n${readinessWord(one)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const accountNames = group.map((one) => one.access.accountName);
    return [{ accountNames, permissionSet: first.access.permissionSet, status: statusOf(first) }];
  });
}

/** A page has room to say it for each; a screen says each reason once, below. */
function notReadySection(people: readonly PersonReadiness[]): Section {
  const rows = people.flatMap(({ person, access }) =>
    access
      .filter(({ state }) => state !== "ready")
      .map((one) => ({ cells: [person.email, one.access.accountName, statusOf(one), reasonAndRemedy(one)] })),
  );
  return {
    title: "Not ready",
    tone: "danger",
    only: "page",
    columns: [PERSON, ACCOUNT, { title: "Status" }, { title: "Why, and what to do" }],
    rows,
  };
}

function statusOf(readiness: AccessReadiness): { readonly text: string; readonly tone: Tone } {
  const tones = { yes: "good", no: readiness.signsIn ? "warning" : "danger", unknown: "warning" } as const;
  return { text: readinessWord(readiness), tone: tones[canStart(readiness.state)] };
}

/** Each cause once, in AWS's words to the first that met it, with what to do, and whom it concerns. */
function failureSection(results: readonly ChangeResult[]): Section {
  const groups = new Map<string, ChangeResult[]>();
  for (const result of results) {
    const cause = causeIn(result);
    if (cause !== undefined) groups.set(cause, [...(groups.get(cause) ?? []), result]);
  }
  return {
    title: "What went wrong",
    tone: "danger",
    only: "screen",
    bullet: { symbol: "✗", tone: "danger" },
    rows: [...groups.values()].map((concerned) => ({
      cells: [reasonIn(concerned)],
      notes: [...commandsAgainst(concerned), ...concernedNotes(concerned)],
    })),
  };
}

/** What results have in common that failed for one cause; `undefined` for what went well, or only waits for something else. */
function causeIn(result: ChangeResult): string | undefined {
  if (result.outcome === "outstanding") return result.reason;
  if (result.outcome !== "failed" && result.outcome !== "skipped") return undefined;
  const { cause, reason, remedy } = result;
  if (cause !== undefined) return `${canonicalJson(cause)} ${remedy}`;
  return remedy === undefined ? undefined : `${reason} ${remedy}`;
}

function reasonIn(results: readonly ChangeResult[]): string {
  const told = results.find(({ outcome }) => outcome !== "skipped") ?? results[0];
  const reason = told !== undefined && "reason" in told ? told.reason : "";
  return told !== undefined && "remedy" in told ? `${reason} ${told.remedy}` : reason;
}

function commandsAgainst([first]: readonly ChangeResult[]): readonly Note[] {
  const { blocked } = first?.change ?? {};
  return blocked === undefined ? [] : commandsOf(blocked);
}

function concernedNotes(results: readonly ChangeResult[]): readonly Note[] {
  const named = results.slice(0, MOST_CONCERNED).map((result) => {
    const request = "requestId" in result && result.requestId !== undefined ? ` (request ${result.requestId})` : "";
    return `→ ${describeResource(resourceOf(result.change))}${request}`;
  });
  const more = results.length - named.length;
  const lines = more > 0 ? [...named, `→ and ${more} more${countWords(results)}`] : named;
  return lines.map((text): Note => ({ as: "prose", text, tone: "quiet" }));
}

/** `: 200 people in all, 185 not tried again`, as far as there are any. */
function countWords(results: readonly ChangeResult[]): string {
  const people = changesByUser(results.map(({ change }) => change)).size;
  const skipped = results.filter(({ outcome }) => outcome === "skipped").length;
  const words = [
    ...(people === 0 ? [] : [`${counted(people, "person", "people")} in all`]),
    ...(skipped === 0 ? [] : [`${skipped} not tried again`]),
  ];
  return words.length === 0 ? "" : `: ${words.join(", ")}`;
}

/** As in the plan, and of new accounts with the ids that they have by now. A plan without changes has just said it. */
function missingSections(report: Report): readonly Section[] {
  return bootstrapSections(report.changes.length === 0 ? [] : stillMissing(report));
}
