import { OnboardError } from "../../core/errors/onboard-error.ts";
import { explain } from "./explain.ts";

/**
 * The error of a request that AWS took and whose end was not seen, because of `why`, which is its cause. The runner reports such a
 * change as outstanding, with the id under which AWS knows it, and never as failed: it may well succeed.
 */
export function inProgress(requestId: string | undefined, why: OnboardError): OnboardError {
  return new OnboardError(
    {
      kind: "in-progress",
      message: `AWS has started this and may still be at it; its end was not seen. ${why.message}`,
      remedy: "Run the same command again: it finds the request, or what it made, and finishes the job.",
      ...(requestId === undefined ? {} : { requestId }),
    },
    { cause: why },
  );
}

/**
 * The error of a write whose answer was lost when, because of `cause`, nothing tells what became of it. It is reported
 * like a request in progress, though AWS gave no id for it. Bugs stay bugs.
 */
export function perhapsDone(cause: unknown): Error {
  const why = explain(cause, "looking whether it is there");
  if (!(why instanceof OnboardError)) return why;
  return new OnboardError(
    {
      kind: "in-progress",
      message: `AWS's answer was lost, and it could not be seen whether this was done. ${why.message}`,
      remedy: "Run the same command again: it finds what is there and does the rest.",
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

/** What ended the waiting for a request, as the error of a request in progress. Bugs stay bugs. */
export function endNotSeen(error: unknown, requestId: string | undefined, doing: string): Error {
  const why = explain(error, doing);
  return why instanceof OnboardError && why.kind !== "in-progress" ? inProgress(requestId, why) : why;
}
