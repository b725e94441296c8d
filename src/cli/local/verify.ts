import { gen1Profile } from "../../core/amplify/gen1-profile.ts";
import { roleOf } from "../../core/aws/role-rules.ts";
import type { HandoverAccess, HandoverRole } from "../../core/handover/handover.ts";
import { argumentForCaller } from "../../core/text/command-line.ts";
import type { ProfileCheck, Whose } from "../../workstation/verify/profile-check.ts";
import { otherProfileChecks } from "../../workstation/verify/shell-checks.ts";
import { readProfile, verifyGen1Profile, verifyProfile } from "../../workstation/verify/verify-profile.ts";
import { colorsFor, type Io, show, widthOf } from "../terminal/io.ts";
import { renderChecks } from "../views/local/checks.ts";
import type { Machine } from "./machine.ts";

/** The profile that commands take which name none. */
const DEFAULT = "default";

export interface ProfilesToVerify {
  readonly profiles: readonly HandoverAccess[];
  /** Roles behind them. */
  readonly roles: readonly HandoverRole[];
  /** Each has a profile for Amplify Gen 1's CLI beside it. */
  readonly gen1: boolean;
  /** What the default profile was made to be; a profile of its own. */
  readonly byDefault: HandoverAccess | undefined;
  /** Whose sign-in they must go by. */
  readonly whose: Whose | undefined;
  readonly machine: Machine;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** A profile, and what was found about it. */
export interface FoundProfile {
  readonly profile: string;
  readonly checks: readonly ProfileCheck[];
}

/** Whether nothing failed, and nobody else is signed in; what could not be told is no failure. */
export function isProved(found: readonly FoundProfile[], whose: Whose | undefined): boolean {
  const checks = found.flatMap((one) => one.checks);
  return whose?.signedIn.kind !== "other" && checks.every(({ state }) => state !== "failed");
}

/** Proves each profile, and tells what was found. */
export async function verifyProfiles({
  profiles,
  roles,
  byDefault,
  gen1,
  whose,
  machine,
  io,
  signal,
}: ProfilesToVerify): Promise<readonly FoundProfile[]> {
  const found: FoundProfile[] = [];
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  const of = ({ accountId, permissionSet, region }: HandoverAccess) => ({
    accountId,
    permissionSet,
    region,
    ...(whose === undefined ? {} : { whose }),
  });
  const wanted = [
    ...profiles.map((access) => ({ profile: access.profile, expected: of(access) })),
    ...(byDefault === undefined ? [] : [{ profile: DEFAULT, expected: of(byDefault) }]),
    ...roles.filter(({ mfaSerial }) => mfaSerial === undefined).map(expectedOf),
  ];
  for (const { profile, expected } of wanted) {
    io.stderr.write(`Checking profile ${profile}\n`);
    const { home, env, endpoint } = machine;
    const here = { expected, home, env, signal, ...(endpoint === undefined ? {} : { endpoint }) };
    tell(profile, await verifyProfile({ profile, ...here }));
    const bridge = gen1Profile(profile);
    if (gen1 && profile !== DEFAULT) tell(bridge, await verifyGen1Profile({ profile: bridge, ...here }, profile));
  }
  for (const { profile, mfaSerial } of roles.filter((role) => role.mfaSerial !== undefined)) {
    const message = `Not tried: it asks for a code of ${mfaSerial}. Try it: aws sts get-caller-identity --profile ${argumentForCaller(profile)}`;
    tell(profile, [{ name: "aws-sdk", state: "unknown", message }]);
  }
  return found;

  function tell(profile: string, checks: readonly ProfileCheck[]): void {
    show(io.stdout, ["", ...renderChecks(profile, checks, options)]);
    found.push({ profile, checks });
  }
}

/** What the files say without a sign-in, of which what is well is not told. */
export async function readProfiles({
  profiles,
  byDefault,
  machine: { home, env },
  io,
}: Pick<ProfilesToVerify, "profiles" | "byDefault" | "machine" | "io">): Promise<readonly FoundProfile[]> {
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  const all = [...profiles, ...(byDefault === undefined ? [] : [{ ...byDefault, profile: DEFAULT }])];
  const found: FoundProfile[] = [];
  for (const { profile, ...expected } of all) {
    const checks = await readProfile({ profile, expected, home, env });
    const told = checks.filter(({ state }) => state !== "ok");
    if (told.length > 0) show(io.stdout, ["", ...renderChecks(profile, told, options)]);
    found.push({ profile, checks });
  }
  return found;
}

/** That this shell names somebody else's profile. */
export function tellOtherProfile(ours: readonly string[], io: Io): void {
  const checks = otherProfileChecks(io.env, ours);
  const options = { width: widthOf(io), colors: colorsFor(io.stderr, io.env) };
  if (checks.length > 0) show(io.stderr, ["", ...renderChecks(ours[0] ?? "", checks, options)]);
}

function expectedOf({ profile, roleArn, region }: HandoverRole) {
  const { accountId, name } = roleOf(roleArn);
  return { profile, expected: { accountId, permissionSet: name, region, roleName: name } };
}
