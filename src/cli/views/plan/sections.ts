import { blockedKeys } from "../../../core/plan/blocked-keys.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { factsAfter } from "../../../core/readiness/facts.ts";
import { missingBootstraps } from "../../../core/readiness/missing-bootstraps.ts";
import { isDeletion } from "../../../core/state/order.ts";
import type { Resource, ResourceKey } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { counted, spell } from "../../terminal/layout.ts";
import { byFile, titleOf, withOtherFiles } from "../by-file.ts";
import { rowEndsSection } from "../row-ends.ts";
import type { Item, Mark, Note, Row, Section } from "../section.ts";
import { bootstrapSections } from "./bootstraps.ts";
import { cannotBeDone, causesOf, type TellCauses } from "./cannot-be-done.ts";
import { inlinePolicySections } from "./inline-policies.ts";
import { removalsSection } from "./removals.ts";
import { sessionsGoOnSections } from "./sessions-go-on.ts";
import {
  afterWords,
  changeCountWords,
  changesByUser,
  commonPermissionSet,
  DRIFT_TITLES,
  instanceWords,
  markOf,
  personalWords,
  sharedWords,
  sharingWords,
  wordsTogether,
} from "./words.ts";

/** Access that is there and that nothing takes away. */
const MOVED: Mark = { symbol: "-", tone: "warning" };
/** More people than these are counted on a screen. */
const MOST_DISABLED = 10;

/** A plan: accounts to be made and what is shared first, then everybody who needs something, then what to know and the counts. */
export function planSections(plan: Plan): readonly Section[] {
  const blocked = blockedKeys(plan.changes);
  const { toldHere, onScreen, onPage } = cannotBeDone(plan);
  const result: readonly Section[] = [
    { tone: "neutral", only: "screen", rows: [countRow(plan)] },
    { tone: "neutral", attached: true, indent: 0, rows: afterWords(plan).map((words) => ({ cells: [words] })) },
  ];
  // What would be done stands beside the question whether to; that nothing would is the result.
  const isIdle = plan.changes.length === 0;
  return [
    ...(isIdle ? result : []),
    {
      tone: "strong",
      rows: [
        { cells: [instanceWords(plan.instance)], tone: "strong" },
        ...(plan.settingsFile === undefined
          ? []
          : [{ cells: [`Settings from ${plan.settingsFile}`], tone: "quiet" as const }]),
        ...(plan.undoes === undefined
          ? []
          : [{ cells: [`Takes back the run ${plan.undoes}, as far as nobody has changed or used it since`] }]),
      ],
    },
    { tone: "neutral", only: "page", rows: [{ cells: [`Fingerprint ${plan.fingerprint.slice(0, 16)}.`] }] },
    notFoundSection(plan),
    newAccountsSection(plan, blocked),
    sharedSection(plan, blocked, toldHere),
    ...inlinePolicySections(plan),
    ...(plan.purpose === "leave" ? [] : peopleSections(plan, blocked, toldHere)),
    removalsSection(plan, blocked, toldHere),
    onScreen,
    rowEndsSection(plan.ends),
    disabledSection(plan),
    ...sessionsGoOnSections(plan),
    ...bootstrapSections(missingBootstraps(plan.people, factsAfter(plan))),
    {
      title: "Dangers",
      tone: "danger",
      columns: [{ title: "Danger", as: "name" }, { title: "What would happen" }, { title: "Allowed with" }],
      bullet: { symbol: "✗", tone: "danger" },
      unordered: true,
      rows: plan.dangers.map(({ name, message }) => ({
        cells: [name, message],
        notes: [{ as: "command", label: "Allow it, if it is meant", text: `--allow ${name}`, tone: "quiet" }],
      })),
    },
    onPage,
    {
      title: "Drift: in AWS otherwise than it was left",
      tone: "warning",
      columns: [{ title: "" }, { title: "What differs" }],
      page: "folded",
      bullet: { symbol: "≠", tone: "warning" },
      unordered: true,
      rows: driftBeyond(plan).map(driftRow),
    },
    {
      title: "Warnings",
      tone: "warning",
      columns: [{ title: "Warning" }],
      page: "folded",
      bullet: { symbol: "!", tone: "warning" },
      unordered: true,
      rows: plan.warnings.map((warning) => ({ cells: [warning] })),
    },
    ...(isIdle ? [] : result),
  ];
}

