import { mailSenders } from "../../../core/aws/mail-senders.ts";
import type { FirstSignIn } from "../../../core/report/first-sign-in.ts";
import { counted } from "../../terminal/layout.ts";
import type { Section } from "../section.ts";

/** So many links stay on a screen; more of them are in the file. */
const MOST_LINKS = 3;

interface Places {
  readonly startUrl: string | undefined;
  /** Where all links are; absent on that very page. */
  readonly file?: string;
}

/** The truth about new users: nobody was invited. Two ways to let them in, the one for many people first. */
export function firstSignInSections({ settingsPage, users }: FirstSignIn, places: Places): readonly Section[] {
  const { startUrl, file } = places;
  if (users.length === 0) return [];
  const none = `${counted(users.length, "new user has", "new users have")} no password, and AWS has sent them nothing. Choose one way:`;
  const all =
    "1. For everybody, once: open the settings page, Authentication, Standard authentication, Configure, switch on “Send email OTP”. From then on a person's first sign-in with their user name sends them a code, and they set a password.";
  const where =
    file === undefined ? "below" : `${users.length > MOST_LINKS ? `all ${users.length} are` : "also"} in ${file}`;
  const each = `2. One by one: open the person's page (${where}), Reset password, “Send an email to the user with instructions”.`;
  const signIn = `They sign in with the user name${startUrl === undefined ? "" : ` at ${startUrl}`}, and register an MFA device the first time. Mail comes from ${mailSenders(startUrl)}.`;
  return [
    {
      title: "Before they can sign in",
      tone: "neutral",
      rows: [
        { cells: [none] },
        { cells: [""] },
        { cells: [all], notes: [{ as: "link", text: settingsPage }] },
        { cells: [each] },
      ],
    },
    {
      ...linksSection(users),
      page: file === undefined ? "open" : "folded",
      attached: true,
      indent: 5,
      ...(users.length > MOST_LINKS ? { only: "page" } : {}),
    },
    { tone: "neutral", only: "screen", attached: true, rows: [{ cells: [""] }, { cells: [signIn] }] },
    { tone: "neutral", only: "page", rows: [{ cells: [signIn] }] },
  ];
}

/** The page of each person. */
function linksSection(users: FirstSignIn["users"]): Section {
  return {
    title: "New users: reset password, one by one",
    tone: "neutral",
    columns: [{ title: "Page" }],
    rows: users.map(({ userName, page }) => ({ cells: [], notes: [{ as: "link", text: userName, url: page }] })),
  };
}
