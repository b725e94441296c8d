import type { AccountAssignmentOperationStatus } from "@aws-sdk/client-sso-admin";
import type { AssignmentRequests } from "./assignment-requests.ts";

interface Target {
  readonly TargetId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalId: string;
}

/** Requests that an earlier run started and did not see the end of. */
export interface OpenAssignments {
  /**
   * Looks, once in a run. To be done before assignments are read: a request that ends between the two is then known
   * from one of them, and is not started again, which would burn one of AWS's few slots.
   */
  look(): Promise<void>;
  /** The open request for a target, to be waited for. Each is handed out once. */
  take(target: Target): Promise<AccountAssignmentOperationStatus | undefined>;
}

/** What is open is asked for with one call, and one more for each request that is. */
export function createOpenAssignments(requests: AssignmentRequests): OpenAssignments {
  let looking: Promise<AccountAssignmentOperationStatus[]> | undefined;
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
    take: async (target) => {
      const open = await look();
      const index = open.findIndex(
        ({ TargetId, PermissionSetArn, PrincipalId }) =>
          TargetId === target.TargetId &&
          PermissionSetArn === target.PermissionSetArn &&
          PrincipalId === target.PrincipalId,
      );
      return index === -1 ? undefined : open.splice(index, 1)[0];
    },
  };
}
