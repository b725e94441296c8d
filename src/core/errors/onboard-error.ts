import type { Problem } from "./problem.ts";

/** What kind of trouble it is; the command line maps each to an exit code (docs/reference.md). */
export type TroubleKind = "failed" | "invalid-input" | "cannot-tell" | "signed-out" | "interrupted";

/** What AWS said, kept for support cases: the error's name and the id of the request it answered. */
export interface AwsFailure {
  readonly name: string;
  readonly message: string;
  readonly requestId?: string;
  readonly operation?: string;
}

export interface Trouble {
  readonly kind: TroubleKind;
  /** What happened, to what. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
  readonly aws?: AwsFailure;
  /** Every problem of an input at once. */
  readonly problems?: readonly Problem[];
}

/** Trouble we expect and can explain. Anything else that is thrown is a bug of ours. */
export class OnboardError extends Error {
  readonly kind: TroubleKind;
  readonly remedy: string;
  readonly aws: AwsFailure | undefined;
  readonly problems: readonly Problem[];

  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble.message, options);
    this.name = "OnboardError";
    this.kind = trouble.kind;
    this.remedy = trouble.remedy;
    this.aws = trouble.aws;
    this.problems = trouble.problems ?? [];
  }
}
