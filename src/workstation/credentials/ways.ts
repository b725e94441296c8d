/** The keys of a profile that say how it gets its credentials. A way that is only half written is somebody's, too. */
export const WAYS = {
  keys: ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"],
  role: ["role_arn", "source_profile", "credential_source"],
  "web-identity": ["web_identity_token_file"],
  process: ["credential_process"],
  login: ["login_session"],
  sso: ["sso_session", "sso_start_url", "sso_region", "sso_account_id", "sso_role_name"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CredentialWay = keyof typeof WAYS;

/** The ways of which a profile has a key, however it is spelled. */
export function waysIn(keys: Iterable<string>): ReadonlySet<CredentialWay> {
  const found = new Set([...keys].map((key) => key.toLowerCase()));
  const ways = Object.entries(WAYS) as readonly (readonly [CredentialWay, readonly string[]])[];
  return new Set(ways.flatMap(([way, of]) => (of.some((key) => found.has(key)) ? [way] : [])));
}
