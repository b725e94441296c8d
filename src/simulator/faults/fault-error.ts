import { AwsError, type Service } from "../operation.ts";
import { accessDenied, expiredToken, throttled } from "../service-errors.ts";
import type { Caller } from "../world/world.ts";
import type { FaultRule } from "./fault-rule.ts";

/** The error that a fault rule makes a service answer, in that service's own terms; undefined for faults that are no errors. */
export function faultError(
  { fault, reason, error, members }: FaultRule,
  service: Service,
  operation: string,
  caller: Caller,
): AwsError | undefined {
  switch (fault) {
    case "throttle":
      return throttled(service, reason);
    case "error500":
      return internalError(service, reason);
    case "conflict":
      return conflict(service, reason);
    case "expired-credentials":
      return expiredToken(service, reason);
    case "access-denied":
      return accessDenied(service, operation, caller, reason ?? "because no identity-based policy allows the action");
    case "error":
      return new AwsError(error ?? "ServiceException", reason ?? `The simulator was told to answer ${error}.`, members);
    case "reset":
    case "lost-response":
    case "failed-assignment":
    case "slow":
    case "stale-read":
    case "empty-page":
      return undefined;
    default:
      return fault satisfies never;
  }
}

function internalError(service: Service, reason = "The service could not complete the request."): AwsError {
  if (service.protocol === "query") return new AwsError("InternalFailure", reason, {}, 500);
  const code = service.id === "organizations" ? "ServiceException" : "InternalServerException";
  return new AwsError(code, reason, {}, 500);
}

/** A conflict that goes away, in the words of https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html */
function conflict(service: Service, reason: string | undefined): AwsError {
  if (service.id === "organizations") {
    return new AwsError(
      "ConcurrentModificationException",
      reason ?? "The target of the operation is currently being modified by a different request. Try again later.",
    );
  }
  const message = reason ?? propagationConflict;
  const members = service.id === "identitystore" ? { Reason: "CONCURRENT_MODIFICATION" } : {};
  return new AwsError("ConflictException", message, members);
}

const propagationConflict =
  "A conflict with a previous successful write was detected: it did not have time to propagate. Retry with backoff.";
