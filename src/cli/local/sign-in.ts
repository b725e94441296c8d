import { openBrowser } from "../../workstation/sign-in/open-browser.ts";
import { readSignInSurroundings } from "../../workstation/sign-in/read-sign-in-surroundings.ts";
import { signInAndNote } from "../../workstation/sign-in/recorded-sign-in.ts";
import type { SignedIn } from "../../workstation/sign-in/sign-in.ts";
import type { SsoSession } from "../../workstation/sign-in/sso-session.ts";
import { waitingLine } from "../target/waiting-line.ts";
import { confirm } from "../terminal/confirm.ts";
import { type Io, isInteractive, show } from "../terminal/io.ts";
import { renderSignIn } from "../views/local/sign-in.ts";
import type { LocalOptions } from "./local-flags.ts";
import { awsFilesOf, type Machine } from "./machine.ts";

export interface PortalSignIn {
  readonly portal: { readonly session: string; readonly startUrl: string; readonly ssoRegion: string };
  readonly machine: Machine;
  readonly options: Pick<LocalOptions, "browser" | "useDeviceCode" | "yes">;
  readonly io: Io;
  readonly signal: AbortSignal;
  /** An access token that is there and must not serve: it is somebody else's, or the portal refused it. */
  readonly refusedToken?: string | undefined;
}

/** Signs the person in on this machine, or finds that they are; everything that happens is told on stderr. */
export async function signInAtPortal({
  portal,
  machine,
  options,
  io,
  signal,
  refusedToken,
}: PortalSignIn): Promise<SignedIn> {
  const surroundings = readSignInSurroundings(io.env);
  const { config } = awsFilesOf(machine, io);
  const approvesItself = machine.simulated && options.yes === true;
  return signInAndNote(config, {
    session: sessionOf(portal),
    home: machine.home,
    env: io.env,
    surroundings,
    flow: options.useDeviceCode ? "device-code" : "auto",
    show: (event) => show(io.stderr, renderSignIn(event, Date.now())),
    onWaiting: waitingLine(io),
    signal,
    ...(refusedToken === undefined ? {} : { refusedToken }),
    ...(options.browser ? { openBrowser: approvesItself ? visit : (url) => openBrowser(url, surroundings) } : {}),
    ...(isInteractive(io) ? { offerNewCode: () => confirm(io, "Get a new code?") } : {}),
    ...(machine.endpoint === undefined ? {} : { endpoint: machine.endpoint }),
  });
}

/** The portal's session as AWS clients have it. */
export function sessionOf({ session, startUrl, ssoRegion }: PortalSignIn["portal"]): SsoSession {
  return { name: session, startUrl, region: ssoRegion, scopes: ["sso:account:access"] };
}

/** The simulated person's browser: it follows the simulator's redirect back to us. */
async function visit(url: string): Promise<boolean> {
  fetch(url).catch(() => undefined);
  return true;
}
