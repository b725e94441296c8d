import type { AwsRefusal, RefusalKind } from "../../aws/refusal.ts";
import { homeOfIam } from "../../core/aws/partitions.ts";
import type { FailureCause } from "../../core/errors/failure-cause.ts";
import type { Instance } from "../../core/state/observation.ts";
import { argumentForCaller, commandForCaller } from "../../core/text/command-line.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { quotaNamed } from "./iam-quotas.ts";
import { keyPolicyStatement } from "./key-policy.ts";

/** For whom, and where, something was refused. */
export interface Site {
  /** Absent before Identity Center is found. */
  readonly instance?: Instance;
  /** What was aimed at, as far as it was that narrow. */
  readonly place: FailureCause["place"];
  /** Identity Center was at work in the account when it was refused; otherwise the call itself was. */
  readonly isInAccount: boolean;
  /** Whether the directory has who is assigned; absent when nobody asked. */
  readonly isPrincipalThere?: boolean;
}

/** What is wrong there, in a sentence where AWS's own does not say it, and what to do. */
export interface Explained {
  readonly cause: FailureCause;
  readonly what?: string;
  readonly remedy: string;
}

interface Words {
  /** What has the cause: this and nothing else. */
  readonly place: FailureCause["place"];
  readonly what?: string | undefined;
  readonly remedy: string;
}

type Explain = (refusal: AwsRefusal, site: Site) => Words;

const AGAIN = "Then run the same command again: what is done already is found and kept.";
const CALLER = {} as const;

/** The remedy of each cause. */
const REMEDIES: Readonly<Record<RefusalKind, Explain>> = {
  "missing-policy": (refusal, site) => missing(refusal, site, "policy"),
  "missing-boundary": (refusal, site) => missing(refusal, site, "permissions boundary"),
  "unattachable-policy": (_, { place }) => ({
    place: setOf(place),
    remedy: `IAM attaches one of the set's policies to roles of AWS's own services only: take it out of ${setText(place)} in onboard.json and in the console. ${AGAIN}`,
  }),
  "malformed-policy": (_, { place }) => ({
    place: setOf(place),
    remedy: `IAM takes no such policy: correct inlinePolicy of ${setText(place)} in onboard.json. \`aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json\` names every place in it. ${AGAIN}`,
  }),
  quota: explainQuota,
  "no-principal": explainNoPrincipal,
  "unreachable-account": (_, { place }) => ({
    place: accountOf(place),
    remedy: `The account is suspended, closing or brand new. Check it in AWS Organizations (\`aws organizations describe-account --account-id ${place.accountId ?? "ID"}\`, its State); when it is ACTIVE, wait some minutes, then run the failed rows again.`,
  }),
  "organization-policy": explainOrganizationPolicy,
  "not-allowed": explainNotAllowed,
  "management-account": explainManagementAccount,
  "kms-denied": explainKeyDenied,
  "kms-key": ({ subject }, site) => ({
    place: CALLER,
    remedy: `The customer managed KMS key of Identity Center cannot be used (${visibleText(subject ?? "KMS")}). Enable it, or cancel its deletion, in KMS in ${homeOf(site)}; nobody can sign in until then. ${AGAIN}`,
  }),
  "kms-throttled": () => ({
    place: CALLER,
    remedy: `Something else uses up what KMS allows for the key of Identity Center. Wait some minutes. ${AGAIN}`,
  }),
  conflict: (_, { place }) => ({
    place: roleOf(place),
    remedy: `Something else changes the same thing at the same time: another run, a pipeline, the console. Wait until it is done. ${AGAIN}`,
  }),
  throttled: () => ({
    place: CALLER,
    remedy:
      "Something else uses the same limits now. Wait some minutes and run the same command again; `limits` in onboard.json lowers our own rate.",
  }),
  "aws-failed": (_, { place }) => ({
    place: roleOf(place),
    remedy:
      "AWS failed by itself. Run the failed rows again in some minutes; if it goes on, ask AWS Support with the request's id.",
  }),
};

/** What a refusal means for this caller, there. */
export function explainCause(refusal: AwsRefusal, site: Site): Explained {
  const kind = kindFor(refusal, site);
  const { place, what, remedy } = REMEDIES[kind](refusal, site);
  const { subject } = refusal;
  return {
    cause: { kind, place, ...(subject === undefined ? {} : { subject: visibleText(subject) }) },
    ...(what === undefined ? {} : { what }),
    remedy,
  };
}

