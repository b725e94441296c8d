import path from "node:path";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { SIMULATION } from "../../../core/text/simulation.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { isFileThere } from "../../../files/is-there.ts";
import type { SharedFiles } from "../../../workstation/credentials/client-view.ts";
import { credentialsIn } from "../../../workstation/credentials/credentials-in.ts";
import { signInRemedy } from "../../../workstation/credentials/sign-in-remedy.ts";
import { restsOn, ssoBehind } from "../../../workstation/credentials/sign-ins-of.ts";
import { loginFileName, otherCacheFolders } from "../../../workstation/sign-in/cache-files.ts";
import { isRefreshable, isUsable, readToken } from "../../../workstation/sign-in/token-cache.ts";
import { isSimulation, realMachine } from "../../local/machine.ts";
import { signInAtPortal } from "../../local/sign-in.ts";
import { interruptible } from "../../terminal/interruption.ts";
import { type Io, show } from "../../terminal/io.ts";
import type { RunOptions } from "./flags.ts";

/**
 * Signs in where the profile rests on a sign-in at Identity Center that is over, as `onboard local` does. Other ways to sign in
 * are not ours: where it is plain that nobody has, an `OnboardError` says how.
 */
export async function signInIfNeeded(profile: string, shared: SharedFiles, options: RunOptions, io: Io): Promise<void> {
  const files = { ...shared, env: {} };
  const { jsSdk } = credentialsIn(files)(profile);
  const machine = realMachine(io);
  const behind = ssoBehind(profile, files);
  if (behind === undefined) {
    const end = restsOn(profile, jsSdk);
    if (end.answer.kind !== "login" || (await isLoggedIn(end.answer.session, machine.home, io.env))) return;
    throw signedOut(end.profile, signInRemedy(end.profile, end.answer).sentence);
  }
  const { session, startUrl, ssoRegion } = behind.source;
  // A profile that names its portal itself has its sign-in under the portal's address, and no client can renew it.
  const wanted = { name: session ?? startUrl, startUrl, region: ssoRegion, scopes: [] };
  const token = await readToken(machine.home, wanted.name);
  if (token !== undefined && isUsable(token, wanted, Date.now())) return;
  const { sentence } = signInRemedy(behind.profile, behind.source);
  if (session === undefined) {
    if (token !== undefined && token.expiresAt > Date.now()) return;
    throw signedOut(behind.profile, sentence);
  }
  if (!options.login && !(token !== undefined && isRefreshable(token, wanted, Date.now()))) {
    throw signedOut(behind.profile, sentence);
  }
  if (await isSimulation(machine)) show(io.stderr, [`${SIMULATION}.`]);
  const portal = { session, startUrl, ssoRegion };
  await interruptible(io, (signal) => signInAtPortal({ portal, machine, options, io, signal }));
}

/** Whether `aws login` has left anything for this session; whether AWS still takes it, the clients find out. */
function isLoggedIn(session: string, home: string, env: Readonly<NodeJS.ProcessEnv>): Promise<boolean> {
  return isFileThere(path.join(otherCacheFolders(home, env).login, loginFileName(session)));
}

function signedOut(profile: string, remedy: string): OnboardError {
  return new OnboardError({
    kind: "signed-out",
    message: `Nobody is signed in with the profile ${quoted(profile, 128)}. The command was not started.`,
    remedy: `${remedy} Then run the same command again.`,
  });
}
