import type { AccessChecks, Check } from "../readiness/checks.ts";
import type { AccessStatus, Status } from "../readiness/status.ts";
import { linesOf, nameScreenFor, type Screen, screenFor } from "./without-people.ts";

/** The same status with each person called by their row in the team file. For showing only. */
export function statusByLine(status: Status): Status {
  const lines = linesOf(status.people);
  const screen = screenFor(status.people);
  const profileName = nameScreenFor(status.people);
  return {
    ...status,
    people: status.people.map((person) => {
      const line = lines.get(person) ?? "(a person)";
      const access = person.access.map((one) => accessByLine(one, screen, profileName));
      return { ...person, email: line, userName: line, displayName: "", access };
    }),
    environments: status.environments.map((environment) => ({
      ...environment,
      accountId: screen(environment.accountId),
      accountName: screen(environment.accountName),
      check: checkByLine(environment.check, screen),
    })),
    warnings: status.warnings.map(screen),
  };
}

function accessByLine({ checks, ...access }: AccessStatus, screen: Screen, profileName: Screen): AccessStatus {
  const { user, assigned, upToDate, bootstrapped } = checks;
  const screened: AccessChecks = {
    user: checkByLine(user, screen),
    assigned: checkByLine(assigned, screen),
    upToDate: checkByLine(upToDate, screen),
    bootstrapped: checkByLine(bootstrapped, screen),
  };
  return {
    ...access,
    accountId: screen(access.accountId),
    accountName: screen(access.accountName),
    permissionSet: screen(access.permissionSet),
    profile: profileName(screen(access.profile)),
    ...(access.group === undefined ? {} : { group: screen(access.group) }),
    checks: screened,
  };
}

function checkByLine(check: Check, screen: Screen): Check {
  if (check.state === "yes") return check;
  const reason = screen(check.reason);
  return check.state === "waits" ? { ...check, reason } : { ...check, reason, remedy: screen(check.remedy) };
}
