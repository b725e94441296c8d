import { type Done, foundDone } from "../../calls/done.ts";
import { endNotSeen } from "../../calls/in-progress.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import type { AssignmentStatus, AssignmentTarget } from "./assignment-calls.ts";
import type { Requests } from "./assignment-memory.ts";
import { isFor } from "./open-assignments.ts";

/** How a request ended, and whether it was somebody else's. */
export type RequestEnd = AssignmentStatus & Pick<Done, "already">;

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
): Promise<RequestEnd> {
  const started = await settleWrite<RequestEnd>({
    signal,
    make: () => requests.start(target),
    find: async (isOurs) => {
      const open = (await requests.following.inProgress()).find((status) => isFor(status, target));
      if (open !== undefined) return { ...open, ...foundDone(isOurs) };
      return (await isDone()) ? { Status: "SUCCEEDED", ...foundDone(isOurs) } : undefined;
    },
  });
  if (started.Status === "SUCCEEDED") return started;
  const { RequestId, already } = started;
  return { RequestId, ...(already ? { already } : {}), ...(await endOf(requests, RequestId ?? "")) };
}

async function endOf({ following }: Requests, requestId: string): Promise<AssignmentStatus> {
  try {
    return await following.ended(requestId);
  } catch (error) {
    throw endNotSeen(error, requestId, "following the assignment");
  }
}
