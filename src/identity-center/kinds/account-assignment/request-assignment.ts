import { endNotSeen } from "../../calls/in-progress.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import type { AssignmentStatus, AssignmentTarget } from "./assignment-calls.ts";
import type { Requests } from "./assignment-memory.ts";
import { isFor } from "./open-assignments.ts";

/** The end of a request that an earlier run started and did not see the end of. */
export async function endOfOpen(requests: Requests, target: AssignmentTarget): Promise<AssignmentStatus | undefined> {
  const open = await requests.open.take(target);
  return open === undefined ? undefined : endOf(requests, open.RequestId ?? "");
}

/** Makes one request, whatever becomes of the answer, and waits for its end: what is in progress or done is not asked again. */
export async function requested(
  requests: Requests,
  target: AssignmentTarget,
  { signal, isDone }: { readonly signal: AbortSignal | undefined; readonly isDone: () => Promise<boolean> },
): Promise<AssignmentStatus> {
  const started = await settleWrite<AssignmentStatus>({
    signal,
    make: () => requests.start(target),
    find: async () => {
      const open = (await requests.following.inProgress()).find((status) => isFor(status, target));
      if (open !== undefined) return open;
      return (await isDone()) ? { Status: "SUCCEEDED" } : undefined;
    },
  });
  if (started.Status === "SUCCEEDED") return started;
  return { RequestId: started.RequestId, ...(await endOf(requests, started.RequestId ?? "")) };
}

async function endOf({ following }: Requests, requestId: string): Promise<AssignmentStatus> {
  try {
    return await following.ended(requestId);
  } catch (error) {
    throw endNotSeen(error, requestId, "following the assignment");
  }
}