/** Nobody but the management account itself gives access to it. */
function kindFor({ kind }: AwsRefusal, site: Site): RefusalKind {
  return kind === "not-allowed" && isDelegated(site) && isManagementAccount(site) ? "management-account" : kind;
}

function isDelegated({ instance }: Site): boolean {
  return instance !== undefined && instance.callerAccountId !== instance.managementAccountId;
}

function isManagementAccount({ instance, place }: Site): boolean {
  return instance !== undefined && place.accountId === instance.managementAccountId;
}

/** `arn:aws:iam::123456789012:policy/teams/ViewBilling`: whose it is, its path and its name. */
const POLICY = /^arn:[\w-]+:iam::(\d{12}|aws):policy(\/(?:\S*\/)?)(\S+)$/;

function missing({ subject = "" }: AwsRefusal, { place }: Site, called: string): Words {
  const [, owner = place.accountId ?? "", path = "/", name = subject] = POLICY.exec(subject) ?? [];
  const shown = visibleText(name);
  if (owner === "aws") {
    return {
      place: setOf(place),
      remedy: `AWS has no managed policy ${visibleText(subject)}, or not in this partition: correct it in ${setText(place)}, with its whole path. ${AGAIN}`,
    };
  }
  const named = `--policy-name ${argumentForCaller(name)}${path === "/" ? "" : ` --path ${argumentForCaller(path)}`}`;
  return {
    place: { accountId: owner, ...setOf(place) },
    what: `Account ${owner} has no policy ${shown}${path === "/" ? "" : ` under ${visibleText(path)}`}, and ${setText(place)} names it as ${called === "policy" ? "a customer managed policy" : "its permissions boundary"}: every account needs its own.`,
    remedy: `Create it with credentials of account ${owner}: \`aws iam create-policy ${named} --policy-document file://policy.json\`; or take the ${called} out of the permission set. ${AGAIN}`,
  };
}

function explainQuota({ subject }: AwsRefusal, site: Site): Words {
  const { instance, place, isInAccount } = site;
  if (subject === "policy size") {
    return {
      place: setOf(place),
      remedy: `This quota cannot be raised: shorten inlinePolicy of ${setText(place)} in onboard.json, or move some of it to customer managed policies. ${AGAIN}`,
    };
  }
  if (!isInAccount) {
    return {
      place: CALLER,
      remedy: `Look at the quotas of IAM Identity Center in Service Quotas, in account ${instance?.managementAccountId ?? "of the organization's management"} and ${homeOf(site)} (\`aws service-quotas list-service-quotas --service-code sso\`); raise the one that AWS names, or use less of it. ${AGAIN}`,
    };
  }
  const { name, code } = quotaNamed(subject);
  const region = homeOfIam(instance?.partition);
  const command =
    code === undefined
      ? "aws service-quotas list-service-quotas --service-code iam"
      : `aws service-quotas request-service-quota-increase --service-code iam --quota-code ${code} --desired-value NUMBER`;
  return {
    place: accountOf(place),
    remedy: `IAM's quota “${name}” is used up in ${accountText(place)}. Raise it in Service Quotas there, with that account's credentials (\`${command} --region ${region}\`), or delete what nobody needs. ${AGAIN}`,
  };
}

function explainNoPrincipal(_: AwsRefusal, { place: { principal }, isPrincipalThere }: Site): Words {
  const who = principal === undefined ? "Whoever is assigned" : visibleText(principal.name);
  const place = principal === undefined ? CALLER : { principal };
  if (isPrincipalThere === false) {
    return {
      place,
      what: `${who} was deleted from Identity Center's directory meanwhile.`,
      remedy:
        "If that was meant, take the rows out of the team file. Otherwise run the same command again: it plans anew, and makes who is missing.",
    };
  }
  return {
    place,
    what: isPrincipalThere ? `${who} is in the directory, and account assignments do not see that yet.` : undefined,
    remedy: `Run the same command again in some minutes: what was just made is seen by then.`,
  };
}

/** Service control policies bind every account but the management account. */
function explainOrganizationPolicy({ subject, denial }: AwsRefusal, site: Site): Words {
  const where = site.isInAccount ? accountText(site.place) : "your account";
  const elsewhere =
    !site.isInAccount && isDelegated(site)
      ? ` Or run it from the management account ${site.instance?.managementAccountId}, which no such policy binds.`
      : "";
  return {
    place: site.isInAccount ? accountOf(site.place) : CALLER,
    what: `A ${denial?.policy ?? "service control policy"} of the organization denies ${subject ?? "it"} in ${where}; no permission of your own changes that.`,
    remedy: `Have whoever looks after AWS Organizations let ${visibleText(denial?.caller ?? "the caller")} do ${subject ?? "this"} there.${elsewhere} ${AGAIN}`,
  };
}

