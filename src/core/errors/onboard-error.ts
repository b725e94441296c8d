import type { FailureCause } from "./failure-cause.ts";
import type { Problem } from "./problem.ts";

/**
 * What kind of error it is; the command line maps each to an exit code (docs/reference.md). `outdated-plan`: what a saved plan was
 * made from is not so any more. `in-progress`: AWS took a request whose end was not seen, or whose answer was lost: it may be done or not.
 */
export type ErrorKind =
  | "failed"
  | "invalid-input"
  | "outdated-plan"
  | "cannot-tell"
  | "signed-out"
  | "interrupted"
  | "in-progress";

/** What AWS said, kept for support cases: the error's name and the id of the request it answered. */
export interface AwsFailure {
  readonly name: string;
  readonly message: string;
  /** What AWS adds to the name: its `Reason`, or the error code of the service that it called itself. */
  readonly code?: string;
  /** HTTP's. */
  readonly status?: number;
  readonly requestId?: string;
  readonly operation?: string;
}

export interface ErrorDetails {
  readonly kind: ErrorKind;
  /** What happened, to what. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
  readonly aws?: AwsFailure;
  /** Why AWS refused, where that is known. */
  readonly failureCause?: FailureCause;
  /** AWS's id of the request, where that is all AWS has said. */
  readonly requestId?: string;
  /** Every problem of an input at once. */
  readonly problems?: readonly Problem[];
  readonly simulated?: true;
}

/** What we expect to go wrong and can explain. Anything else that is thrown is a bug of ours. */
export class OnboardError extends Error {
  readonly kind: ErrorKind;
  readonly remedy: string;
  readonly aws: AwsFailure | undefined;
  readonly failureCause: FailureCause | undefined;
  readonly requestId: string | undefined;
  readonly problems: readonly Problem[];
  /** It happened in a simulation. */
  readonly simulated: boolean;

  constructor(details: ErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.name = "OnboardError";
    this.kind = details.kind;
    this.remedy = details.remedy;
    this.aws = details.aws;
    this.failureCause = details.failureCause;
    this.requestId = details.requestId ?? details.aws?.requestId;
    this.problems = details.problems ?? [];
    this.simulated = details.simulated === true;
  }

  /** The same error, as one of a simulation. */
  inSimulation(): OnboardError {
    return this.#with({ simulated: true });
  }

  /** The same error with another way out, for whom it is known better. */
  withRemedy(remedy: string): OnboardError {
    return this.#with({ remedy });
  }

  #with(changes: Pick<ErrorDetails, "simulated"> & { readonly remedy?: string }): OnboardError {
    const { kind, message, remedy, problems, aws, failureCause, requestId } = this;
    const details = {
      ...(aws === undefined ? {} : { aws }),
      ...(failureCause === undefined ? {} : { failureCause }),
      ...(requestId === undefined ? {} : { requestId }),
    };
    return new OnboardError(
      { kind, message, remedy, problems, ...details, ...(this.simulated ? { simulated: true } : {}), ...changes },
      { cause: this },
    );
  }
}
