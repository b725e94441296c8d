import { isUnknownKeys } from "../../aws/aws-error.ts";
import { isEndedSignIn } from "../../aws/ended-sign-in.ts";
import { enableRegionRemedy, isOptInRegion } from "../../core/aws/partitions.ts";
import { type ChosenPerson, signedInAs } from "../../core/handover/signed-in-as.ts";
import { bootstrapLack, bootstrapSentence } from "../../core/readiness/bootstrap-lack.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import type { ProgramExit } from "../inspection/run-program.ts";
import { type Expected, failedCheck, isExpectedRole, type ProfileCheck } from "./profile-check.ts";
import type { Answer } from "./resolve-identity.ts";

/** Who the AWS SDK for JavaScript is, and so ampx. */
export function sdkCheck(arn: Answer, expected: Expected): ProfileCheck {
  if ("error" in arn) return sdkFailure(arn, expected);
  return identityCheck("aws-sdk", "The AWS SDK, and so ampx,", arn.value, expected);
}

/** Who the AWS CLI is. Version 1 cannot sign in, but it reads the same token. */
export function awsCliCheck(version: string, { code, stdout, stderr }: ProgramExit, expected: Expected): ProfileCheck {
  const name = /aws-cli\/[\d.]+/.exec(version)?.[0] ?? "aws";
  if (code !== 0) {
    const reason = stderr.trim().split("\n").at(-1) ?? "";
    return { name: "aws-cli", state: "unknown", message: `The AWS CLI (${name}) could not use the profile: ${reason}` };
  }
  return identityCheck("aws-cli", `The AWS CLI (${name})`, arnIn(stdout), expected);
}

/** The permission that Amplify's policy gives and few others do. */
export function amplifyCheck(answer: Answer, { permissionSet }: Expected): ProfileCheck {
  if ("value" in answer) return { name: "amplify", state: "ok", message: "Amplify may be used (amplify:ListApps)." };
  if (!answer.error.startsWith("AccessDenied")) {
    return { name: "amplify", state: "unknown", message: `Amplify could not be asked: ${answer.message}` };
  }
  return failedCheck(
    "amplify",
    `${permissionSet} does not allow Amplify (amplify:ListApps is denied).`,
    "Ask your administrator to attach AmplifyBackendDeployFullAccess to it, and to run onboard again.",
  );
}

/** `npx ampx sandbox` stops where the Region is not bootstrapped, and developers may not do it themselves. */
export function bootstrapCheck(answer: Answer, { accountId, region }: Expected): ProfileCheck {
  if ("error" in answer && answer.error !== "ParameterNotFound") {
    return { name: "bootstrap", state: "unknown", message: `The CDK bootstrap could not be read: ${answer.message}` };
  }
  const version = "value" in answer ? Number(answer.value) : undefined;
  const lack = bootstrapLack(version === undefined ? { kind: "missing" } : { kind: "version", version });
  if (lack === undefined) {
    return { name: "bootstrap", state: "ok", message: `${region} is bootstrapped for CDK (version ${version}).` };
  }
  const command = `npx aws-cdk@latest bootstrap aws://${accountId}/${region}`;
  return failedCheck(
    "bootstrap",
    bootstrapSentence({ accountId, region }, lack),
    `\`npx ampx sandbox\` stops until it is. Ask somebody with AdministratorAccess in the account to run: ${command}`,
  );
}

/**
 * Who Amplify Gen 1's CLI is by its own profile, whose credentials the AWS CLI hands it. `handed` is how the AWS CLI ended where
 * nobody came of it; its stdout may hold credentials and is not looked at.
 */
export function gen1Check(
  arn: Answer,
  expected: Expected,
  handed?: Pick<ProgramExit, "code" | "stderr">,
): ProfileCheck {
  if ("value" in arn) return identityCheck("gen1", "Amplify Gen 1's CLI", arn.value, expected);
  const said = handed?.stderr.trim().split("\n").at(-1) ?? "";
  const isMissing = handed?.code === null || /invalid choice/i.test(handed?.stderr ?? "");
  if (isMissing) {
    const message =
      "Amplify Gen 1's CLI gets no credentials: it has the AWS CLI, version 2, give them, which is not here.";
    return failedCheck(
      "gen1",
      message,
      "Install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
    );
  }
  return failedCheck(
    "gen1",
    `Amplify Gen 1's CLI gets no credentials: ${said === "" ? arn.message : said}`,
    "Mend what is wrong with the profile that it carries, then run this again.",
  );
}

