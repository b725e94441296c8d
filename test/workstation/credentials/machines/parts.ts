/** Pieces of files that many machines have. */

export const KEYS =
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
export const SESSION =
  "[sso-session acme]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n";
export const SIGN_IN = "sso_session = acme\nsso_account_id = 111111111111\nsso_role_name = Dev\n";
export const LOGIN = "login_session = arn:aws:iam::111111111111:user/ana\n";
export const PROGRAM = "credential_process = cat /process.json\n";
export const ROLE = "role_arn = arn:aws:iam::222222222222:role/Ops\n";
export const IDENTITY = "web_identity_token_file = /token\n";

/** Both clients get the same. */
export function both(answer: string): readonly [botocore: string, jsSdk: string] {
  return [answer, answer];
}
