import type { ErrorKind } from "../../core/errors/onboard-error.ts";

/** What each exit code says. They are part of the contract: docs/reference.md lists them for users. */
export const EXIT = {
  done: 0,
  failed: 1,
  changesPending: 2,
  invalidInput: 3,
  partlyApplied: 4,
  cannotTell: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_ERROR = {
  failed: EXIT.failed,
  "invalid-input": EXIT.invalidInput,
  "outdated-plan": EXIT.failed,
  "cannot-tell": EXIT.cannotTell,
  "signed-out": EXIT.cannotTell,
  interrupted: EXIT.interrupted,
  "in-progress": EXIT.cannotTell,
} as const satisfies Record<ErrorKind, ExitCode>;

/** The exit code of a command that ended with this kind of error. */
export function exitCodeOf(kind: ErrorKind): ExitCode {
  return BY_ERROR[kind];
}
