import { isSamePortal } from "../../core/aws/start-url.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { ChosenAccess } from "../../core/handover/chosen-access.ts";
import type { HandoverAccess } from "../../core/handover/handover.ts";
import { type SignedInAs, signedInAs } from "../../core/handover/signed-in-as.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { callerBehind } from "../../workstation/sign-in/caller-behind.ts";
import { openPortal } from "../../workstation/sign-in/portal.ts";
import type { SignedIn } from "../../workstation/sign-in/sign-in.ts";
import { readToken } from "../../workstation/sign-in/token-cache.ts";
import type { Whose } from "../../workstation/verify/profile-check.ts";
import { waitingLine } from "../target/waiting-line.ts";
import { confirm } from "../terminal/confirm.ts";
import { colorsFor, type Io, isInteractive, show, widthOf } from "../terminal/io.ts";
import { renderOtherPerson } from "../views/local/other-person.ts";
import type { LocalOptions } from "./local-flags.ts";
import type { Machine } from "./machine.ts";
import { sessionOf, signInAtPortal } from "./sign-in.ts";

export interface ChosenSignIn {
  readonly chosen: ChosenAccess;
  readonly profiles: readonly HandoverAccess[];
  readonly machine: Machine;
  readonly options: LocalOptions;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/**
 * Signs in, and looks whether it is the chosen person who did: a browser that is open may be somebody else's, and so may the sign-in
 * that is kept here. Says so before all else, and offers to sign in anew. `undefined` where nobody was chosen.
 */
export async function signInChosen(wish: ChosenSignIn): Promise<Whose | undefined> {
  const { chosen, machine, options, io } = wish;
  const kept = options.signInAgain ? await readToken(machine.home, chosen.handover.session) : undefined;
  let signedIn = await signInOnce(wish, kept?.accessToken);
  if (chosen.person.username === "") return undefined;
  if (signedIn.as.kind === "other") {
    tellOther(signedIn.as, wish);
    if (isInteractive(io) && (await confirm(io, `Signed out there? Yes signs in anew, as ${chosen.person.email}`))) {
      signedIn = await signInOnce(wish, signedIn.accessToken);
      if (signedIn.as.kind === "other") tellOther(signedIn.as, wish);
    }
  }
  const remedy = `Sign out at ${chosen.handover.startUrl}, then run: ${retyped(io, "--sign-in-again")}`;
  return { chosen, signedIn: signedIn.as, remedy };
}

/** That somebody is signed in with the session already, where nobody looks who it is. */
export async function keptSignInNote(
  { session, startUrl }: ChosenAccess["handover"],
  { home }: Pick<Machine, "home">,
): Promise<readonly string[]> {
  const kept = await readToken(home, session);
  if (kept === undefined || !isSamePortal(kept.startUrl, startUrl)) return [];
  if (kept.expiresAt <= Date.now() && kept.refreshToken === undefined) return [];
  return [
    `Somebody is signed in with the session ${session} on this machine, and whatever uses these profiles acts as them.`,
    `Who it is is told by ${commandForCaller("local")} without --no-login.`,
  ];
}

/** A sign-in, and who AWS says did it. One that is kept and that the portal takes no longer is followed by another. */
async function signInOnce(wish: ChosenSignIn, refusedToken: string | undefined) {
  const { chosen } = wish;
  const signIn = (refused: string | undefined) =>
    signInAtPortal({ ...wish, portal: chosen.handover, refusedToken: refused });
  const first = await signIn(refusedToken);
  try {
    return { ...first, as: await whose(first, wish) };
  } catch (error) {
    if (first.by === "person" || !(error instanceof OnboardError) || error.kind !== "signed-out") throw error;
  }
  const second = await signIn(first.accessToken);
  return { ...second, as: await whose(second, wish) };
}

async function whose({ accessToken }: SignedIn, wish: ChosenSignIn): Promise<SignedInAs> {
  const { chosen, profiles, machine, io, signal } = wish;
  if (chosen.person.username === "") return { kind: "unknown" };
  const { endpoint } = machine;
  const at = { signal, ...(endpoint === undefined ? {} : { endpoint }) };
  const session = sessionOf(chosen.handover);
  const portal = await openPortal({ session, accessToken, onWaiting: waitingLine(io), ...at });
  return signedInAs(await callerBehind(portal, profiles, { region: session.region, ...at }), chosen);
}

function tellOther(as: SignedInAs & { kind: "other" }, { chosen, io }: ChosenSignIn): void {
  const { startUrl, session } = chosen.handover;
  const again = retyped(io, "--email", chosen.person.email, "--sign-in-again");
  const asOther = as.email === undefined ? undefined : retyped(io, "--email", as.email);
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  show(io.stdout, renderOtherPerson({ as, person: chosen.person, startUrl, session, again, asOther }, options));
}

/** The command that was typed, for this person or that and with other flags behind it. */
function retyped({ argv = ["local"] }: Pick<Io, "argv">, ...more: readonly string[]): string {
  const isForPerson = more.includes("--email");
  const kept = argv.filter((arg, index) => {
    if (arg === "--sign-in-again") return false;
    return !isForPerson || !(arg.startsWith("--email=") || arg === "--email" || argv[index - 1] === "--email");
  });
  return commandForCaller(...kept, ...more);
}
