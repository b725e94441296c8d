import type { SimulatorOptions } from "../../src/simulator/start.ts";
import type { Random } from "./random.ts";

export type FaultRule = NonNullable<SimulatorOptions["faults"]>[number];

/** What every team needs most often. */
const makes = [
  "CreateUser",
  "CreateUser",
  "CreateGroup",
  "CreateGroupMembership",
  "CreatePermissionSet",
  "CreateAccountAssignment",
  "CreateAccountAssignment",
] as const;

const writes = [
  ...makes,
  ...makes,
  "UpdatePermissionSet",
  "AttachManagedPolicyToPermissionSet",
  "AttachManagedPolicyToPermissionSet",
  "AttachCustomerManagedPolicyReferenceToPermissionSet",
  "PutInlinePolicyToPermissionSet",
  "PutPermissionsBoundaryToPermissionSet",
  "TagResource",
  "ProvisionPermissionSet",
  "ProvisionPermissionSet",
] as const;

const reads = [
  "GetUserId",
  "DescribeUser",
  "GetGroupId",
  "ListGroups",
  "ListUsers",
  "ListGroupMemberships",
  "ListGroupMembershipsForMember",
  "ListPermissionSets",
  "DescribePermissionSet",
  "ListManagedPoliciesInPermissionSet",
  "GetInlinePolicyForPermissionSet",
  "ListTagsForResource",
  "ListAccountsForProvisionedPermissionSet",
  "ListAccountAssignments",
] as const;

const connecting = ["GetCallerIdentity", "ListInstances", "DescribeOrganization", "ListAccounts"] as const;

const polls = [
  "ListAccountAssignmentCreationStatus",
  "DescribeAccountAssignmentCreationStatus",
  "DescribePermissionSetProvisioningStatus",
] as const;

/** How AWS misbehaves in one run. */
export function drawFaults(random: Random): readonly FaultRule[] {
  return Array.from({ length: random.int(1, 4) }, () => drawFault(random));
}

const removals = ["DeleteAccountAssignment", "DeleteAccountAssignment", "DeleteGroupMembership", "DeleteUser"] as const;

const removalPolls = ["ListAccountAssignmentDeletionStatus", "DescribeAccountAssignmentDeletionStatus"] as const;

/** What a removal is looked at by, before and after. */
const removalReads = [...removalPolls, "ListAccountAssignments", "GetGroupMembershipId"] as const;

/** How AWS misbehaves about what is taken away in one run, beside everything else. */
export function drawRemovalFaults(random: Random): readonly FaultRule[] {
  return Array.from({ length: random.int(0, 2) }, () => drawRemovalFault(random));
}

function drawRemovalFault(random: Random): FaultRule {
  const fault = random.pick(["lost", "lost", "write", "write", "poll", "failed", "denied", "stale"]);
  const times = drawTimes(random);
  switch (fault) {
    case "lost":
      return { fault: "lost-response", operation: random.pick(removals), ...times };
    case "write":
      return {
        fault: random.pick(["error500", "reset", "conflict", "throttle"]),
        operation: random.pick(removals),
        ...times,
      };
    case "poll":
      return { fault: random.pick(["error500", "reset"]), operation: random.pick(removalPolls), ...times };
    case "failed":
      return { fault: "failed-assignment", operation: "DeleteAccountAssignment", ...times };
    case "denied":
      return { fault: "access-denied", operation: random.pick([...removals, ...removalPolls]), ...times };
    default:
      return { fault: "stale-read", operation: random.pick(removalReads), ...times, delay: random.int(2, 25) / 10 };
  }
}

function drawFault(random: Random): FaultRule {
  const fault = random.pick([
    "throttle",
    "error500",
    "error500",
    "reset",
    "lost-response",
    "lost-response",
    "lost-response",
    "lost-response",
    "conflict",
    "conflict",
    "conflict",
    "failed-assignment",
    "slow",
    "stale-read",
    "stale-read",
    "expired-credentials",
    "access-denied",
  ]);
  switch (fault) {
    case "conflict":
      return { fault, operation: random.pick(writes), ...drawTimes(random) };
    case "failed-assignment":
      return {
        fault,
        operation: random.pick(["CreateAccountAssignment", "ProvisionPermissionSet"]),
        ...drawTimes(random),
      };
    case "slow":
      return { fault, ...drawOperation(random), ...drawTimes(random), delay: random.int(2, 60) / 100 };
    case "stale-read":
      return { fault, operation: random.pick(reads), ...drawTimes(random), delay: random.int(2, 25) / 10 };
    case "expired-credentials":
      return { fault, from: random.int(20, 100), count: 1_000 };
    case "access-denied":
      return { fault, operation: random.pick([...writes, ...reads, ...polls]), ...drawTimes(random) };
    default:
      // Only a few throttles in a row: each doubles the wait, which would be the longest part of all schedules.
      if (random.chance(0.1))
        return { fault, from: random.int(1, 80), count: random.int(5, fault === "throttle" ? 7 : 25) };
      return { fault, ...drawOperation(random), ...drawTimes(random) };
  }
}

/** Writes most of all: they are where something can be lost or doubled. */
function drawOperation(random: Random): Pick<FaultRule, "operation"> {
  if (random.chance(0.15)) return {};
  const [first, ...others] = random.pick([writes, writes, writes, reads, polls, connecting]);
  return { operation: random.pick<readonly [string, ...string[]]>([first, ...others]) };
}

type Times = Pick<FaultRule, "nth" | "every" | "from" | "count" | "probability" | "seed">;

function drawTimes(random: Random): Times {
  switch (random.pick(["nth", "nth", "every", "span", "probability"])) {
    case "nth":
      return { nth: random.int(1, 4) };
    case "every":
      return { every: random.int(2, 4) };
    case "span":
      return { from: random.int(1, 5), count: random.int(1, 4) };
    default:
      return { probability: random.int(5, 30) / 100, seed: random.int(1, 1_000_000) };
  }
}
