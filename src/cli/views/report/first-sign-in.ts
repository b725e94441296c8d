import type { FirstSignIn } from "../../../core/report/first-sign-in.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { counted, wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";

/** Links that fit on a screen; beyond them the run record has all. */
const MOST_LINKS = 5;

/** The truth about new users: nobody was invited. Two ways to let them in, the one for many people first. */
export function renderFirstSignIn(
  { settingsPage, users }: FirstSignIn,
  startUrl: string | undefined,
  recordFile: string,
  { width, colors }: RenderOptions,
): readonly string[] {
  if (users.length === 0) return [];
  const rest = users.length - MOST_LINKS;
  return [
    colors.bold("Before they can sign in"),
    ...wrap(
      `${counted(users.length, "new user has", "new users have")} no password, and AWS has sent them nothing. Choose one way:`,
      width,
      "  ",
    ),
    "",
    ...wrap(
      "1. For everybody, once: open the settings page, Authentication, Standard authentication, Configure, switch on “Send email OTP”. From then on a person's first sign-in with their user name sends them a code, and they set a password.",
      width,
      "  ",
    ),
    `     ${settingsPage}`,
    ...wrap(
      "2. One by one: open the person's page, Reset password, “Send an email to the user with instructions”.",
      width,
      "  ",
    ),
    ...users.slice(0, MOST_LINKS).flatMap(({ userName, page }) => [`     ${visibleText(userName)}`, `       ${page}`]),
    ...(rest > 0 ? [`     … and ${counted(rest, "more link")} in ${recordFile}`] : []),
    "",
    ...wrap(
      `They sign in with the user name${startUrl === undefined ? "" : ` at ${startUrl}`}, and register an MFA device the first time. Mail comes from no-reply@signin.aws or no-reply@login.awsapps.com.`,
      width,
      "  ",
    ),
  ];
}
