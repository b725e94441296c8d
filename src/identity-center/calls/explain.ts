import { classify, failureOf, isBug } from "../../aws/aws-error.ts";
import { type AwsFailure, OnboardError } from "../../core/errors/onboard-error.ts";

/** Turns whatever AWS threw while `doing` into a sentence, a next step and an exit code. Ours and bugs pass through. */
export function explain(error: unknown, doing: string): Error {
  if (error instanceof OnboardError || !isAws(error))
    return error instanceof Error ? error : new Error(String(error), { cause: error });
  const aws = failureOf(error);
  const said = aws.message.replace(/\.?$/, ".");
  const cause = { cause: error };
  switch (classify(error)) {
    case "credentials":
      return new OnboardError(
        {
          kind: "signed-out",
          message: credentialsMessage(aws, doing),
          remedy:
            "Sign in to the management account (or the delegated administrator) and run the same command again: `aws sso login --profile NAME` and `--profile NAME`, or AWS CloudShell. Nothing that was done is lost.",
          aws,
        },
        cause,
      );
    case "clock-skew":
      return new OnboardError(
        {
          kind: "cannot-tell",
          message: `AWS does not accept this computer's time (${new Date().toISOString()}) for ${doing}: ${said}`,
          remedy: "Set the clock, or switch its synchronization on, then run the same command again.",
          aws,
        },
        cause,
      );
    case "denied":
      return new OnboardError(
        {
          kind: "cannot-tell",
          message: `AWS refused ${doing}: ${said}`,
          remedy:
            "Use credentials of the management account or of Identity Center's delegated administrator, with the permissions listed in docs/permissions.md. A service control policy or a network rule of the identity store can refuse as well.",
          aws,
        },
        cause,
      );
    case "unknown-outcome":
      return new OnboardError(
        {
          kind: "cannot-tell",
          message: `AWS could not be reached, or failed, while ${doing}: ${said}`,
          remedy:
            "Check the network and proxy, then run the same command again: what is done already is found and kept.",
          aws,
        },
        cause,
      );
    case "untrusted":
      return new OnboardError(
        {
          kind: "cannot-tell",
          message: `The certificate that answered ${doing} is not one that this computer trusts: ${said}`,
          remedy:
            "A company's proxy that looks into the traffic has a certificate of its own: get its file, and name it in NODE_EXTRA_CA_CERTS. Then run the same command again.",
          aws,
        },
        cause,
      );
    case "throttled":
    case "no-room":
      return new OnboardError(
        {
          kind: "failed",
          message: `AWS kept throttling ${doing}: ${said}`,
          remedy:
            "Something else uses the same limits now. Wait some minutes and run the same command again; `limits` in onboard.json lowers our own rate.",
          aws,
        },
        cause,
      );
    case "unsupported":
      return new OnboardError(
        {
          kind: "cannot-tell",
          message: `Not AWS, or something that lacks the operation, answered ${doing} (status ${statusOf(error)}).`,
          remedy:
            "Look for a proxy or sign-in page in between, and at AWS_ENDPOINT_URL and `endpoint_url` if calls are meant to go elsewhere. Then run the same command again.",
          aws,
        },
        cause,
      );
    default:
      return new OnboardError(
        {
          kind: "failed",
          message: `AWS refused ${doing}: ${said}`,
          remedy: "Correct what AWS names, then run the same command again: what is done already is found and kept.",
          aws,
        },
        cause,
      );
  }
}

function credentialsMessage({ name, message }: AwsFailure, doing: string): string {
  if (/Provider/.test(name)) {
    return /expired|sso login/i.test(message)
      ? `Your AWS sign-in has ended: ${message}`
      : "No AWS credentials were found.";
  }
  return /Expired/i.test(name)
    ? `The AWS credentials expired while ${doing}.`
    : `AWS does not accept these credentials (${name}) for ${doing}.`;
}

function statusOf(error: unknown): number | "unknown" {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? "unknown";
}

/** AWS's errors carry metadata; failures of the network and of the credential chain are known by name or code. */
export function isAws(error: unknown): boolean {
  if (typeof error !== "object" || error === null || isBug(error)) return false;
  return "$metadata" in error || classify(error) !== "refused";
}
