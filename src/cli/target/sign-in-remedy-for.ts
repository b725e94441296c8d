import { credentialsIn } from "../../workstation/credentials/credentials-in.ts";
import { type SignInRemedy, signInRemedy } from "../../workstation/credentials/sign-in-remedy.ts";
import type { Io } from "../terminal/io.ts";
import { readSharedFiles } from "./shared-files.ts";

/**
 * How whoever runs this signs in again, by how the profile of a flag, of `AWS_PROFILE`, or the default one does.
 * `undefined` where that cannot be told: nothing is configured, or the files cannot be read.
 */
export async function signInRemedyFor(
  flag: string | undefined,
  io: Pick<Io, "env" | "cwd">,
): Promise<SignInRemedy | undefined> {
  const profile = flag ?? (io.env.AWS_PROFILE || "default");
  try {
    const answer = credentialsIn(await readSharedFiles(io))(profile).jsSdk;
    return answer.kind === "none" && profile === "default" ? undefined : signInRemedy(profile, answer);
  } catch {
    return undefined;
  }
}
