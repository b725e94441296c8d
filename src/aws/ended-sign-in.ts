/**
 * How the SDK ends what it says of a sign-in that is over, names and addresses having their place before it: of Identity Center's, and
 * of the console's (`aws login`).
 */
const ENDINGS: readonly RegExp[] = [
  /To refresh this SSO session run '?aws sso login'? with the corresponding profile\.$/,
  /, please re-authenticate using aws login$/,
  /^Your session has expired\. Please reauthenticate\.$/,
  /Please reauthenticate with your new password\.$/,
  /\. Please re-authenticate using `?aws login`?$/,
];

/** Whether an error of the SDK's credential or token providers says that somebody has to sign in again. */
export function isEndedSignIn(message: string): boolean {
  return ENDINGS.some((ending) => ending.test(message));
}
