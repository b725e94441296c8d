import { SIGN_IN_WORDS } from "../../core/aws/sign-in-words.ts";
import { lineForCaller } from "../../core/text/command-line.ts";
import { theProfile } from "./client-view.ts";
import type { CredentialAnswer, CredentialSource } from "./credential-source.ts";

/** How a person gets the credentials of a profile anew once AWS no longer takes them. */
export interface SignInRemedy {
  /** What to type; absent where signing in is not what helps. */
  readonly command?: string;
  /** The same as a sentence. */
  readonly sentence: string;
}

/** By the way that the profile signs in: each has a command of its own, and the others' do not help. */
export function signInRemedy(profile: string, answer: CredentialAnswer): SignInRemedy {
  return answer.kind === "none" ? notConfigured(profile, answer.reason) : WAYS[answer.kind](profile, answer as never);
}

type Way<Kind extends CredentialSource["kind"]> = (
  profile: string,
  source: Extract<CredentialSource, { kind: Kind }>,
) => SignInRemedy;

const WAYS: { readonly [Kind in CredentialSource["kind"]]: Way<Kind> } = {
  sso: (profile) => typed(lineForCaller(SIGN_IN_WORDS.profile(profile))),
  login: (profile) => typed(lineForCaller(SIGN_IN_WORDS.console(profile))),
  role: (profile, { sourceProfile, source }) => signInRemedy(sourceProfile ?? profile, source),
  keys: (profile, { from }) => ({ sentence: from === "environment" ? KEYS_OF_SHELL : keysInFile(profile, from) }),
  process: (profile) => ({
    sentence: `The program that credential_process of ${theProfile(profile)} names gives the credentials: sign in as that one asks for.`,
  }),
  "web-identity": () => ({ sentence: "The credentials come from a web identity token: have a new one issued." }),
  container: () => ({ sentence: ofPlace("container") }),
  instance: () => ({ sentence: ofPlace("instance") }),
};

function typed(command: string): SignInRemedy {
  return { command, sentence: `Sign in again: \`${command}\`.` };
}

const KEYS_OF_SHELL =
  "The access keys are those of this shell: set new ones, or unset AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN and name a profile that signs in.";

function keysInFile(profile: string, from: "credentials" | "config"): string {
  return `The access keys stand under ${theProfile(profile)} in the ${from} file: put new ones there, or take them out and sign in with \`${lineForCaller(SIGN_IN_WORDS.console(profile))}\`.`;
}

function ofPlace(place: "container" | "instance"): string {
  return `The role of this ${place} gives the credentials: look at what AWS says of that role.`;
}

function notConfigured(profile: string, reason: string): SignInRemedy {
  const login = lineForCaller(SIGN_IN_WORDS.console(profile));
  const sso = lineForCaller(["aws", "configure", "sso", "--profile", profile]);
  return { sentence: `Nothing signs in here (${reason}): \`${login}\`, or \`${sso}\`.` };
}
