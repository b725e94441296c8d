import type { AccessCheck, AccessChecks } from "../readiness/checks.ts";
import type { Status } from "../readiness/status.ts";
import { redactAccess, redactEnd } from "./redact-plan.ts";
import type { TeamRedactor } from "./redactor.ts";
import { accountsOf, accountsOfEnds } from "./redactor-of-people.ts";

/** The same status with each person called by their row in the team file. For showing only. */
export function redactStatus(status: Status, redactor: TeamRedactor): Status {
  const knowing = redactor.knowing({ accounts: [...accountsOf(status.people), ...accountsOfEnds(status.ends ?? [])] });
  const { label, name, screen } = knowing;
  return {
    ...status,
    people: status.people.map((person) => ({
      ...person,
      email: label(person.userName),
      userName: label(person.userName),
      displayName: "",
      access: person.access.map((access) => ({
        ...redactAccess(access, knowing),
        ...(access.reason === undefined ? {} : { reason: screen(access.reason) }),
        ...(access.remedy === undefined ? {} : { remedy: screen(access.remedy) }),
        checks: redactChecks(access.checks, knowing),
      })),
    })),
    environments: status.environments.map((environment) => ({
      ...environment,
      accountId: name(environment.accountId),
      accountName: name(environment.accountName),
      check: redactCheck(environment.check, knowing),
    })),
    ...(status.ends === undefined ? {} : { ends: status.ends.map((end) => redactEnd(end, knowing)) }),
    warnings: status.warnings.map(screen),
    ...(status.next === undefined ? {} : { next: screen(status.next) }),
  };
}

function redactChecks({ user, assigned, upToDate, bootstrapped }: AccessChecks, redactor: TeamRedactor): AccessChecks {
  return {
    user: redactCheck(user, redactor),
    assigned: redactCheck(assigned, redactor),
    upToDate: redactCheck(upToDate, redactor),
    bootstrapped: redactCheck(bootstrapped, redactor),
  };
}

function redactCheck(check: AccessCheck, { screen }: TeamRedactor): AccessCheck {
  if (check.state === "yes") return check;
  const reason = screen(check.reason);
  return check.state === "waits" ? { ...check, reason } : { ...check, reason, remedy: screen(check.remedy) };
}
