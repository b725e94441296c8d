import type { Environment } from "../../core/aws/cdk-bootstrap.ts";
import { enableRegionRemedy, isOptInRegion } from "../../core/aws/partitions.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { withoutNames } from "./toolkit-words.ts";

/** What is known of a toolkit that failed. */
export interface BootstrapFailure {
  readonly environment: Environment;
  readonly stack: string;
  /** In the words of the CDK or of AWS; may be empty. */
  readonly reason: string;
}

interface Case {
  readonly sign: RegExp;
  readonly what: string;
  readonly remedy: (failure: BootstrapFailure) => string;
}

const AGAIN = "Then run the same command again.";

/** In this order: a resource that could not be made, being refused, is both a failed stack and a refusal. */
const CASES: readonly Case[] = [
  {
    sign: /assets-[\w-]+ already exists|BucketAlready(Exists|OwnedByYou)|already exists/i,
    what: "Something that the stack makes is there already, as an earlier toolkit stack leaves it (its bucket is kept when the stack is deleted).",
    remedy: ({ environment: { accountId, region } }) =>
      `Look whether what AWS names is still used in account ${accountId}; if not, empty and delete it there (${region}). ${AGAIN} The CDK removes the failed stack itself.`,
  },
  {
    sign: /service control policy|explicit deny/i,
    what: "A policy of the organization forbids it.",
    remedy: () =>
      "Have the service control policy let the account's access role use CloudFormation, IAM, S3, ECR and SSM in this Region, or use another Region.",
  },
  {
    sign: /AccessDenied|not authorized to perform|UnauthorizedOperation/i,
    what: "The role in the account may not do it.",
    remedy: () =>
      `Bootstrapping takes AdministratorAccess: name a role that has it as accounts.accessRole in onboard.json, or have the account's administrator bootstrap it (${commandForCaller("status", "--emails", "FILE")} prints the command).`,
  },
  {
    sign: /ExpiredToken|security token included in the request is expired/i,
    what: "The credentials for the account ended meanwhile.",
    remedy: () => "Run the same command again: it finds what is there and does the rest.",
  },
  {
    // It is given keys: that it has none is its word for keys that STS in that Region does not know.
    sign: /InvalidClientTokenId|UnrecognizedClient|security token included in the request is invalid|no credentials have been configured/i,
    what: "AWS does not accept the account's credentials there: the Region may not be enabled in the account.",
    remedy: ({ environment: { accountId, region } }) =>
      `${isOptInRegion(region) ? `${enableRegionRemedy(region, accountId)} Or use` : "Use"} another Region. ${AGAIN}`,
  },
  {
    sign: /_IN_PROGRESS state|ongoing operation|currently being updated|OperationInProgress|has change sets currently/i,
    what: "Somebody else is changing the stack right now.",
    remedy: ({ stack }) => `Wait until stack ${stack} is at rest. ${AGAIN}`,
  },
  {
    sign: /(ROLLBACK|DELETE)_FAILED|ROLLBACK_COMPLETE|failed state|FAILED\)? state/i,
    what: "The stack stands where an earlier attempt failed, and cannot go on from there.",
    remedy: ({ stack, environment: { accountId, region } }) =>
      `Delete stack ${stack} in account ${accountId} (${region}), or have CloudFormation finish its rollback. ${AGAIN}`,
  },
  {
    sign: /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|socket hang up|self.signed certificate|unable to get local issuer)\b/,
    what: "The CDK's toolkit could not reach AWS.",
    remedy: () => `Check the network, and HTTPS_PROXY and NODE_EXTRA_CA_CERTS if you need them. ${AGAIN}`,
  },
];

/** The trouble of a bootstrap that the toolkit gave up. */
export function explainBootstrap(failure: BootstrapFailure): OnboardError {
  const { environment, reason } = failure;
  const known = CASES.find(({ sign }) => sign.test(withoutNames(reason)));
  const said = reason === "" ? "its toolkit gave no reason." : reason.replace(/[.\s]*$/, ".");
  return new OnboardError({
    kind: "failed",
    message: [`The CDK could not be bootstrapped in ${placeOf(environment)}.`, known?.what, `The CDK says: ${said}`]
      .filter((part) => part !== undefined)
      .join(" "),
    remedy:
      known?.remedy(failure) ??
      `Look at stack ${failure.stack} in CloudFormation, in ${placeOf(environment)}. ${AGAIN}`,
  });
}

/** `account 123456789012, eu-west-1` */
export function placeOf({ accountId, region }: Environment): string {
  return `account ${accountId}, ${region}`;
}
