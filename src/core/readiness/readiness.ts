import type { Access, Person } from "../plan/person.ts";
import { type AccessChecks, checksOf } from "./checks.ts";
import type { Facts } from "./facts.ts";
import { isHeldOtherwise } from "./lacking.ts";
import { byRank, type Obstacle, type Stage } from "./obstacle.ts";
import { obstaclesOf } from "./obstacles.ts";
import { type CanStart, canStart, type ReadinessState, worstState } from "./states.ts";

/** How it stands with a person and one account: the one answer that every document gives. */
export interface AccessReadiness extends Verdict {
  readonly access: Access;
  readonly checks: AccessChecks;
}

/** The answer in short, with the reason and what to do unless the person can start. */
export interface Verdict {
  readonly state: ReadinessState;
  /** The person can sign in and gets into the account, whatever else is missing there. */
  readonly signsIn: boolean;
  /** Something that the run is for is not done: to run again, once the remedy is taken, is what helps. */
  readonly undone: boolean;
  readonly reason?: string;
  readonly remedy?: string;
}

/** A person and each account of theirs. */
export interface PersonReadiness {
  readonly person: Person;
  /** That of the account that is worst off. Somebody who has none is not assigned. */
  readonly state: ReadinessState;
  readonly signsIn: boolean;
  readonly access: readonly AccessReadiness[];
}

/** How it stands with each person and account by these facts. Pure: every document that says who is ready reads this. */
export function readinessOf(people: readonly Person[], facts: Facts): readonly PersonReadiness[] {
  return people.map((person) => {
    const access = person.access.map((one) => accessReadiness(person, one, facts));
    const state = worstState(access.map((one) => one.state)) ?? "not-assigned";
    return { person, state, signsIn: access.length > 0 && access.every(({ signsIn }) => signsIn), access };
  });
}

function accessReadiness(person: Person, access: Access, facts: Facts): AccessReadiness {
  const obstacles = obstaclesOf(person, access, facts);
  const standing = isHeldOtherwise(person, access, facts)
    ? obstacles.filter(({ stage }) => stage !== "assigned")
    : obstacles;
  const undone = obstacles.some((obstacle) => obstacle.undone);
  return { access, ...verdictOf(standing), undone, checks: checksOf(person, access, standing, facts) };
}

/** What must be there before the next can be told of. */
const PHASES: readonly (readonly Stage[])[] = [["user", "assigned"], ["upToDate"], ["bootstrapped"]];

/** The first cause in the order in which things come about. */
function verdictOf(obstacles: readonly Obstacle[]): Omit<Verdict, "undone"> {
  const [first] = PHASES.flatMap((phase) => byRank(obstacles.filter(({ stage }) => phase.includes(stage))));
  const signsIn = !obstacles.some(({ stage }) => PHASES[0]?.includes(stage));
  if (first === undefined) return { state: "ready", signsIn };
  const { state, reason, remedy } = first;
  return { state, signsIn, reason, remedy };
}

/** Accounts of people for which something of the plan is not done. */
export function undoneAccess(people: readonly PersonReadiness[]): readonly AccessReadiness[] {
  return people.flatMap(({ access }) => access.filter(({ undone }) => undone));
}

/** How many people can start, cannot, and nobody could tell of. */
export type ReadinessSummary = Readonly<Record<CanStart, number>>;

/** Counts people by whether they can start in every account of theirs. */
export function summaryOf(people: readonly Pick<PersonReadiness, "state">[]): ReadinessSummary {
  const count = (answer: CanStart) => people.filter(({ state }) => canStart(state) === answer).length;
  return { yes: count("yes"), no: count("no"), unknown: count("unknown") };
}

/** Whether all can start. */
export function allCanStart({ no, unknown, yes }: ReadinessSummary): CanStart {
  if (no > 0 || yes + unknown === 0) return "no";
  return unknown > 0 ? "unknown" : "yes";
}
