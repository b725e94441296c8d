/** An `[sso-session NAME]` of the AWS config file: whose access portal, and which Region its IAM Identity Center is in. */
export interface SsoSession {
  readonly name: string;
  readonly startUrl: string;
  /** IAM Identity Center's Region, not the one the developer works in. */
  readonly region: string;
  /** `sso_registration_scopes`; without `sso:account:access` a token can neither list accounts nor be refreshed. */
  readonly scopes: readonly string[];
}