function identityCheck(
  name: "aws-sdk" | "aws-cli" | "gen1",
  who: string,
  arn: string,
  expected: Expected,
): ProfileCheck {
  const { accountId, permissionSet } = expected;
  if (isExpectedRole(arn, expected)) {
    const as = expected.whose === undefined ? undefined : signedInAs(arn, expected.whose.chosen);
    if (as?.kind === "other") return anothers(name, `${who} acts as ${permissionSet}`, as.userName, expected);
    return { name, state: "ok", message: `${who} acts as ${permissionSet} in account ${accountId}.` };
  }
  return failedCheck(
    name,
    `${who} would act as ${arn}, not as ${permissionSet} in account ${accountId}.`,
    `Run ${commandForCaller("doctor")}: it says what each client uses for the profile, and where that stands.`,
  );
}

/** The role is right, and the person is not. */
function anothers(
  name: ProfileCheck["name"],
  does: string,
  userName: string,
  { accountId, whose }: Expected,
): ProfileCheck {
  const message = `${does} in account ${accountId}, but as ${userName}, not as ${whose?.chosen.person.email}.`;
  return failedCheck(name, message, asAbove(whose?.chosen));
}

/** Both ways out are told in full as soon as somebody else has signed in. */
function asAbove(chosen: ChosenPerson | undefined): string {
  return `Sign out there and sign in as ${chosen?.person.email}, as told above.`;
}

/** The portal says no: the administrator has something to do only where it is the right person whom it says it to. */
function notAssigned({ accountId, permissionSet, whose }: Expected): ProfileCheck {
  const what = `${permissionSet} in account ${accountId}`;
  if (whose?.signedIn.kind === "other") {
    const { chosen, signedIn } = whose;
    const message = `${signedIn.userName} has no ${what}: that is for ${chosen.person.email}.`;
    return failedCheck("aws-sdk", message, asAbove(chosen));
  }
  const ask = "Ask them to run onboard with your row in the team file, then run this again.";
  if (whose?.signedIn.kind === "unknown") {
    return failedCheck(
      "aws-sdk",
      `${what} is not assigned to whoever is signed in, and AWS does not say who that is.`,
      `If it is ${whose.chosen.person.email}, your administrator has not assigned it yet. ${ask} If it is not: ${whose.remedy}`,
    );
  }
  return failedCheck("aws-sdk", `Your administrator has not assigned ${what} to you yet.`, ask);
}

/** Names of the portal's and of STS's errors for a sign-in that is over. */
const SIGN_IN_ERRORS: ReadonlySet<string> = new Set(["UnauthorizedException", "ExpiredToken", "ExpiredTokenException"]);

function notEnabled({ accountId, region }: Expected): ProfileCheck {
  return failedCheck(
    "aws-sdk",
    `AWS does not know the credentials of account ${accountId} in ${region}: the Region may not be enabled there.`,
    `Ask your administrator. ${enableRegionRemedy(region, accountId)} Or work in another Region: --region.`,
  );
}

/** AWS's own name of an error: the SDK puts the portal's into the message of one of its own, as `ForbiddenException: No access`. */
function nameIn(error: string, message: string): string {
  return error === "CredentialsProviderError" ? (/^([A-Z]\w+): /.exec(message)?.[1] ?? error) : error;
}

function sdkFailure({ error, message }: Extract<Answer, { error: string }>, expected: Expected): ProfileCheck {
  const { roleName } = expected;
  if (roleName !== undefined) return roleFailure(error, message, expected);
  const name = nameIn(error, message);
  // No model of the portal has it.
  if (name === "ForbiddenException") return notAssigned(expected);
  if (isUnknownKeys(name) && isOptInRegion(expected.region)) return notEnabled(expected);
  const isToken = SIGN_IN_ERRORS.has(name) || isEndedSignIn(message);
  return failedCheck(
    "aws-sdk",
    `The AWS SDK, and so ampx, could not use the profile: ${message}`,
    isToken ? "Sign in again: run this command once more." : "Check the network, then run this command again.",
  );
}

function arnIn(json: string): string {
  try {
    return String((JSON.parse(json) as { Arn?: unknown }).Arn);
  } catch {
    return "an unreadable answer";
  }
}

/** A role in somebody else's account says no without a reason. */
function roleFailure(error: string, message: string, { accountId, roleName }: Expected): ProfileCheck {
  const isDenied = nameIn(error, message).startsWith("AccessDenied");
  return failedCheck(
    "aws-sdk",
    `The role ${roleName} in account ${accountId} could not be assumed: ${message}`,
    isDenied
      ? "Ask the account's owner whether the role trusts your account, permission set and external id, and your administrator whether your permission set allows sts:AssumeRole on it."
      : "Correct what AWS names, then run this again.",
  );
}
