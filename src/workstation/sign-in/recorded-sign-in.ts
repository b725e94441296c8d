import type { SignInOptions } from "./flow.ts";
import { type SignedIn, signIn } from "./sign-in.ts";
import { clientIn, isFromSignIn, noteSignIn, readSignIns } from "./sign-in-record.ts";
import { readToken } from "./token-cache.ts";

/** Signs in, and notes beside the config file what came of it through us, so that it can be ended again: `signOut`. */
export async function signInAndNote(config: string, options: SignInOptions): Promise<SignedIn> {
  const { home, session } = options;
  const clientBefore = await clientIn(home, session);
  const before = await readToken(home, session.name);
  const signedIn = await signIn(options);
  const isRenewed = async () =>
    before !== undefined &&
    (await readSignIns(config)).some((note) => note.session === session.name && isFromSignIn(note, before));
  if (signedIn.by === "person" || (signedIn.by === "refresh" && (await isRenewed()))) {
    await noteSignIn(config, { home, session, clientBefore, now: new Date() });
  }
  return signedIn;
}
