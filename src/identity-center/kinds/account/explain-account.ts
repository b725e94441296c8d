import type { CreateAccountStatus } from "@aws-sdk/client-organizations";
import { classify, failureOf } from "../../../aws/aws-error.ts";
import type { CauseKind } from "../../../core/errors/failure-cause.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { Account } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";

interface Explanation {
  /** Where it is the same for every account that is made. */
  readonly kind?: CauseKind;
  readonly what: string;
  readonly remedy: string;
}

const QUOTA: Explanation = {
  kind: "quota",
  what: "The organization has as many accounts as its quota allows.",
  remedy:
    "Close accounts that nobody needs (they count for 90 days more), or raise “Default maximum number of accounts” of AWS Organizations in Service Quotas, in us-east-1; then run the failed rows again.",
};

const FINALIZING: Explanation = {
  kind: "unready-organization",
  what: "AWS is still setting up the organization.",
  remedy:
    "That takes up to an hour after it was created. Run the same command again then; if it goes on, ask AWS Support.",
};

const VALIDATION: Explanation = {
  kind: "unready-organization",
  what: "AWS has not verified the company's details that accounts here need.",
  remedy: "Follow what AWS asks for in the Billing console of the management account, then run the failed rows again.",
};

const PAYMENT: Explanation = {
  kind: "unready-organization",
  what: "The management account has no payment method that AWS accepts.",
  remedy: "Add one in the Billing console of the management account, then run the failed rows again.",
};

/**
 * What CreateAccount ends with, by its FailureReason or by the Reason of a ConstraintViolationException.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html
 */
const EXPLANATIONS = new Map<string, Explanation>(
  Object.entries({
    ACCOUNT_LIMIT_EXCEEDED: QUOTA,
    ACCOUNT_NUMBER_LIMIT_EXCEEDED: QUOTA,
    ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED: {
      kind: "quota",
      what: "Too many accounts were made here in too short a time.",
      remedy: "Run the failed rows again tomorrow; AWS Support can say when, and raise the limit.",
    },
    EMAIL_ALREADY_EXISTS: {
      what: "An AWS account outside of this organization, or a closed one, has that root address.",
      remedy:
        "Change accounts.newAccountEmail in onboard.json, or write new:NAME with another name. An address that an account once had is never free again.",
    },
    INVALID_EMAIL: {
      what: "AWS does not take that root address.",
      remedy: "Correct accounts.newAccountEmail in onboard.json, then run the failed rows again.",
    },
    INVALID_ADDRESS: {
      kind: "unready-organization",
      what: "The management account's postal address is not valid.",
      remedy: "Correct it in the management account's settings, then run the failed rows again.",
    },
    CONCURRENT_ACCOUNT_MODIFICATION: {
      what: "AWS was changing the organization in another way at the same time, each time it was tried.",
      remedy: "Run the failed rows again in some minutes.",
    },
    INTERNAL_FAILURE: {
      what: "AWS failed by itself, each time it was tried.",
      remedy: "Run the failed rows again later; if it goes on, ask AWS Support with the request's id.",
    },
    GOVCLOUD_ACCOUNT_ALREADY_EXISTS: {
      what: "There is an account in AWS GovCloud (US) with that root address already.",
      remedy: "Choose another address in accounts.newAccountEmail.",
    },
    MISSING_BUSINESS_VALIDATION: VALIDATION,
    FAILED_BUSINESS_VALIDATION: VALIDATION,
    PENDING_BUSINESS_VALIDATION: VALIDATION,
    UNKNOWN_BUSINESS_VALIDATION: VALIDATION,
    INVALID_IDENTITY_FOR_BUSINESS_VALIDATION: VALIDATION,
    MISSING_PAYMENT_INSTRUMENT: PAYMENT,
    MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: PAYMENT,
    INVALID_PAYMENT_INSTRUMENT: PAYMENT,
    PAYMENT_INSTRUMENT_REQUIRED: PAYMENT,
    MASTER_ACCOUNT_MISSING_CONTACT_INFO: {
      kind: "unready-organization",
      what: "The management account has no contact information.",
      remedy: "Fill it in in the management account's settings, then run the failed rows again.",
    },
    UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED: {
      what: "AWS could not tag the account while it was made.",
      remedy: "Have the account made without tags in the console of AWS Organizations, then write its id.",
    },
    ACCOUNT_CREATION_NOT_COMPLETE: FINALIZING,
    WAIT_PERIOD_ACTIVE: {
      kind: "unready-organization",
      what: "AWS has this organization wait before more accounts are made.",
      remedy: "Run the failed rows again in some days; AWS Support can say when.",
    },
  }),
);

/** AWS took the request and could not make the account. */
export function explainFailedRequest(account: Account, { Id, FailureReason }: CreateAccountStatus): OnboardError {
  const reason = visibleText(FailureReason ?? "AWS gave no reason");
  return accountError(account, EXPLANATIONS.get(reason), {
    name: reason,
    message: reason,
    operation: "CreateAccount",
    ...(Id === undefined ? {} : { requestId: Id }),
  });
}

/** AWS did not even take the request. What is known of no account in particular is left to the general words. */
export function explainRefusal(account: Account, error: unknown): OnboardError | undefined {
  if (!["refused", "not-yet"].includes(classify(error))) return undefined;
  const failure = failureOf(error, "CreateAccount");
  if (failure.name === "FinalizingOrganizationException") return accountError(account, FINALIZING, failure, error);
  const { Reason = "" } = error as { readonly Reason?: string };
  const known = EXPLANATIONS.get(Reason);
  return known === undefined
    ? undefined
    : accountError(account, known, { ...failure, name: `${failure.name}: ${Reason}` }, error);
}

function accountError(
  { name, email }: Account,
  known: Explanation | undefined,
  aws: NonNullable<OnboardError["aws"]>,
  cause?: unknown,
): OnboardError {
  const what = known?.what ?? `AWS says ${aws.message.replace(/\.?$/, ".")}`;
  return new OnboardError(
    {
      kind: "failed",
      message: `AWS could not create account ${visibleText(name)} (root address ${visibleText(email)}): ${what} (${aws.name})`,
      remedy: known?.remedy ?? "Once the cause is gone, run the failed rows again.",
      aws,
      ...(known?.kind === undefined
        ? {}
        : { failureCause: { kind: known.kind, place: {}, subject: aws.name.split(": ").at(-1) ?? aws.name } }),
    },
    { cause },
  );
}
