import type { CauseKind, FailureCause } from "../core/errors/failure-cause.ts";
import { classify, failureOf } from "./aws-error.ts";
import { type Denial, isOrganizations, parseDenial } from "./denial.ts";
import type { FailureReason } from "./failure-reason.ts";

/** The causes that are told by AWS's errors; new accounts have reasons of their own, which say all. */
export type RefusalKind = Exclude<CauseKind, "unready-organization">;

/** Why AWS refused, before it is known for whom and where. */
export interface AwsRefusal extends Pick<FailureCause, "subject"> {
  readonly kind: RefusalKind;
  readonly denial?: Denial;
}

/** IAM's error codes. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
const BY_CODE: ReadonlyMap<string, RefusalKind> = new Map(
  Object.entries({
    LimitExceeded: "quota",
    MalformedPolicyDocument: "malformed-policy",
    PolicyNotAttachable: "unattachable-policy",
    ConcurrentModification: "conflict",
    EntityTemporarilyUnmodifiable: "conflict",
    EntityAlreadyExists: "conflict",
    DeleteConflict: "conflict",
    Throttling: "throttled",
    ThrottlingException: "throttled",
    TooManyRequestsException: "throttled",
    ServiceFailure: "aws-failed",
    InternalFailure: "aws-failed",
    ServiceUnavailable: "aws-failed",
  } as const),
);

interface Sentence {
  readonly kind: RefusalKind;
  /** The sentence as a whole; where AWS fills something in there are no blanks. The first group is the subject. */
  readonly whole: RegExp;
}

/**
 * What AWS says where nothing but the sentence tells causes of one status apart: IAM's messages as every client gets them, and
 * Identity Center's own. Those are from terraform-provider-aws#19341 and its account_assignment_test.go, aws-sso-util#80,
 * aws-identitycenter-codepipeline-auto-assignment#31 and pulumi-aws#1927.
 */
const SENTENCES: readonly Sentence[] = [
  {
    kind: "missing-policy",
    whole: /^Not supported policy (arn:\S+)\. \S+ does not exist or is not attachable\.?$/,
  },
  { kind: "missing-policy", whole: /^Policy (arn:\S+) does not exist or is not attachable\.?$/ },
  { kind: "missing-boundary", whole: /^Scope ARN: (arn:\S+) does not exist or is not attachable\.?$/ },
  { kind: "no-principal", whole: /^[Tt]he (?:USER|GROUP) assignee (\S+) was not found in directory \S+$/ },
  { kind: "quota", whole: /^Cannot exceed quota for (\w+): \d+\.?$/ },
  { kind: "quota", whole: /^Maximum (policy size) of \d+ bytes exceeded for role \S+$/ },
  {
    kind: "unreachable-account",
    whole:
      /^(?:[A-Z][A-Za-z ]+ is unable to complete your request at this time\. )?Obtaining permissions to manage your AWS account (?:'\S*' )?(?:takes|is taking) longer than usual\./,
  },
  { kind: "aws-failed", whole: /^An unexpected internal service exception was encountered\.?$/ },
];

/** What ended an asynchronous request; `undefined` where AWS's words are all that is known. */
export function refusalIn({ said, status, code }: FailureReason): AwsRefusal | undefined {
  if (code === "AccessDenied" || status === 403) return ofDenial(parseDenial(said));
  const sentence = SENTENCES.map(({ kind, whole }) => ({ kind, found: whole.exec(said) })).find(({ found }) => found);
  const kind = BY_CODE.get(code ?? "") ?? sentence?.kind ?? byStatus(status);
  const subject = sentence?.kind === kind ? sentence?.found?.[1] : undefined;
  if (kind !== undefined) return { kind, ...(subject === undefined ? {} : { subject }) };
  const policy = status === 404 ? onlyPolicyIn(said) : undefined;
  return policy === undefined ? undefined : { kind: "missing-policy", subject: policy };
}

function byStatus(status = 0): RefusalKind | undefined {
  if (status === 429) return "throttled";
  return status >= 500 ? "aws-failed" : undefined;
}

/** What is not found is what AWS names: the one policy in what it says. */
function onlyPolicyIn(said: string): string | undefined {
  const arns = said.split(/\s+/).flatMap((word) => POLICY.exec(word)?.[1] ?? []);
  const [first, ...others] = new Set(arns);
  return others.length === 0 ? first : undefined;
}

const POLICY = /^['"(]?(arn:[\w-]+:iam::(?:\d{12}|aws):policy\/\S*?[\w+=@-])[.,;:'")]*$/;

/** Reasons with which the services tell of the instance's key: sso-admin's and identitystore's spelling. */
const KMS: Readonly<Record<string, RefusalKind>> = {
  KMS_AccessDeniedException: "kms-denied",
  KMS_ACCESS_DENIED: "kms-denied",
  KMS_ThrottlingException: "kms-throttled",
  KMS_THROTTLING: "kms-throttled",
};

/** What sso-admin answers to the call itself, under names that are used for much else: aws-cloudformation-coverage-roadmap#1986, tf#32010. */
const ANSWERS: readonly (Sentence & { readonly name: string; readonly subject?: string })[] = [
  { name: "ResourceNotFoundException", kind: "missing-policy", whole: /^Policy does not exist with ARN: (arn:\S+)$/ },
  {
    name: "ValidationException",
    kind: "quota",
    subject: "policy size",
    whole:
      /^Current size of the non-whitespace characters present in the InlinePolicy Document is \d+ bytes which has exceeded the maximum limit of \d+ bytes\.?$/,
  },
  { name: "ValidationException", kind: "malformed-policy", whole: /^Invalid PermissionsPolicy Document\b/ },
  {
    name: "ValidationException",
    kind: "malformed-policy",
    whole: /^Value of input 'inlinePolicy' failed to satisfy constraint\b/,
  },
];

const QUOTAS = new Set(["ServiceQuotaExceededException", "LimitExceededException", "LimitExceeded"]);

/** Why a call was refused: by the error's name, its Reason and its status. */
export function refusalOf(error: unknown): AwsRefusal | undefined {
  const { name, code = "", message } = failureOf(error);
  if (code.startsWith("KMS_")) {
    const kind = KMS[code] ?? "kms-key";
    const denial = kind === "kms-denied" ? parseDenial(message) : undefined;
    return { kind, subject: code, ...(denial === undefined ? {} : { denial }) };
  }
  if (QUOTAS.has(name)) return { kind: "quota" };
  if (name === "MalformedPolicyDocument" || name === "MalformedPolicyDocumentException")
    return { kind: "malformed-policy" };
  const answer = ANSWERS.find((one) => one.name === name && one.whole.test(message));
  if (answer !== undefined) {
    const { kind, whole, subject = whole.exec(message)?.[1] } = answer;
    return { kind, ...(subject === undefined ? {} : { subject }) };
  }
  switch (classify(error)) {
    case "denied":
      return ofDenial(parseDenial(message));
    case "throttled":
    case "no-room":
      return { kind: "throttled" };
    case "not-yet":
      return { kind: "conflict" };
    default:
      return undefined;
  }
}

function ofDenial(denial: Denial | undefined): AwsRefusal {
  if (denial === undefined) return { kind: "not-allowed" };
  const { action } = denial;
  if (action.startsWith("kms:")) return { kind: "kms-denied", subject: action, denial };
  return { kind: isOrganizations(denial) ? "organization-policy" : "not-allowed", subject: action, denial };
}
