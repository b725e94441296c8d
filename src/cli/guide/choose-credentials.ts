import { OnboardError } from "../../core/errors/onboard-error.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { clientView } from "../../workstation/credentials/client-view.ts";
import { describeSource } from "../../workstation/credentials/credential-source.ts";
import { credentialsIn } from "../../workstation/credentials/credentials-in.ts";
import { readSharedFiles } from "../target/shared-files.ts";
import type { Choice } from "../terminal/ask.ts";
import type { Io } from "../terminal/io.ts";
import type { Asker } from "./asker.ts";

/** A profile that could be acted as, and how it gets its credentials. */
export interface ProfileOffered {
  readonly name: string;
  /** To go behind “would use”. */
  readonly how: string;
}

/** What was found, and as which profile where the environment's own did not do. */
export interface FoundAs<Found> {
  readonly found: Found;
  readonly profile?: string;
}

/**
 * Looks with the credentials of the environment, and with those of other profiles until one does. What is wrong with one is told
 * with the way to sign in that this profile has.
 */
export async function withCredentials<Found>(
  asker: Asker,
  profiles: readonly ProfileOffered[],
  look: (profile: string | undefined) => Promise<Found>,
): Promise<FoundAs<Found>> {
  let profile: string | undefined;
  for (;;) {
    try {
      return { found: await look(profile), ...(profile === undefined ? {} : { profile }) };
    } catch (error) {
      if (!(error instanceof OnboardError) || error.kind === "interrupted") throw error;
      asker.say(error.message, ...error.problems.map((one) => `${one.message} ${one.remedy}`), error.remedy);
      profile = await asker.one("As whom do you look?", choicesAfter(profile, profiles));
    }
  }
}

function choicesAfter(
  tried: string | undefined,
  profiles: readonly ProfileOffered[],
): readonly Choice<string | undefined>[] {
  const again = {
    title: "The same again",
    description: "when you have signed in, in another window",
    value: tried,
  };
  const others = profiles
    .filter(({ name }) => name !== tried)
    .map(({ name, how }) => ({ title: `Profile ${visibleText(name)}`, description: visibleText(how), value: name }));
  return [again, ...others];
}

/** The profiles of the shared files that lead to credentials. None where the files cannot be read: that is told by who uses them. */
export async function profilesOffered(io: Pick<Io, "env" | "cwd">): Promise<readonly ProfileOffered[]> {
  try {
    const files = await readSharedFiles(io);
    const credentials = credentialsIn(files);
    return [...clientView("jsSdk", files).profiles.keys()].flatMap((name) => {
      const { jsSdk } = credentials(name, "argument");
      return jsSdk.kind === "none" ? [] : [{ name, how: `it would use ${describeSource(jsSdk)}` }];
    });
  } catch {
    return [];
  }
}
