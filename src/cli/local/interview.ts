import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { ChosenAccess } from "../../core/handover/chosen-access.ts";
import type { HandoverAccess } from "../../core/handover/handover.ts";
import { profileNames } from "../../core/plan/profile-names.ts";
import { commandForReader, programForReader } from "../../core/text/program-for-others.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { type KnownSession, knownSessions } from "../../workstation/aws-config/known-sessions.ts";
import type { BothReadings } from "../../workstation/aws-config/readings.ts";
import { listPortalAccess } from "../../workstation/sign-in/list-portal-access.ts";
import { openPortal } from "../../workstation/sign-in/portal.ts";
import { waitingLine } from "../target/waiting-line.ts";
import type { Io } from "../terminal/io.ts";
import { askRegion, chooseAmong, regionOf } from "./choose-among.ts";
import { type ChosenPortal, choosePortal } from "./choose-portal.ts";
import type { LocalOptions } from "./local-flags.ts";
import type { Machine } from "./machine.ts";
import { sessionOf, signInAtPortal } from "./sign-in.ts";

export interface Interview {
  readonly options: LocalOptions;
  readonly machine: Machine;
  /** What is in the config file. */
  readonly readings: BothReadings;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** What the profile is called when nobody says otherwise: the name that handovers use. */
const PROFILE = "amplify";

/** Of their machine nothing is known. */
const ADMINISTRATOR = programForReader({ kind: "unknown" });

/**
 * Without a handover: asks where to sign in, signs in, and lets the person choose among the accounts and permission
 * sets that the access portal offers. Writes nothing but the token cache.
 */
export async function interview({ options, machine, readings, io, signal }: Interview): Promise<ChosenAccess> {
  const portal = await choosePortal(options, [...knownSessions(readings), ...simulatedSession(machine)], io);
  const { accessToken } = await signInAtPortal({ portal, machine, options, io, signal });
  io.stderr.write("Asking the access portal what you may use\n");
  const opened = await openPortal({
    session: sessionOf(portal),
    accessToken,
    onWaiting: waitingLine(io),
    signal,
    ...(machine.endpoint === undefined ? {} : { endpoint: machine.endpoint }),
  });
  const offered = await listPortalAccess(opened, options.account);
  if (offered.length === 0) throw noAccess(portal);
  const chosen = await chooseAmong(offered, portal, options, io);
  const region = regionOf(portal, options) ?? (await askRegion(portal, io));
  const names = profileNames(chosen.map((access) => ({ base: options.profile ?? PROFILE, ...access })));
  const access = chosen.map((one, index): HandoverAccess => ({ ...one, region, profile: names[index] ?? PROFILE }));
  const { session, startUrl, ssoRegion } = portal;
  return {
    handover: { version: 1, startUrl, ssoRegion, session },
    person: { email: "", username: "", access },
    people: [],
  };
}

/** A simulated AWS has one portal, and nobody knows its address by heart. */
function simulatedSession({ portal }: Machine): readonly KnownSession[] {
  return portal === undefined ? [] : [{ name: "simulated", ...portal, workingRegions: [] }];
}

function noAccess({ startUrl }: ChosenPortal): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `You are signed in at ${visibleText(startUrl)}, and no account is assigned to you there. Nothing was changed.`,
    remedy: `Ask your administrator to run ${commandForReader(ADMINISTRATOR, "--emails", "ADDRESS")} with your address, or to assign you a permission set; then run the same command again.`,
  });
}
