import type { Problem } from "./problem.ts";

/** What kind of error it is; the command line maps each to an exit code (docs/reference.md). */
export type ErrorKind = "failed" | "invalid-input" | "cannot-tell" | "signed-out" | "interrupted";

/** What AWS said, kept for support cases: the error's name and the id of the request it answered. */
export interface AwsFailure {
  readonly name: string;
  readonly message: string;
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
  /** Every problem of an input at once. */
  readonly problems?: readonly Problem[];
}

/** What we expect to go wrong and can explain. Anything else that is thrown is a bug of ours. */
export class OnboardError extends Error {
  readonly kind: ErrorKind;
  readonly remedy: string;
  readonly aws: AwsFailure | undefined;
  readonly problems: readonly Problem[];

  constructor(details: ErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.name = "OnboardError";
    this.kind = details.kind;
    this.remedy = details.remedy;
    this.aws = details.aws;
    this.problems = details.problems ?? [];
  }
}
