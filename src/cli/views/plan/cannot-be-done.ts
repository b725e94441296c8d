import { type BlockedCause, blockedCauses } from "../../../core/plan/blocked-causes.ts";
import type { Person } from "../../../core/plan/person.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { type Blocker, type Change, resourceOf } from "../../../core/state/change.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { counted } from "../../terminal/layout.ts";
import type { Note, Row, Section } from "../section.ts";
import { CANNOT_BE_DONE, changesByUser, personalWords, sharedWords } from "./words.ts";

/** More people than these are counted where one cause concerns them. */
const MOST_CONCERNED = 3;

/** Causes of a change, as far as they stand beside it. */
export type TellCauses = (change: Change) => readonly Note[];

/** What cannot be done, wherever it is told. */
interface CannotBeDone {
  readonly toldHere: TellCauses;
  /** What holds up several changes, once: how many there are, and who goes without. */
  readonly onScreen: Section;
  /** All of it. */
  readonly onPage: Section;
}

/** Why changes of a plan cannot be done: on a screen beside the change, unless several have the same cause. */
export function cannotBeDone(plan: Plan): CannotBeDone {
  const causes = blockedCauses(plan.changes, plan.people);
  const shared = causes.filter(isShared);
  const elsewhere = new Set(shared.flatMap(({ changes }) => changes));
  return {
    toldHere: (change) => (elsewhere.has(change) ? [] : causesOf(change)),
    onScreen: screenSection(shared),
    onPage: {
      title: "Cannot be done",
      tone: "danger",
      only: "page",
      columns: [{ title: "What", as: "name" }, { title: "Why, and what to do" }],
      unordered: true,
      rows: causes.map((cause) => blockedRow(cause, plan)),
    },
  };
}

/** New accounts have a place of their own where their cause is told once. */
function isShared({ changes }: BlockedCause): boolean {
  return changes.length > 1 && changes.some((change) => resourceOf(change).kind !== "Account");
}

function screenSection(causes: readonly BlockedCause[]): Section {
  return {
    title: "Cannot be done",
    tone: "danger",
    only: "screen",
    bullet: CANNOT_BE_DONE,
    rows: causes.map(({ blocked, changes, people }) => ({
      cells: [causeOf(blocked)],
      notes: [...commandsOf(blocked), { as: "prose", text: `→ ${concernedWords(changes, people)}`, tone: "quiet" }],
    })),
  };
}

function blockedRow({ blocked, changes, people }: BlockedCause, plan: Plan): Row {
  const [first, ...others] = changes;
  if (first === undefined) return { cells: [] };
  const what = others.length === 0 ? blockedWords(first, plan) : concernedWords(changes, people);
  return { cells: [what, causeOf(blocked)], notes: commandsOf(blocked) };
}

/** `12 changes, 10 people: ana@example.com, bo@example.com, cy@example.com and 7 more`. */
function concernedWords(changes: readonly Change[], people: readonly Person[]): string {
  const count = counted(changes.length, "change");
  if (people.length === 0) return count;
  const names = people.map(({ email }) => email);
  return `${count}, ${counted(people.length, "person", "people")}: ${shownList(names, MOST_CONCERNED)}`;
}

function blockedWords(change: Change, plan: Plan): string {
  const user = [...changesByUser([change]).keys()][0];
  const person = plan.people.find(({ userName }) => userName.toLowerCase() === user);
  return (
    sharedWords(change, plan) ??
    `${person?.email ?? user ?? resourceOf(change).kind}: ${personalWords(change, plan, undefined)}`
  );
}

/** Why a change cannot be done, and what to type against it. */
export function causesOf({ blocked }: Change): readonly Note[] {
  return blocked === undefined ? [] : [{ as: "cause", text: causeOf(blocked) }, ...commandsOf(blocked)];
}

/** What to type against a cause. */
export function commandsOf({ command }: Blocker): readonly Note[] {
  return command === undefined ? [] : [{ as: "command", text: command }];
}

function causeOf({ reason, remedy }: Blocker): string {
  return `${reason} ${remedy}`;
}
