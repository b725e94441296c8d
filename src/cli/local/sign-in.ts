import { openBrowser } from "../../workstation/sign-in/open-browser.ts";
import { readSignInSurroundings } from "../../workstation/sign-in/read-sign-in-surroundings.ts";
import { type SignedIn, signIn } from "../../workstation/sign-in/sign-in.ts";
import { waitingLine } from "../target/waiting-line.ts";
import { confirm } from "../terminal/confirm.ts";
import { type Io, isInteractive, show } from "../terminal/io.ts";
import { renderSignIn } from "../views/local/sign-in.ts";
import type { LocalOptions } from "./local-flags.ts";
import type { Machine } from "./machine.ts";

export interface PortalSignIn {
  readonly portal: { readonly session: string; readonly startUrl: string; readonly ssoRegion: string };
  readonly machine: Machine;
  readonly options: Pick<LocalOptions, "browser" | "useDeviceCode" | "yes">;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** Signs the person in on this machine, or finds that they are; everything that happens is told on stderr. */
export async function signInAtPortal({ portal, machine, options, io, signal }: PortalSignIn): Promise<SignedIn> {
  const { startUrl, ssoRegion, session } = portal;
  const surroundings = readSignInSurroundings(io.env);
  const approvesItself = machine.simulated && options.yes === true;
  return signIn({
    session: { name: session, startUrl, region: ssoRegion, scopes: ["sso:account:access"] },
    home: machine.home,
    env: io.env,
    surroundings,
    flow: options.useDeviceCode ? "device-code" : "auto",
    show: (event) => show(io.stderr, renderSignIn(event, Date.now())),
    onWaiting: waitingLine(io),
    signal,
    ...(options.browser ? { openBrowser: approvesItself ? visit : (url) => openBrowser(url, surroundings) } : {}),
    ...(isInteractive(io) ? { offerNewCode: () => confirm(io, "Get a new code?") } : {}),
    ...(machine.endpoint === undefined ? {} : { endpoint: machine.endpoint }),
  });
}

/** The simulated person's browser: it follows the simulator's redirect back to us. */
async function visit(url: string): Promise<boolean> {
  fetch(url).catch(() => undefined);
  return true;
}
