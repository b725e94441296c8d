import { OnboardError } from "../../core/trouble/onboard-error.ts";
import { explain } from "./explain.ts";

const NAME = "IN_PROGRESS";

/**
 * The trouble of a request that AWS took and whose end was not seen, because of `why`. The runner reports such a
 * change as outstanding, with the id under which AWS knows it, and never as failed: it may well succeed.
 */
export function stillOpen(requestId: string | undefined, why: OnboardError): OnboardError {
  return new OnboardError(
    {
      kind: why.kind,
      message: `AWS has started this and may still be at it; its end was not seen. ${why.message}`,
      remedy: "Run the same command again: it finds the request, or what it made, and finishes the job.",
      aws: { name: NAME, message: "not waited for", ...(requestId === undefined ? {} : { requestId }) },
    },
    { cause: why },
  );
}

/** What ended the waiting for a request, as the trouble of a request that is still open. Bugs stay bugs. */
export function whyOpen(error: unknown, requestId: string | undefined, doing: string): Error {
  const why = explain(error, doing);
  return why instanceof OnboardError && !isStillOpen(why) ? stillOpen(requestId, why) : why;
}

export function isStillOpen({ aws }: OnboardError): boolean {
  return aws?.name === NAME;
}
