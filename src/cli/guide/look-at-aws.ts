import type { OrganizationAccount } from "../../core/organization/organization-account.ts";
import type { MeantInstance } from "../../core/settings/settings.ts";
import type { Instance } from "../../core/state/observation.ts";
import type { PermissionSet } from "../../core/state/resource.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { explain } from "../../identity-center/calls/explain.ts";
import { connect, connectOptions } from "../../identity-center/connect/connect.ts";
import { createUnitFinder } from "../../identity-center/connect/organizational-units.ts";
import { listPermissionSets } from "../../identity-center/kinds/permission-set/list-permission-sets.ts";
import { openSession } from "../../identity-center/session/session.ts";
import { callsAt } from "../target/calls-at.ts";
import { atTarget } from "../target/target.ts";
import { onInterrupt } from "../terminal/interruption.ts";
import type { Io } from "../terminal/io.ts";

/** What there is to choose from, as far as the caller may know it. */
export interface Organization {
  readonly instance: Instance;
  /** `known: false` where AWS does not list them to this caller. */
  readonly directory: { readonly accounts: readonly OrganizationAccount[]; readonly known: boolean };
  /** Paths of organizational units, names from the root down. Empty where they could not be listed. */
  readonly units: readonly string[];
  /** The Region that the environment or profile names. */
  readonly ambientRegion?: string;
  readonly callerArn: string;
}

/** A permission set that is there already. `content` is absent where there are too many to read them all. */
export interface FoundSet {
  readonly name: string;
  readonly description?: string;
  readonly content?: PermissionSet;
}

/** Where to look, and as whom. */
interface Look {
  readonly profile?: string;
  /** Which Identity Center the settings mean, and where. */
  readonly instance: MeantInstance;
  readonly io: Io;
}

/** Finds Identity Center, and the accounts and units of its organization. Changes nothing. Every dead end is an `OnboardError`. */
export function findOrganization({ instance: meant, ...look }: Look): Promise<Organization> {
  return looking(look, async ({ factory, onStep }) => {
    onStep("Looking for Identity Center, and for the accounts of its organization");
    const { aws, instance, organization, callerArn } = await connect(factory, connectOptions(meant));
    const directory = await organization.all();
    return {
      instance,
      directory,
      units: directory.known ? await createUnitFinder(aws).paths() : [],
      callerArn,
      ...definedOnly({ ambientRegion: await factory.ambientRegion() }),
    };
  });
}

/** The permission sets that an instance has, by name. */
export function findSets(look: Omit<Look, "instance">, instance: Instance): Promise<readonly FoundSet[]> {
  return looking(look, async ({ factory, signal, onStep }) => {
    onStep("Reading permission sets");
    const session = openSession(await factory.in(instance.region), instance, signal);
    return listPermissionSets(session).catch((error: unknown) => {
      throw explain(error, "reading permission sets (sso:ListPermissionSets, sso:DescribePermissionSet)");
    });
  });
}

type Calls = Pick<ReturnType<typeof callsAt>, "factory" | "signal" | "onStep">;

async function looking<Result>({ profile, io }: Omit<Look, "instance">, work: (calls: Calls) => Promise<Result>) {
  const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new is read.\n"));
  return atTarget(definedOnly({ profile }), io, stop, async (target, interruption) => {
    const calls = callsAt(target, {}, { interruption, io });
    const result = await work(calls);
    if (calls.signal.aborted) throw calls.signal.reason;
    return result;
  });
}
