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
 * Who gets which credentials from each profile that AWS_PROFILE may name; `default` is what clients use when nothing does.
 * Says what files and environment lead to, not whether AWS would take it: a sign-in may have ended, a key be deleted.
 */
export function credentialsIn(files: SharedFiles): (profile: string) => ProfileCredentials {
  const [awsCli, jsSdk] = [awsCliCredentials(files), jsSdkCredentials(files)];
  return (profile) => ({ awsCli: awsCli(profile), jsSdk: jsSdk(profile) });
}
