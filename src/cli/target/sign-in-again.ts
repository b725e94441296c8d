import { argumentForCaller } from "../../core/text/command-line.ts";
import type { SignInAgain } from "../../identity-center/calls/renewal.ts";
import { askOrLeave } from "../terminal/ask.ts";
import { type Io, isInteractive } from "../terminal/io.ts";
import type { Progress } from "../terminal/progress.ts";

/** Asks whoever sits there to sign in again when the credentials end in the middle of a run. */
export interface SignInDesk {
  /** Before a run has begun it asks nobody: then the error says more than a question. */
  readonly ask: SignInAgain;
  /** The run has begun, and this is what it shows meanwhile. */
  readonly open: (progress: Pick<Progress, "pause">) => void;
}

/** A desk on this terminal; `undefined` where there is nobody to ask. */
export function signInDesk(io: Io, profile: string | undefined): SignInDesk | undefined {
  if (!isInteractive(io)) return undefined;
  let progress: Pick<Progress, "pause"> | undefined;
  return {
    ask: async ({ name }) => {
      if (progress === undefined) return false;
      const resume = progress.pause();
      const command = `aws sso login${profile === undefined ? "" : ` --profile ${argumentForCaller(profile)}`}`;
      io.stderr.write(`AWS no longer accepts these credentials (${name}). Nothing is lost: the run waits.\n`);
      io.stderr.write(`Sign in again in another window, for instance with: ${command}\n`);
      const message = "Signed in? Yes goes on, no stops here";
      const answer = await askOrLeave(io, { type: "confirm", name: "answer", message, initial: true });
      resume();
      return answer === true;
    },
    open: (shown) => {
      progress = shown;
    },
  };
}
