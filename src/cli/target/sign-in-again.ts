import type { SignInAgain } from "../../identity-center/calls/renewal.ts";
import type { SignInRemedy } from "../../workstation/credentials/sign-in-remedy.ts";
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
      io.stderr.write(`AWS no longer accepts these credentials (${name}). Nothing is lost: the run waits.\n`);
      const { signInRemedyFor } = await import("./sign-in-remedy-for.ts");
      io.stderr.write(`${howTo(await signInRemedyFor(profile, io))}\n`);
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

function howTo(remedy: SignInRemedy | undefined): string {
  if (remedy === undefined) return "Sign in again in another window.";
  return remedy.command === undefined ? remedy.sentence : `Sign in again in another window: ${remedy.command}`;
}
