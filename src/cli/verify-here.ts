import type { HandoverAccess } from "../core/handover/handover.ts";
import type { Check } from "../workstation/verify/check.ts";
import { verifyProfile } from "../workstation/verify/verify-profile.ts";
import { colorsFor, type Io, show, widthOf } from "./io.ts";
import type { Machine } from "./machine.ts";
import { renderChecks } from "./render/checks.ts";

export interface VerifyHere {
  readonly profiles: readonly HandoverAccess[];
  readonly machine: Machine;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** Proves each profile, and tells what was found. True when nothing failed; what could not be told is no failure. */
export async function verifyHere({ profiles, machine, io, signal }: VerifyHere): Promise<boolean> {
  const found: Check[] = [];
  for (const { profile, accountId, permissionSet, region } of profiles) {
    io.stderr.write(`Checking profile ${profile}\n`);
    const checks = await verifyProfile({
      profile,
      expected: { accountId, permissionSet, region },
      home: machine.home,
      env: machine.env,
      signal,
      ...(machine.endpoint === undefined ? {} : { endpoint: machine.endpoint }),
    });
    const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
    show(io.stdout, ["", ...renderChecks(profile, checks, options)]);
    found.push(...checks);
  }
  return found.every(({ state }) => state !== "failed");
}
