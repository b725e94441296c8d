import type { HandoverAccess, HandoverRole } from "../../../core/handover/handover.ts";
import type { ProfileBlocks } from "../../../workstation/handover/profile-blocks.ts";
import type { Whose } from "../../../workstation/verify/profile-check.ts";
import { keptSignInNote, signInChosen } from "../../local/right-person.ts";
import { type FoundProfile, readProfiles, verifyProfiles } from "../../local/verify.ts";
import { interruptible } from "../../terminal/interruption.ts";
import { show } from "../../terminal/io.ts";
import type { SetUp } from "./set-up.ts";

/** The profiles that were written, under their final names, and what was found about them. */
export interface Configured {
  readonly profiles: readonly HandoverAccess[];
  readonly roles: readonly HandoverRole[];
  readonly found: readonly FoundProfile[];
  readonly whose?: Whose | undefined;
}

/** Signs in and proves each profile; without a sign-in it is told what the files say. */
export async function proveProfiles(one: SetUp, { profiles: named, roles }: ProfileBlocks): Promise<Configured> {
  const { chosen, machine, gen1, options, io } = one;
  const profiles = named.map(({ name, access }) => ({ ...access, profile: name }));
  const byDefault = options.default ? profiles[0] : undefined;
  if (!options.login) {
    const found = await readProfiles({ profiles, byDefault, machine, io });
    show(io.stdout, await keptSignInNote(chosen.handover, machine));
    return { profiles, roles, found };
  }
  return interruptible(io, async (signal) => {
    const whose = await signInChosen({ chosen, profiles, machine, options, io, signal });
    const found = await verifyProfiles({ profiles, roles, byDefault, whose, gen1, machine, io, signal });
    return { profiles, roles, found, whose };
  });
}
