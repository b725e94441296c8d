import { SIGN_IN_WORDS } from "../aws/sign-in-words.ts";

/** Something that a developer does, and what they type for it. Pure data: how it is printed is the reader's shell's. */
export interface DayCommand {
  /** Stable, for scripts: `sandbox`, `secret-set`. */
  readonly id: string;
  /** What it is for, as a sentence without its full stop. */
  readonly what: string;
  /** Command lines as words, one after the other. In capitals stands what only the reader knows: `NAME`, `APP_ID`. */
  readonly lines: readonly CommandLine[];
  /** What to know of it beyond that. */
  readonly note?: string;
}

/** The words of a command of another program, or those behind the name of this one. */
export type CommandLine = { readonly words: readonly string[] } | { readonly onboard: readonly string[] };

/** Commands of one part of the day. */
export interface DayGroup {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly DayCommand[];
}

/** How the person signs in, whatever the generation. */
export interface SignIn {
  readonly profile: string;
  /** The sso-session of the profile; a role behind another profile is signed in through that one's. */
  readonly session?: string;
  /** The profile is `aws login`'s. */
  readonly isConsoleLogin?: boolean;
}

/** A line of another program's. */
export function typed(...words: readonly string[]): CommandLine {
  return { words };
}

/** The command that signs in again. */
function signInWords({ profile, session, isConsoleLogin }: SignIn): readonly string[] {
  if (isConsoleLogin) return SIGN_IN_WORDS.console(profile);
  return session === undefined ? SIGN_IN_WORDS.profile(profile) : SIGN_IN_WORDS.session(session);
}

/** Signing in, which every day begins with. */
export function signInGroup(signIn: SignIn): DayGroup {
  return {
    id: "sign-in",
    title: "Every morning",
    commands: [
      { id: "sign-in", what: "Sign in again when the session has ended", lines: [typed(...signInWords(signIn))] },
      {
        id: "who-am-i",
        what: "See who you are there",
        lines: [typed("aws", "sts", "get-caller-identity", "--profile", signIn.profile)],
      },
    ],
  };
}
