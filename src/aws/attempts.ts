import type { ErrorClass } from "./aws-error.ts";

/**
 * Counts how often each kind of trouble was met in one call. Every kind has its own number of attempts, so that a long
 * wait for one kind leaves those for the others untouched.
 */
export function createAttempts(): (kind: ErrorClass) => number {
  const met = new Map<ErrorClass, number>();
  return (kind) => {
    const count = (met.get(kind) ?? 0) + 1;
    met.set(kind, count);
    return count;
  };
}
