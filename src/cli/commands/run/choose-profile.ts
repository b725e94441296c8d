import { gen1Profile } from "../../../core/amplify/gen1-profile.ts";
import { flagProblem } from "../../../core/errors/fault.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { signInProfiles } from "../../../workstation/credentials/sign-ins-of.ts";
import { type FoundPrivate, findPrivate } from "../../../workstation/project/private-place.ts";
import { isGen1, profileNamedIn } from "../../../workstation/running/ampx-command.ts";
import { profileProblemsIn } from "../../target/profile-there.ts";
import type { FilesHere } from "../../target/shared-files.ts";
import type { Io } from "../../terminal/io.ts";
import type { RunOptions } from "./flags.ts";

/** Whom a command acts as, and what is to be said of how that came about. */
export interface ChosenProfile {
  readonly profile: string;
  readonly notes: readonly string[];
}

/** The private file of this project. One that cannot be used stops whoever relies on it, and nobody else. */
export async function findChoice({ profile }: RunOptions, home: string, io: Io): Promise<FoundPrivate | undefined> {
  try {
    return await findPrivate({ cwd: io.cwd, home });
  } catch (error) {
    if (profile === undefined || !(error instanceof OnboardError)) throw error;
    io.stderr.write(`onboard: ${error.message} It is left out of account.\n`);
    return undefined;
  }
}

/**
 * The profile that a command acts as; Amplify Gen 1's CLI as the one beside it that is made for it, unless a flag names another.
 * Throws an `OnboardError` where none is known, or it is not there.
 */
export function chooseProfile(
  options: RunOptions,
  words: readonly string[],
  found: FoundPrivate | undefined,
  files: FilesHere,
): ChosenProfile {
  const chosen = chooseNamed(options, words, found, files);
  const gen1 = gen1Profile(chosen.profile);
  if (options.profile !== undefined || !isGen1(words) || profileProblemsIn(files, gen1).length > 0) return chosen;
  return { profile: gen1, notes: [`Acting as ${gen1}: Amplify Gen 1's CLI cannot read ${chosen.profile}.`] };
}

/**
 * The profile that a flag of ours names, or the command's own `--profile`; else this project's, that of AWS_PROFILE, or the only one
 * here that signs in.
 */
function chooseNamed(
  { profile: flag }: RunOptions,
  words: readonly string[],
  found: FoundPrivate | undefined,
  files: FilesHere,
): ChosenProfile {
  const own = profileNamedIn(words);
  if (flag !== undefined && own !== undefined && own !== flag) refuse([twoProfiles(flag, own)]);
  const named = flag ?? own;
  if (named !== undefined) {
    refuse(profileProblemsIn(files, named));
    return { profile: named, notes: [] };
  }
  const ambient = files.env.AWS_PROFILE || undefined;
  if (found !== undefined) {
    const problems = profileProblemsIn(files, found.profile);
    refuse(problems.map((problem) => ({ ...problem, place: { kind: "file", file: found.file } })));
    const other = ambient === undefined || ambient === found.profile ? "" : `, not ${ambient} of AWS_PROFILE`;
    return { profile: found.profile, notes: [`Acting as ${found.profile} (${found.file})${other}.`] };
  }
  if (ambient !== undefined) {
    refuse(profileProblemsIn(files, undefined));
    return { profile: ambient, notes: [] };
  }
  return onlyOne(signInProfiles({ ...files, env: {} }));
}

function onlyOne(profiles: readonly string[]): ChosenProfile {
  const [first] = profiles;
  if (first !== undefined && profiles.length === 1) {
    return { profile: first, notes: [`Acting as ${first}, the only profile here that signs in.`] };
  }
  if (first === undefined) {
    throw new OnboardError({
      kind: "invalid-input",
      message: "No profile of this machine signs in at Identity Center, and none was named.",
      remedy: `Set one up: ${commandForCaller("local")}. Or name one: --profile NAME.`,
    });
  }
  throw new OnboardError({
    kind: "invalid-input",
    message: `Several profiles sign in here: ${shown(profiles)}. It is not known which one is meant.`,
    remedy: `Name it: ${commandForCaller("run", "--profile", first)} …. Or for this project once and for all: ${commandForCaller("local", "--wire")}.`,
  });
}

const MOST_NAMED = 10;

function shown(profiles: readonly string[]): string {
  const more = profiles.length - MOST_NAMED;
  return [
    ...profiles.slice(0, MOST_NAMED).map((name) => quoted(name, 128)),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(", ");
}

function twoProfiles(flag: string, own: string) {
  return flagProblem("--profile", {
    message: `It is ${quoted(flag, 128)}, and the command's own --profile is ${quoted(own, 128)}: it would act as that one, in the Region of the first.`,
    remedy: "Leave one of the two out.",
  });
}
