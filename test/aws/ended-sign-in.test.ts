import { expect, it } from "vitest";
import { isEndedSignIn } from "../../src/aws/ended-sign-in.ts";

it.each([
  "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
  "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
  "Failed to load a token for session arn:aws:iam::111122223333:user/ana, please re-authenticate using aws login",
  "Failed to refresh token: AccessDeniedException: x. Please re-authenticate using `aws login`",
  "Your session has expired. Please reauthenticate.",
])("takes a sign-in that is over for one: %s", (message) => {
  expect(isEndedSignIn(message)).toBe(true);
});

it.each([
  "Could not resolve credentials using profile: [aws login]",
  "getaddrinfo ENOTFOUND please-reauthenticate.example.com",
  "",
])("takes nothing else for one: %s", (message) => {
  expect(isEndedSignIn(message)).toBe(false);
});
