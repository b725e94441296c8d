import type { Limits } from "../core/aws/limits.ts";
import type { Instance } from "../core/state/observation.ts";
import type { Aws } from "./calls/aws.ts";
import { createBusyAccounts, createOutstanding } from "./calls/outstanding.ts";
import { createAssignmentRequests } from "./resources/assignment-requests.ts";
import { createOpenAssignments } from "./resources/open-assignments.ts";
import type { Session } from "./session.ts";

/** A session for one run against one instance. */
export function openSession(
  aws: Aws,
  instance: Instance,
  limits: Limits,
  signal?: AbortSignal,
  inactiveAccounts: ReadonlySet<string> = new Set(),
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
    inactiveAccounts,
    ids: new Map(),
    outstandingAssignments,
    outstandingProvisionings: createOutstanding(limits.outstandingProvisionings, busy),
    roles: new Set(),
    earlyLooks: new Map(),
    assignmentRequests,
    openAssignments: createOpenAssignments(assignmentRequests),
  };
}
