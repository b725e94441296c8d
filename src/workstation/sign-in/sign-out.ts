import { isSamePortal } from "../../core/aws/start-url.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { registrationFile, tokenFile } from "./cache-files.ts";
import { lockCacheFile, removeCacheFile } from "./cache-storage.ts";
import { systemClock } from "./clock.ts";
import { openPortal } from "./portal.ts";
import { clientIn, forgetSignIns, isFromSignIn, type SignInNote } from "./sign-in-record.ts";
import type { SsoSession } from "./sso-session.ts";
import { readToken } from "./token-cache.ts";

/** What became of a sign-in. `only-here`: AWS could not be told, and why; `others`: somebody has signed in anew, without us. */
export type SignedOut =
  | { readonly kind: "signed-out" | "others"; readonly note: SignInNote }
  | { readonly kind: "only-here"; readonly note: SignInNote; readonly why: string };

export interface SignOutOptions {
  /** Beside it stands what was signed in through us. */
  readonly config: string;
  /** Whose `.aws/sso/cache` it is. */
  readonly home: string;
  readonly endpoint?: string;
  readonly signal: AbortSignal;
}

/**
 * Ends sign-ins that this program brought about: at AWS, and in the cache. Nothing else there is touched, unlike by `aws sso logout`,
 * which deletes all of it.
 */
export async function signOut(notes: readonly SignInNote[], options: SignOutOptions): Promise<readonly SignedOut[]> {
  const outcomes: SignedOut[] = [];
  for (const note of notes) {
    const outcome = await signOutOf(note, options);
    if (outcome !== undefined) outcomes.push(outcome);
  }
  if (notes.length > 0) await forgetSignIns(options.config, notes);
  return outcomes;
}

/** `undefined` where there is nothing to end. */
async function signOutOf(note: SignInNote, options: SignOutOptions): Promise<SignedOut | undefined> {
  const { home, signal } = options;
  const session: SsoSession = { name: note.session, startUrl: note.startUrl, region: note.region, scopes: note.scopes };
  const file = tokenFile(home, session.name);
  const lock = await lockCacheFile(file, { clock: systemClock, signal, onWait: () => undefined });
  try {
    const token = await readToken(home, session.name);
    const isOurs = token !== undefined && isSamePortal(token.startUrl, note.startUrl) && isFromSignIn(note, token);
    const why = isOurs ? await endAtAws(session, token, options) : undefined;
    if (isOurs) await removeCacheFile(file);
    if (note.client !== undefined && (await clientIn(home, session)) === note.client) {
      await removeCacheFile(registrationFile(home, session));
    }
    if (token === undefined) return undefined;
    if (!isOurs) return { kind: "others", note };
    return why === undefined ? { kind: "signed-out", note } : { kind: "only-here", note, why };
  } finally {
    await lock.release();
  }
}

/** Why AWS could not be told; a sign-in that has ended by itself needs no telling. */
async function endAtAws(
  session: SsoSession,
  { accessToken, expiresAt }: { readonly accessToken: string; readonly expiresAt: number },
  { endpoint, signal }: SignOutOptions,
): Promise<string | undefined> {
  if (expiresAt <= Date.now()) return undefined;
  try {
    const portal = await openPortal({ session, accessToken, signal, ...(endpoint === undefined ? {} : { endpoint }) });
    await portal.logout();
    return undefined;
  } catch (error) {
    if (!(error instanceof OnboardError)) throw error;
    return error.kind === "signed-out" ? undefined : error.message;
  }
}
