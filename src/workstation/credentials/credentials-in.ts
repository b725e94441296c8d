import { awsCliCredentials } from "./aws-cli-credentials.ts";
import type { SharedFiles } from "./client-view.ts";
import type { CredentialAnswer } from "./credential-source.ts";
import { jsSdkCredentials } from "./js-sdk-credentials.ts";
import { type AwsProgram, choiceFor, chosenByShell } from "./profile-choice.ts";

/** Who gets which credentials from one profile. */
export interface ProfileCredentials {
  /** The AWS CLI and boto3. */
  readonly awsCli: CredentialAnswer;
  /** The AWS SDK for JavaScript, and so ampx. */
  readonly jsSdk: CredentialAnswer;
}

/**
 * Who gets which credentials from each profile that AWS_PROFILE may name, or `--profile`; `default` is what clients use when
 * nothing does. Says what files and environment lead to, not whether AWS would take it: a sign-in may have ended, a key be deleted.
 */
export function credentialsIn(files: SharedFiles): (profile: string, by?: "argument") => ProfileCredentials {
  const [awsCli, jsSdk] = [awsCliCredentials(files), jsSdkCredentials(files)];
  return (profile, by) => {
    const choice = by === undefined ? choiceFor(profile) : { by, profile };
    return { awsCli: awsCli(choice), jsSdk: jsSdk(choice) };
  };
}

/** What each program gets in this shell when it is told no profile. */
export function credentialsOfShell(files: SharedFiles): Readonly<Record<AwsProgram, CredentialAnswer>> {
  const [ofAwsCli, ofJsSdk] = [awsCliCredentials(files), jsSdkCredentials(files)];
  const { awsCli, boto3, jsSdk } = chosenByShell(files.env);
  return { awsCli: ofAwsCli(awsCli), boto3: ofAwsCli(boto3), jsSdk: ofJsSdk(jsSdk) };
}
