import type { AssignmentStatus, AssignmentTarget } from "./assignment-calls.ts";
import type { AssignmentRequests } from "./assignment-requests.ts";

type Target = Pick<AssignmentTarget, "TargetId" | "PermissionSetArn" | "PrincipalId">;

/** Requests that an earlier run started and did not see the end of. */
export interface OpenAssignments {
  /**
   * Looks, once in a run. To be done before assignments are read: a request that ends between the two is then known
   * from one of them, and is not started again, which would burn one of AWS's few slots.
   */
  look(): Promise<void>;
  /** Whether one is open for a target. */
  has(target: Target): Promise<boolean>;
  /** The open request for a target, to be waited for. Each is handed out once. */
  take(target: Target): Promise<AssignmentStatus | undefined>;
}

/** What is open is asked for with one call, and one more for each request that is. */
export function createOpenAssignments(requests: AssignmentRequests): OpenAssignments {
  let looking: Promise<AssignmentStatus[]> | undefined;
  const look = () => {
    looking ??= requests.inProgress().then(
      (open) => [...open],
      (error: unknown) => {
        looking = undefined;
        throw error;
      },
    );
    return looking;
  };
  return {
    look: async () => {
      await look();
    },
    has: async (target) => (await look()).some((status) => isFor(status, target)),
    take: async (target) => {
      const open = await look();
      const index = open.findIndex((status) => isFor(status, target));
      return index === -1 ? undefined : open.splice(index, 1)[0];
    },
  };
}

/** Whether a request is about this tuple. */
export function isFor(status: AssignmentStatus, target: Target): boolean {
  const { TargetId, PermissionSetArn, PrincipalId } = status;
  return (
    TargetId === target.TargetId && PermissionSetArn === target.PermissionSetArn && PrincipalId === target.PrincipalId
  );
}
