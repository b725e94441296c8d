/** The name of the profile that carries a sign-in to Gen 1's CLI, which knows no `sso_session`. */
export function gen1Profile(profile: string): string {
  return `${profile}-gen1`;
}