function explainManagementAccount(_: AwsRefusal, { instance }: Site): Words {
  const { callerAccountId = "", managementAccountId = "" } = instance ?? {};
  return {
    place: { accountId: managementAccountId },
    what: `${managementAccountId} is the organization's management account, and you act from account ${callerAccountId}: a delegated administrator cannot give access there.`,
    remedy: `Run these rows with credentials of the management account ${managementAccountId}, and with a permission set that is used nowhere else.`,
  };
}

function explainNotAllowed(refusal: AwsRefusal, site: Site): Words {
  if (!site.isInAccount) return explainCallDenied(refusal, site);
  const { subject, denial } = refusal;
  if (isManagementAccount(site)) {
    const policy = commandForCaller("policy", "--for", "apply", "--management-account");
    return {
      place: accountOf(site.place),
      remedy: `In the management account Identity Center acts with your own IAM permissions, and yours lack ${subject ?? "an iam: action"} on its roles (AWSReservedSSO_*) or its SAML provider. \`${policy}\` prints what is needed; docs/permissions.md has the list. ${AGAIN}`,
    };
  }
  return {
    place: accountOf(site.place),
    remedy: `Identity Center's own role in ${accountText(site.place)} (AWSServiceRoleForSSO) was refused${subject === undefined ? "" : ` ${subject}`}${denial?.policy === undefined ? "" : ` by a ${denial.policy}`}. Look whether it was deleted or a service control policy stands in its way: CloudTrail of that account, in ${homeOfIam(site.instance?.partition)}, has the event. ${AGAIN}`,
  };
}

function explainCallDenied({ subject, denial }: AwsRefusal, site: Site): Words {
  const policy = commandForCaller("policy", "--for", "apply");
  const who = denial === undefined ? "your credentials" : visibleText(denial.caller);
  const right =
    subject === undefined
      ? `Use credentials of the management account or of Identity Center's delegated administrator, with the permissions listed in docs/permissions.md (\`${policy}\` prints them).`
      : `Allow ${who} ${subject}: \`${policy}\` prints all that a run needs.`;
  const set = site.place.permissionSet;
  const delegated =
    isDelegated(site) && set !== undefined
      ? ` A delegated administrator cannot use a permission set that is also provisioned in the management account ${site.instance?.managementAccountId}: name another one, or run it from there.`
      : "";
  return {
    place: delegated === "" ? CALLER : setOf(site.place),
    remedy: `${right}${delegated} A service control policy or a network rule of the identity store can refuse as well.`,
  };
}

function explainKeyDenied({ denial }: AwsRefusal, site: Site): Words {
  const key = denial?.resource === undefined ? "" : ` (${visibleText(denial.resource)})`;
  const account = site.instance?.callerAccountId ?? denial?.caller.split(":")[4];
  const statement = keyPolicyStatement(site.instance?.partition, account, denial?.action);
  return {
    place: CALLER,
    what: `Identity Center is encrypted with a customer managed KMS key${key}, which you may not use.`,
    remedy: `Have the key's policy allow it, with this statement: ${statement} Your own IAM policies must allow ${denial?.action ?? "kms:Decrypt"} on the key as well. ${AGAIN}`,
  };
}

function accountOf({ accountId }: Site["place"]): FailureCause["place"] {
  return accountId === undefined ? CALLER : { accountId };
}

function setOf({ permissionSet }: Site["place"]): FailureCause["place"] {
  return permissionSet === undefined ? CALLER : { permissionSet };
}

/** The permission set's role in the account, whoever it is for. */
function roleOf(place: Site["place"]): FailureCause["place"] {
  return { ...accountOf(place), ...setOf(place) };
}

function accountText({ accountId }: Site["place"]): string {
  return accountId === undefined ? "one of the accounts" : `account ${accountId}`;
}

function setText({ permissionSet }: Site["place"]): string {
  return permissionSet === undefined ? "the permission set" : `permission set ${permissionSet}`;
}

function homeOf({ instance }: Site): string {
  return instance?.region ?? "the Region of Identity Center";
}
