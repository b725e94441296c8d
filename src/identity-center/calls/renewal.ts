import { failureOf } from "../../aws/aws-error.ts";
import type { AwsFailure } from "../../core/errors/onboard-error.ts";

/**
 * Told that AWS no longer accepts the credentials. Resolves with whether somebody has signed in anew, so that calls
 * can go on with what the credential chain finds then.
 */
export type SignInAgain = (failure: AwsFailure) => Promise<boolean>;

/** New credentials in the middle of a run. All calls that fail for want of them wait for the same answer. */
export interface Renewal {
  /** Whether to send a call again that was refused, and had its turn at `sentAt` (`performance.now()`). */
  isWorthAnotherTry(error: unknown, sentAt: number): Promise<boolean>;
}

/** Asks `signInAgain`, and has clients look for credentials afresh by `forget`. After a no nobody is asked again. */
export function createRenewal(signInAgain: SignInAgain, forget: () => void): Renewal {
  let asking: Promise<boolean> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;
  const ask = async (error: unknown) => {
    const renewed = await signInAgain(failureOf(error));
    if (!renewed) return false;
    forget();
    renewedAt = performance.now();
    asking = undefined;
    return true;
  };
  return {
    isWorthAnotherTry: async (error, sentAt) => {
      if (sentAt < renewedAt) return true;
      asking ??= ask(error);
      return asking;
    },
  };
}
