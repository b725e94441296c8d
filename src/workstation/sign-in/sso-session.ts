/** An `[sso-session NAME]` of the AWS config file: whose access portal, and which Region its IAM Identity Center is in. */
export interface SsoSession {
  readonly name: string;
  readonly startUrl: string;
  /** IAM Identity Center's Region, not the one the developer works in. */
  readonly region: string;
  /** `sso_registration_scopes`; without `sso:account:access` a token can neither list accounts nor be refreshed. */
  readonly scopes: readonly string[];
}

/** Whether two start URLs name the same access portal: a slash or `#/` at the end makes no difference to it. */
export function isSamePortal(one: string, other: string): boolean {
  return portalOf(one) === portalOf(other);
}

function portalOf(startUrl: string): string {
  const bare = startUrl.trim().replace(/[/#]+$/, "");
  if (!URL.canParse(bare)) return bare;
  const { protocol, host, pathname } = new URL(bare);
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}
