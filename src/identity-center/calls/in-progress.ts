import { OnboardError } from "../../core/errors/onboard-error.ts";
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

/**
 * The trouble of a write whose answer was lost when, because of `cause`, nothing tells what became of it. It is reported
 * like a request that is still open, though AWS gave no id for it. Bugs stay bugs.
 */
export function perhapsDone(cause: unknown): Error {
  const why = explain(cause, "looking whether it is there");
  if (!(why instanceof OnboardError)) return why;
  return new OnboardError(
    {
      kind: why.kind,
      message: `AWS's answer was lost, and it could not be seen whether this was done. ${why.message}`,
      remedy: "Run the same command again: it finds what is there and does the rest.",
      aws: { name: NAME, message: "its answer was lost" },
    },
    { cause: why },
  );
}

/** Why a request that AWS is still working on, after so many milliseconds, is waited for no longer. */
export function neverEnds(what: string, age: number): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `AWS has not finished the ${what} after ${Math.round(age / 60_000)} minutes.`,
    remedy: "Run the same command again later.",
  });
}

/** What ended the waiting for a request, as the trouble of a request that is still open. Bugs stay bugs. */
export function whyOpen(error: unknown, requestId: string | undefined, doing: string): Error {
  const why = explain(error, doing);
  return why instanceof OnboardError && !isStillOpen(why) ? stillOpen(requestId, why) : why;
}

export function isStillOpen({ aws }: OnboardError): boolean {
  return aws?.name === NAME;
}
