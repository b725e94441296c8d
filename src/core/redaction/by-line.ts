import type { Person } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import type { FirstSignIn } from "../report/first-sign-in.ts";
import type { Report } from "../report/report.ts";
import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { keyOf, kindOf } from "../state/kinds.ts";
import type { Resource } from "../state/resource.ts";
import type { ChangeResult } from "../state/result.ts";
import { linesOf, nameScreenFor, type Screen, screenFor } from "./without-people.ts";

/**
 * The same plan with each person called by their row in the team file: what is shown of it can be read by strangers.
 * For showing only: its names are not those of AWS any more, so its fingerprint is the other's.
 */
export function planByLine(plan: Plan): Plan {
  return { ...plan, ...screenedMembers(plan, projectionOf(plan)) };
}

/** The same report with each person called by their row. */
export function reportByLine(report: Report): Report {
  const projection = projectionOf(report);
  return {
    ...report,
    ...screenedMembers(report, projection),
    results: report.results.map((result) => resultByLine(result, projection)),
    accountIds: Object.fromEntries(
      Object.entries(report.accountIds).map(([reference, id]) => [projection.screen(reference), id]),
    ),
  };
}

/** The same help for new users, each called by their row; the pages hold ids, which say nothing to strangers. */
export function firstSignInByLine(help: FirstSignIn, people: readonly Person[]): FirstSignIn {
  const { label } = projectionOf({ people, drift: [] });
  return { ...help, users: help.users.map(({ userName, page }) => ({ userName: label(userName), page })) };
}

interface Projection {
  readonly people: readonly Person[];
  /** Of a user name. */
  readonly label: (userName: string) => string;
  readonly screen: Screen;
}

function projectionOf({ people, drift }: Pick<Plan, "people" | "drift">): Projection {
  const lines = linesOf(people);
  const labels = new Map(people.map((person) => [person.userName.toLowerCase(), lines.get(person) ?? UNKNOWN]));
  const known = screenFor(people);
  const profileName = nameScreenFor(people);
  const strangers = drift.flatMap(({ principal }) => (principal?.type === "USER" ? [principal.name] : []));
  const screen: Screen = (text) => known(strangers.reduce((rest, name) => rest.replaceAll(name, SOMEBODY), text));
  return {
    people: people.map((person) => ({
      email: lines.get(person) ?? UNKNOWN,
      userName: lines.get(person) ?? UNKNOWN,
      displayName: "",
      namesDerived: person.namesDerived,
      access: person.access.map((access) => ({
        ...access,
        accountId: screen(access.accountId),
        accountName: screen(access.accountName),
        permissionSet: screen(access.permissionSet),
        profile: profileName(screen(access.profile)),
        ...(access.group === undefined ? {} : { group: screen(access.group) }),
      })),
    })),
    label: (userName) => labels.get(userName.toLowerCase()) ?? UNKNOWN,
    screen,
  };
}

const UNKNOWN = "(a person)";
const SOMEBODY = "somebody";

function screenedMembers(plan: Omit<Plan, "kind" | "summary">, projection: Projection) {
  const { screen, people } = projection;
  return {
    people,
    changes: plan.changes.map((change) => changeByLine(change, projection)),
    warnings: plan.warnings.map(screen),
    dangers: plan.dangers.map((danger) => ({ ...danger, message: screen(danger.message) })),
    missingBootstraps: plan.missingBootstraps.map((one) => ({
      ...one,
      accountId: screen(one.accountId),
      accountName: screen(one.accountName),
      reason: screen(one.reason),
    })),
    drift: plan.drift.map(({ principal, ...drift }) => ({
      ...drift,
      permissionSet: screen(drift.permissionSet),
      message: screen(drift.message),
      ...(principal === undefined
        ? {}
        : { principal: { ...principal, name: principal.type === "USER" ? SOMEBODY : screen(principal.name) } }),
    })),
  };
}

function changeByLine(change: Change, projection: Projection): Change {
  const redacted = <One extends Resource>(one: One) => kindOf(one).redact(one, projection);
  const blocked = change.blocked === undefined ? {} : { blocked: blockerByLine(change.blocked, projection) };
  const key = keyOf(redacted(resourceOf(change)));
  switch (change.action) {
    case "create":
      return { ...change, key, after: redacted(change.after), ...blocked };
    case "update":
      return { ...change, key, before: redacted(change.before), after: redacted(change.after), ...blocked };
    case "delete":
      return { ...change, key, before: redacted(change.before), ...blocked };
    default:
      return change satisfies never;
  }
}

function blockerByLine({ reason, remedy }: Blocker, { screen }: Projection): Blocker {
  return { reason: screen(reason), remedy: screen(remedy) };
}

function resultByLine(result: ChangeResult, projection: Projection): ChangeResult {
  const { screen } = projection;
  const change = changeByLine(result.change, projection);
  if (result.outcome === "applied") return { ...result, change };
  const reason = screen(result.reason);
  return result.outcome === "failed"
    ? { ...result, change, reason, remedy: screen(result.remedy) }
    : { ...result, change, reason };
}
