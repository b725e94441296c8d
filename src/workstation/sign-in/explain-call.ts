import { passProxy, reach, TRUST } from "../../aws/way-remedies.ts";
import { type ErrorDetails, OnboardError } from "../../core/errors/onboard-error.ts";
import { CallFailed, type FailureClass } from "./aws-call.ts";

/** A service as sentences about a failed call name it: at their beginning, and behind "answered for". */
export interface CalledService {
  readonly subject: string;
  readonly object: string;
  /** The variable that sends calls to this service alone elsewhere. */
  readonly variable: string;
  /** What to check when it cannot be reached, besides the network. */
  readonly check?: string;
}

/**
 * Turns a failed call into a sentence and a next step, those of `refused` where AWS itself answered. What is explained
 * already, and bugs, pass through.
 */
export function explainCall(
  error: unknown,
  region: string,
  { subject, object, variable, check }: CalledService,
  refused: (failed: CallFailed) => ErrorDetails,
): unknown {
  if (!(error instanceof CallFailed)) return error;
  const { failure, aws } = error;
  if (failure === "answered") return new OnboardError({ ...refused(error), aws });
  const where = `${subject} in ${region}`;
  const [message, remedy] = WORDS[failure]({
    where,
    object: `${object} in ${region}`,
    variable,
    check,
    said: aws.message,
  });
  return new OnboardError({ kind: "cannot-tell", message, remedy: `${remedy} ${AGAIN}`, aws });
}

const AGAIN = "Then run the same command again.";

interface Failed {
  readonly where: string;
  readonly object: string;
  readonly variable: string;
  readonly check: string | undefined;
  readonly said: string;
}

/** What happened, and what to do. */
const WORDS: Readonly<Record<Exclude<FailureClass, "answered">, (failed: Failed) => readonly [string, string]>> = {
  unreachable: ({ where, said, check }) => [
    `${where} could not be reached, or failed: ${said}.`,
    check === undefined ? `${reach(said)}.` : `${reach(said)}, ${check}.`,
  ],
  untrusted: ({ where, said }) => [`${where} shows a certificate that this computer does not trust: ${said}.`, TRUST],
  barred: ({ where, said }) => [`${where} was not reached: ${said}.`, passProxy(said)],
  "not-aws": ({ object, said, variable }) => [
    `Not AWS, but something in between answered for ${object}: ${said}.`,
    `Look for a proxy or the sign-in page of a network, and at AWS_ENDPOINT_URL and ${variable}.`,
  ],
};
