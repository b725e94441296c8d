import type { ClientVariables } from "./client-view.ts";

/**
 * How a client comes to a profile: nobody names one, so that it is `default` and may be missing; a variable of the shell does; or
 * an argument such as `--profile`, for which botocore leaves credentials of the shell out of account.
 */
export interface ProfileChoice {
  readonly by: "nobody" | "variable" | "argument";
  readonly profile: string;
}

const NOBODY: ProfileChoice = { by: "nobody", profile: "default" };

/** The programs that choose differently when they are told nothing. */
export type AwsProgram = "awsCli" | "boto3" | "jsSdk";

/**
 * Which profile each program takes from the variables of a shell. The AWS CLI v2 prefers AWS_PROFILE, boto3 and the AWS CLI v1
 * AWS_DEFAULT_PROFILE; to both of them an empty one names a profile without a name. The AWS SDK for JavaScript knows the first
 * alone, and takes an empty one for none.
 */
export function chosenByShell({
  AWS_PROFILE,
  AWS_DEFAULT_PROFILE,
}: ClientVariables): Record<AwsProgram, ProfileChoice> {
  return {
    awsCli: choiceOf(AWS_PROFILE ?? AWS_DEFAULT_PROFILE),
    boto3: choiceOf(AWS_DEFAULT_PROFILE ?? AWS_PROFILE),
    jsSdk: choiceOf(AWS_PROFILE || undefined),
  };
}

function choiceOf(profile: string | undefined): ProfileChoice {
  return profile === undefined ? NOBODY : { by: "variable", profile };
}

/** `default` stands for a shell that names none, any other profile for one whose AWS_PROFILE does. */
export function choiceFor(profile: string): ProfileChoice {
  return profile === "default" ? NOBODY : { by: "variable", profile };
}
