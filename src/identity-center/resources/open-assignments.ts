import type { AccountAssignmentOperationStatus } from "@aws-sdk/client-sso-admin";
import type { AssignmentRequests } from "./assignment-requests.ts";

interface Target {
  readonly TargetId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalId: string;
}

/** Requests that an earlier run started and did not see the end of. Each is handed out once, to be waited for. */
export interface OpenAssignments {
  take(target: Target): Promise<AccountAssignmentOperationStatus | undefined>;
}

/** Looks once, when the first assignment is made: starting a request again would burn one of AWS's few slots. */
export function createOpenAssignments(requests: AssignmentRequests): OpenAssignments {
  let looking: Promise<AccountAssignmentOperationStatus[]> | undefined;
  return {
    take: async (target) => {
      looking ??= requests.inProgress().then(
        (open) => [...open],
        (error: unknown) => {
          looking = undefined;
          throw error;
        },
      );
      const open = await looking;
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
