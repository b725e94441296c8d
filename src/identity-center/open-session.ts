import { BOOTSTRAPS_AT_ONCE, type Limits } from "../core/aws/limits.ts";
import type { OrganizationAccount } from "../core/organization/organization-account.ts";
import type { Instance } from "../core/state/observation.ts";
import type { Aws } from "./calls/aws.ts";
import { createBusyAccounts, createOutstanding } from "./calls/outstanding.ts";
import { createUnitFinder } from "./connect/organizational-units.ts";
import { createAccountRequests } from "./kinds/account/account-requests.ts";
import { createAssignmentRequests } from "./kinds/account-assignment/assignment-requests.ts";
import { createOpenAssignments } from "./kinds/account-assignment/open-assignments.ts";
import type { Session } from "./session.ts";

/** A session for one run against one instance. */
export function openSession(
  aws: Aws,
  instance: Instance,
  limits: Limits,
  signal?: AbortSignal,
  accounts: readonly OrganizationAccount[] = [],
): Session {
  const busy = createBusyAccounts();
  const outstandingAssignments = createOutstanding(limits.outstandingAssignments, busy);
  const assignmentRequests = createAssignmentRequests(aws, instance.instanceArn, {
    isUrgent: outstandingAssignments.isCrowded,
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    aws,
    instance,
    ...(signal === undefined ? {} : { signal }),
    accounts,
    inactiveAccounts: new Set(accounts.filter(({ state }) => state !== "ACTIVE").map(({ id }) => id)),
    freshAccounts: new Set(),
    ids: new Map(),
    outstandingAssignments,
    outstandingProvisionings: createOutstanding(limits.outstandingProvisionings, busy),
    outstandingAccounts: createOutstanding(limits.outstandingAccounts),
    outstandingBootstraps: createOutstanding(BOOTSTRAPS_AT_ONCE),
    otherQualifiers: new Map(),
    roles: new Set(),
    earlyLooks: new Map(),
    assignmentRequests,
    accountRequests: createAccountRequests(aws, signal),
    units: createUnitFinder(aws),
    openAssignments: createOpenAssignments(assignmentRequests),
  };
}
