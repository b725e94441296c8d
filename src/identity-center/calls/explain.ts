import { classify, type ErrorClass, failureOf, isBug } from "../../aws/aws-error.ts";
import { isEndedSignIn } from "../../aws/ended-sign-in.ts";
import { refusalOf } from "../../aws/refusal.ts";
import { passProxy, reach, TRUST } from "../../aws/way-remedies.ts";
import { type AwsFailure, type ErrorKind, OnboardError } from "../../core/errors/onboard-error.ts";
import { explainCause, type Site } from "./remedies.ts";

interface Words {
  readonly kind: ErrorKind;
  /** What happened; AWS's own sentence is put after it. */
  readonly what: (doing: string) => string;
  readonly remedy: string;
}

const AGAIN = "then run the same command again: what is done already is found and kept.";

const REFUSED: Words = {
  kind: "failed",
  what: (doing) => `AWS refused ${doing}`,
  remedy: `Correct what AWS names, ${AGAIN}`,
};

/** What each kind of error means where its cause says nothing more exact. */
const WORDS: Readonly<Record<Exclude<ErrorClass, "credentials" | "unsupported">, Words>> = {
  refused: REFUSED,
  exists: { ...REFUSED, remedy: `Look at what is there already under that name or address, ${AGAIN}` },
  "not-found": {
    ...REFUSED,
    remedy: "What it needs was deleted meanwhile, or is not there yet. Run the same command again: it looks anew.",
  },
  "not-yet": { ...REFUSED, remedy: `Wait some minutes, ${AGAIN}` },
  denied: {
    kind: "cannot-tell",
    what: (doing) => `AWS refused ${doing}`,
    remedy: "Use credentials that may do this.",
  },
  throttled: {
    kind: "failed",
    what: (doing) => `AWS kept throttling ${doing}`,
    remedy: "Wait some minutes and run the same command again.",
  },
  "no-room": {
    kind: "failed",
    what: (doing) => `AWS kept throttling ${doing}`,
    remedy: "Wait some minutes and run the same command again.",
  },
  "clock-skew": {
    kind: "cannot-tell",
    what: (doing) => `AWS does not accept this computer's time (${new Date().toISOString()}) for ${doing}`,
    remedy: "Set the clock, or switch its synchronization on, then run the same command again.",
  },
  "unknown-outcome": {
    kind: "cannot-tell",
    what: (doing) => `AWS could not be reached, or failed, while ${doing}`,
    remedy: AGAIN,
  },
  untrusted: {
    kind: "cannot-tell",
    what: (doing) => `The certificate that answered ${doing} is not one that this computer trusts`,
    remedy: `${TRUST} Then run the same command again.`,
  },
  barred: {
    kind: "cannot-tell",
    what: (doing) => `Nothing was sent to AWS while ${doing}`,
    remedy: "Then run the same command again.",
  },
};

const ANYWHERE: Site = { place: {}, isInAccount: false };

/**
 * Turns whatever AWS threw while `doing` into a sentence, a next step for who calls there, and an exit code. Ours and bugs
 * pass through.
 */
export function explain(error: unknown, doing: string, site: Site = ANYWHERE): Error {
  if (error instanceof OnboardError || !isAws(error))
    return error instanceof Error ? error : new Error(String(error), { cause: error });
  const aws = failureOf(error);
  const options = { cause: error };
  const kind = classify(error);
  if (kind === "credentials") return new OnboardError({ ...signedOut(aws, doing), aws }, options);
  if (kind === "unsupported") return new OnboardError({ ...notAws(aws, doing), aws }, options);
  const words = WORDS[kind];
  const refusal = refusalOf(error);
  const known = refusal === undefined ? undefined : explainCause(refusal, site);
  const said = `${words.what(doing)}: ${aws.message.replace(/\.?$/, ".")}`;
  return new OnboardError(
    {
      kind: words.kind,
      message: known?.what === undefined ? said : `${said} ${known.what}`,
      remedy: known?.remedy ?? remedyOnTheWay(kind, aws.message) + words.remedy,
      aws,
      ...(known === undefined ? {} : { failureCause: known.cause }),
    },
    options,
  );
}

/** What helps where a call did not get to AWS, before what is to be done then. */
function remedyOnTheWay(kind: ErrorClass, said: string): string {
  if (kind === "barred") return `${passProxy(said)} `;
  return kind === "unknown-outcome" ? `${reach(said)}, ` : "";
}

function signedOut(aws: AwsFailure, doing: string) {
  return {
    kind: "signed-out",
    message: credentialsMessage(aws, doing),
    remedy:
      "Sign in to the management account (or the delegated administrator) and run the same command again with --profile NAME: `aws login --profile NAME` with the console's sign-in, `aws sso login --profile NAME` with Identity Center's, or AWS CloudShell. Nothing that was done is lost.",
  } as const;
}

function notAws({ status }: AwsFailure, doing: string) {
  return {
    kind: "cannot-tell",
    message: `Not AWS, or something that lacks the operation, answered ${doing} (status ${status ?? "unknown"}).`,
    remedy:
      "Look for a proxy or sign-in page in between, and at AWS_ENDPOINT_URL and `endpoint_url` if calls are meant to go elsewhere. Then run the same command again.",
  } as const;
}

function credentialsMessage({ name, message }: AwsFailure, doing: string): string {
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    return isEndedSignIn(message) ? `Your AWS sign-in has ended: ${message}` : "No AWS credentials were found.";
  }
  return name === "ExpiredToken" || name === "ExpiredTokenException"
    ? `The AWS credentials expired while ${doing}.`
    : `AWS does not accept these credentials (${name}) for ${doing}.`;
}

/** AWS's errors carry metadata; failures of the network and of the credential chain are known by name or code. */
export function isAws(error: unknown): boolean {
  if (typeof error !== "object" || error === null || isBug(error)) return false;
  return "$metadata" in error || classify(error) !== "refused";
}
