import type { FailureCause } from "../errors/failure-cause.ts";
import type { Drift } from "../plan/drift-entry.ts";
import type { Leaver } from "../plan/leaver.ts";
import type { Access, Person } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import type { RowEnd } from "../plan/row-ends.ts";
import type { FirstSignIn } from "../report/first-sign-in.ts";
import type { Report } from "../report/report.ts";
import { type Change, resourceOf } from "../state/change.ts";
import { keyOf, kindOf } from "../state/kinds.ts";
import type { HeldAccess } from "../state/observation.ts";
import type { Resource } from "../state/resource.ts";
import type { ChangeResult } from "../state/result.ts";
import { definedOnly } from "../text/defined-only.ts";
import { SOMEBODY } from "./redact-text.ts";
import type { TeamRedactor } from "./redactor.ts";
import { accountsOf, accountsOfEnds } from "./redactor-of-people.ts";

/**
 * The same plan with each person called by their row in the team file: what is shown of it can be read by strangers.
 * For showing only: its names are not those of AWS any more, so its fingerprint is the other's.
 */
export function redactPlan(plan: Plan, redactor: TeamRedactor): Plan {
  return { ...plan, ...redactedMembers(plan, knowingPlan(plan, redactor)) };
}

/** The same report with each person called by their row. */
export function redactReport(report: Report, redactor: TeamRedactor): Report {
  const knowing = knowingPlan(report, redactor);
  const { name, screen } = knowing;
  return {
    ...report,
    ...redactedMembers(report, knowing),
    results: report.results.map((result): ChangeResult => {
      const change = redactChange(result.change, knowing);
      if (result.outcome === "applied") return { ...result, change };
      const reason = screen(result.reason);
      if (result.outcome === "outstanding") return { ...result, change, reason };
      const { cause, remedy } = result;
      return {
        ...result,
        change,
        reason,
        ...(remedy === undefined ? {} : { remedy: screen(remedy) }),
        ...(cause === undefined ? {} : { cause: redactCause(cause, knowing) }),
      };
    }),
    accountIds: Object.fromEntries(Object.entries(report.accountIds).map(([reference, id]) => [name(reference), id])),
  };
}

function redactCause({ place, subject, ...cause }: FailureCause, { name, label, screen }: TeamRedactor): FailureCause {
  const { accountId, permissionSet, principal } = place;
  return {
    ...cause,
    place: {
      ...(accountId === undefined ? {} : { accountId: name(accountId) }),
      ...(permissionSet === undefined ? {} : { permissionSet: screen(permissionSet) }),
      ...(principal === undefined
        ? {}
        : { principal: { ...principal, name: (principal.type === "USER" ? label : screen)(principal.name) } }),
    },
    ...(subject === undefined ? {} : { subject: screen(subject) }),
  };
}

/** The same help for new users, each called by their row; the pages hold ids, which say nothing to strangers. */
export function redactFirstSignIn(help: FirstSignIn, { label }: TeamRedactor): FirstSignIn {
  return { ...help, users: help.users.map(({ userName, page }) => ({ userName: label(userName), page })) };
}

/** One access, whatever else is told of it. */
export function redactAccess<One extends Access>(access: One, { name, screen }: TeamRedactor): One {
  return {
    ...access,
    accountId: name(access.accountId),
    accountName: name(access.accountName),
    permissionSet: screen(access.permissionSet),
    profile: name(access.profile),
    ...(access.group === undefined ? {} : { group: screen(access.group) }),
  };
}

/** The names of the accounts that AWS has are known by now, and who else holds the plan's permission sets. */
function knowingPlan(
  { people, ends = [], accounts = [], drift }: Pick<Plan, "people" | "ends" | "accounts" | "drift">,
  redactor: TeamRedactor,
): TeamRedactor {
  const names = drift.flatMap(({ kind, principal }) =>
    principal?.type === "USER" && kind !== "gone" && kind !== "moved"
      ? [{ text: principal.name, label: SOMEBODY }]
      : [],
  );
  return redactor.knowing({ accounts: [...accountsOf(people), ...accountsOfEnds([...ends, ...accounts])], names });
}