/** Who was to leave and is perhaps mistyped: they keep everything, and so it stands first. */
export function notFoundSection({ notFound = [] }: Pick<Plan, "notFound">): Section {
  return {
    title: "Not found: they keep what they have",
    tone: "danger",
    columns: [{ title: "Who" }],
    bullet: { symbol: "!", tone: "danger" },
    unordered: true,
    rows: notFound.map((words) => ({ cells: [words] })),
  };
}

/** What is not told beside the changes of those who have moved. */
function driftBeyond({ drift, changes }: Plan): Plan["drift"] {
  const busy = changesByUser(changes.filter((change) => !isDeletion(change)));
  return drift.filter(({ kind, principal }) => kind !== "moved" || !busy.has(principal?.name.toLowerCase() ?? ""));
}

/** What people had before they moved, beside what they are given: it stays unless somebody says so. */
function movedOf(drift: Plan["drift"], userName: string) {
  const name = visibleText(userName);
  const moved = drift.filter(({ principal }) => principal?.name === name);
  const items = moved.flatMap(({ accountNames = [], permissionSet }) =>
    accountNames.map((name): Item => ({ mark: MOVED, text: `${name}: not removed (${permissionSet})` })),
  );
  const commands = moved.flatMap(({ commands = [] }) => commands);
  const how = `What they had before is not removed: run with --remove-unlisted, or type ${commands.length === 1 ? "this" : "these"}:`;
  const notes = commands.map((text): Note => ({ as: "command", text }));
  return { items, notes: moved.length === 0 ? [] : [{ as: "prose", text: how } satisfies Note, ...notes] };
}

/** Commands of one line of drift; JSON has them all. */
const MOST_COMMANDS = 3;

function driftRow({ kind, message, remedy, commands = [] }: Plan["drift"][number]): Row {
  const more = commands.length - MOST_COMMANDS;
  return {
    cells: [DRIFT_TITLES[kind], message],
    notes: [
      ...(remedy === undefined ? [] : [{ as: "prose" as const, text: remedy }]),
      ...commands.slice(0, MOST_COMMANDS).map((text): Note => ({ as: "command", text })),
      ...(more > 0 ? [{ as: "prose" as const, text: `and ${more} more with --format json` }] : []),
    ],
  };
}

/** Whom the directory has as disabled, with the page for each. */
export function disabledSection({ disabledUsers = [] }: Pick<Plan, "disabledUsers">): Section {
  return {
    title: "Disabled in Identity Center: they can neither sign in nor join a group",
    tone: "danger",
    columns: [{ title: "User", as: "name" }, { title: "Page" }],
    bullet: { symbol: "!", tone: "danger" },
    rows: disabledUsers.map(({ userName, page }) => ({
      cells: [userName],
      notes: [{ as: "link", text: page }],
    })),
    fold: MOST_DISABLED,
    notes: [
      "“Enable user access” there, or the identity provider that keeps the users, lets them in; then run the same command again.",
    ],
  };
}

/** A row for each account that the plan makes; why some cannot be made is said once. */
function newAccountsSection(plan: Plan, blocked: ReadonlySet<ResourceKey>): Section {
  const made = plan.changes.flatMap((change) => {
    const { action, after } = change;
    return action === "create" && after?.kind === "Account" ? [{ change, after }] : [];
  });
  const [unit, ...others] = new Set(made.map(({ after }) => after.organizationalUnit));
  const where = unit === undefined || others.length > 0 ? "" : `, in ou:${unit}`;
  const causes = new Set(made.flatMap(({ change }) => causesOf(change).map(({ text }) => text)));
  const notes = [...causes].map((text): Note => ({ as: "cause", text }));
  return {
    title: `New accounts and their root addresses${where}`,
    tone: "neutral",
    columns: [
      { title: "Account", as: "name", most: 34 },
      { title: "Root address", as: "name" },
    ],
    layout: "columns",
    unordered: true,
    rows: made.map(({ change, after }, index) => ({
      mark: markOf(change, blocked),
      cells: [after.name, after.email],
      ...(index === made.length - 1 && notes.length > 0 ? { notes } : {}),
    })),
  };
}

function sharedSection(plan: Plan, blocked: ReadonlySet<ResourceKey>, toldHere: TellCauses): Section {
  const single = plan.changes.flatMap((change): readonly Row[] => {
    const isNewAccount = change.action === "create" && change.after?.kind === "Account";
    const words = isNewAccount || isDeletion(change) ? undefined : sharedWords(change, plan);
    if (words === undefined) return [];
    return [{ mark: markOf(change, blocked), cells: [words], notes: toldHere(change) }];
  });
  const together = wordsTogether(plan, blocked).map(({ mark, words }) => ({ mark, cells: [words] }));
  return {
    title: "Shared",
    tone: "neutral",
    columns: [{ title: "Change", as: "name" }],
    unordered: true,
    rows: [...single, ...together],
  };
}

