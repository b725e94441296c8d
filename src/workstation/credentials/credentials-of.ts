import { awsCliCredentials } from "./aws-cli-credentials.ts";
import type { SharedFiles } from "./client-view.ts";
import type { CredentialAnswer } from "./credential-source.ts";
import { jsSdkCredentials } from "./js-sdk-credentials.ts";

/** Who gets which credentials from one profile. */
export interface ProfileCredentials {
  /** The AWS CLI and boto3. */
  readonly awsCli: CredentialAnswer;
  /** The AWS SDK for JavaScript, and so ampx. */
  readonly jsSdk: CredentialAnswer;
}

/**
 * Who gets which credentials from a profile that AWS_PROFILE names; `default` is what clients use when nothing does. Says
 * what files and environment lead to, not whether AWS would take it: a sign-in may have ended, a key be deleted.
 */
export function credentialsOf(profile: string, files: SharedFiles): ProfileCredentials {
  return { awsCli: awsCliCredentials(profile, files), jsSdk: jsSdkCredentials(profile, files) };
}