function redactedMembers(plan: Omit<Plan, "kind" | "summary">, redactor: TeamRedactor) {
  const { label, name, screen } = redactor;
  return {
    people: plan.people.map((person) => redactPerson(person, redactor)),
    changes: plan.changes.map((change) => redactChange(change, redactor)),
    ...definedOnly({
      heldOtherwise: plan.heldOtherwise?.map((held) => redactHeld(held, redactor)),
      disabledUsers: plan.disabledUsers?.map(({ userName, page }) => ({ userName: label(userName), page })),
      ends: plan.ends?.map((end) => redactEnd(end, redactor)),
      sessionsGoOn: plan.sessionsGoOn && {
        ...plan.sessionsGoOn,
        permissionSets: plan.sessionsGoOn.permissionSets.map(({ name: set, reason }) => ({
          name: screen(set),
          reason: screen(reason),
        })),
      },
      leavers: plan.leavers?.map((one) => redactLeaver(one, redactor)),
      notFound: plan.notFound?.map(screen),
      concerned: plan.concerned?.map(({ userName }) => {
        const told = label(userName);
        return { userName: told, email: told, displayName: "" };
      }),
      accounts: plan.accounts?.map(({ accountId, accountName }) => ({
        accountId: name(accountId),
        accountName: name(accountName),
      })),
    }),
    warnings: plan.warnings.map(screen),
    ...(plan.settingsFile === undefined ? {} : { settingsFile: screen(plan.settingsFile) }),
    dangers: plan.dangers.map((danger) => ({ ...danger, message: screen(danger.message) })),
    bootstraps: plan.bootstraps.map(({ answer, ...one }) => ({
      ...one,
      accountId: name(one.accountId),
      answer:
        answer.kind === "unknown"
          ? { ...answer, reason: screen(answer.reason), remedy: screen(answer.remedy) }
          : answer,
    })),
    drift: plan.drift.map(({ principal, ...drift }) => ({
      ...drift,
      permissionSet: screen(drift.permissionSet),
      message: screen(drift.message),
      ...(drift.accountNames === undefined ? {} : { accountNames: drift.accountNames.map(name) }),
      ...(drift.remedy === undefined ? {} : { remedy: screen(drift.remedy) }),
      ...(drift.commands === undefined ? {} : { commands: drift.commands.map(screen) }),
      ...(principal === undefined
        ? {}
        : { principal: { ...principal, name: principalName(drift.kind, principal, redactor) } }),
    })),
  };
}

/** Who has moved is of the team, and called by their row. Who is no more has an id only, which their command needs and which says nothing to strangers. */
function principalName(
  kind: Drift["kind"],
  { type, name }: NonNullable<Drift["principal"]>,
  { label, screen }: TeamRedactor,
): string {
  if (kind === "gone") return name;
  if (kind === "moved") return label(name);
  return type === "USER" ? SOMEBODY : screen(name);
}

function redactLeaver({ held, externalGroups, ...leaver }: Leaver, { label, name, screen }: TeamRedactor): Leaver {
  return {
    ...leaver,
    ...(externalGroups === undefined ? {} : { externalGroups: externalGroups.map(screen) }),
    userName: label(leaver.userName),
    held: held.map(({ ways, ...one }) => ({
      ...one,
      accountId: name(one.accountId),
      accountName: name(one.accountName),
      permissionSet: screen(one.permissionSet),
      ways: ways.map(({ group, ...way }) => (group === undefined ? way : { ...way, group: screen(group) })),
    })),
  };
}

function redactHeld(held: HeldAccess, { label, name, screen }: TeamRedactor): HeldAccess {
  const { userName, accountId, permissionSet, groups } = held;
  return {
    userName: label(userName),
    accountId: name(accountId),
    permissionSet: screen(permissionSet),
    groups: groups.map(screen),
  };
}

/** A row that has ended or ends soon, with its person called by it. */
export function redactEnd(end: RowEnd, { label, name, screen }: TeamRedactor): RowEnd {
  return {
    ...end,
    email: label(end.userName),
    userName: label(end.userName),
    accountId: name(end.accountId),
    accountName: name(end.accountName),
    permissionSet: screen(end.permissionSet),
    ...(end.group === undefined ? {} : { group: screen(end.group) }),
    ...(end.through === undefined ? {} : { through: end.through.map(screen) }),
  };
}

function redactPerson({ userName, namesDerived, files, access }: Person, redactor: TeamRedactor): Person {
  const label = redactor.label(userName);
  return {
    email: label,
    userName: label,
    displayName: "",
    namesDerived,
    ...(files === undefined ? {} : { files }),
    access: access.map((one) => redactAccess(one, redactor)),
  };
}

function redactChange(change: Change, redactor: TeamRedactor): Change {
  const redacted = <One extends Resource>(one: One) => kindOf(one).redact(one, redactor);
  const { screen } = redactor;
  const { reason = "", remedy = "" } = change.blocked ?? {};
  const blocked = change.blocked === undefined ? {} : { blocked: { reason: screen(reason), remedy: screen(remedy) } };
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
