/** What of a machine is signed in to. */
type SignInTarget = "session" | "profile" | "console";

/**
 * The AWS CLI's commands that sign in: with a session, for all profiles that use it; for one profile; and with the console's sign-in for
 * one, which is AWS CLI 2.32's or later. Each has a use of its own, and the others do not help there.
 */
export const SIGN_IN_WORDS = {
  session: (session) => ["aws", "sso", "login", "--sso-session", session],
  profile: (profile) => ["aws", "sso", "login", "--profile", profile],
  console: (profile) => ["aws", "login", "--profile", profile],
} as const satisfies Readonly<Record<SignInTarget, (name: string) => readonly string[]>>;