/** In the order of the team file, as its reviewer reads it. Where everybody gets the same permission set it is named once. */
function peopleSections(plan: Plan, blocked: ReadonlySet<ResourceKey>, toldHere: TellCauses): readonly Section[] {
  const common = commonPermissionSet(plan.people);
  const moves = plan.drift.filter(({ kind }) => kind === "moved");
  const byUser = changesByUser(plan.changes.filter((change) => !isDeletion(change)));
  const busy = plan.people.flatMap((person) => {
    const changes = byUser.get(person.userName.toLowerCase());
    return changes === undefined
      ? []
      : [{ person, changes, derived: person.namesDerived && person.displayName !== "" }];
  });
  const idle = plan.people.length - busy.length;
  const star = busy.some(({ derived, changes }) => derived && changes.some(({ after }) => after?.kind === "User"));
  const told = [...busy, ...othersIn(plan, byUser)];
  const groups = byFile<(typeof told)[number]>(told, ({ person }) => person);
  return groups.map((group, index) => ({
    title: titleOf("People", group) + (common === undefined ? "" : ` (${common} in each account named)`),
    tone: "neutral",
    columns: [{ title: "Person", as: "name" }, { title: "Changes" }],
    layout: "items",
    page: "folded",
    rows: group.people.map(({ person, changes, derived }) => {
      const moved = movedOf(moves, person.userName);
      const items = changes.map((change) => ({
        mark: markOf(change, blocked),
        text: personalWords(change, plan, common) + (derived ? derivedWords(change.after) : ""),
      }));
      return {
        cells: [withOtherFiles(person), [...items, ...moved.items]],
        notes: [...changes.flatMap(toldHere), ...moved.notes],
      };
    }),
    notes:
      index < groups.length - 1
        ? []
        : [
            ...(star
              ? ["* name taken from the address or a full name; given_name and family_name columns set it"]
              : []),
            ...(idle === 0 ? [] : [`${counted(idle, "more person needs", "more people need")} nothing.`]),
            ...sharingWords(plan.people),
          ],
  }));
}

/** A star for names that nobody wrote down; how a full name was taken apart, where one does not see it. */
function derivedWords(after: Resource | null): string {
  if (after?.kind !== "User") return "";
  const { givenName, familyName, displayName } = after;
  const isPlain = displayName === `${givenName} ${familyName}` && displayName.split(" ").length === 2;
  return isPlain || givenName === familyName ? "*" : `* (given name ${givenName}, family name ${familyName})`;
}

/** Whom changes concern who are in no team file. */
function othersIn({ people }: Plan, byUser: ReturnType<typeof changesByUser>) {
  const known = new Set(people.map(({ userName }) => userName.toLowerCase()));
  return [...byUser]
    .filter(([user]) => !known.has(user))
    .map(([user, changes]) => ({ person: { email: user, userName: user, files: [] }, changes, derived: false }));
}

/** `Plan: 7 to create, 1 to update, 1 that cannot be done. …` */
function countRow({ purpose, summary, changes, drift, notFound = [], estimateSeconds }: Plan): Row {
  if (purpose === "undo" && changes.length === 0) {
    return { cells: ["Nothing to do: nothing that the run did is left to take back."], tone: "good" };
  }
  if (purpose === "leave" && changes.length === 0 && notFound.length > 0) {
    return { cells: ["Nothing is taken away: correct who was not found, or leave them out."], tone: "warning" };
  }
  if (purpose === "leave" && changes.length === 0) {
    return { cells: ["Nothing to do: nothing of what was named is there to be taken away."], tone: "good" };
  }
  if (changes.length === 0) {
    const things = `all ${counted(summary.unchanged, "thing is", "things are")} as they should be`;
    return drift.length === 0
      ? { cells: [`Nothing to do: ${things}.`], tone: "good" }
      : { cells: [`Nothing to do for the team file: ${things}. What is otherwise stands below.`], tone: "warning" };
  }
  const time =
    summary.create + summary.update + summary.delete > 0
      ? ` At AWS's limits this takes about ${spell(estimateSeconds)}.`
      : "";
  return { cells: [`Plan: ${changeCountWords(summary)}.${time}`] };
}
