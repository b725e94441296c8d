import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { OrganizationAccount } from "../../core/organization/organization-account.ts";
import type { Instance } from "../../core/state/observation.ts";
import type { PermissionSet } from "../../core/state/resource.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { explain } from "../../identity-center/calls/explain.ts";
import { connect } from "../../identity-center/connect/connect.ts";
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
  readonly ssoRegion?: string;
  readonly io: Io;
}

/** Finds Identity Center, and the accounts and units of its organization. Changes nothing. Every dead end is an `OnboardError`. */
export function findOrganization(look: Look): Promise<Organization> {
  return looking(look, async ({ connection, ambientRegion }) => ({
    instance: connection.instance,
    directory: connection.organization,
    units: connection.organization.known ? await createUnitFinder(connection.aws).paths() : [],
    callerArn: connection.callerArn,
    ...definedOnly({ ambientRegion }),
  }));
}

/** The permission sets that are there, by name. */
export function findSets(look: Look): Promise<readonly FoundSet[]> {
  return looking(look, async ({ connection: { aws, instance }, signal, onStep }) => {
    onStep("Reading permission sets");
    return listPermissionSets(openSession(aws, instance, signal)).catch((error: unknown) => {
      throw explain(error, "reading permission sets (sso:ListPermissionSets, sso:DescribePermissionSet)");
    });
  });
}

type Found = Pick<ReturnType<typeof callsAt>, "signal" | "onStep"> & {
  readonly connection: Awaited<ReturnType<typeof connect>>;
  readonly ambientRegion: string | undefined;
};

async function looking<Result>({ profile, ssoRegion, io }: Look, work: (found: Found) => Promise<Result>) {
  const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new is read.\n"));
  return atTarget(definedOnly({ profile }), io, stop, async (target, interruption) => {
    const { factory, signal, onStep } = callsAt(target, {}, { interruption, io });
    onStep("Looking for Identity Center");
    const connection = await connect(factory, definedOnly({ ssoRegion }));
    const result = await work({ connection, signal, onStep, ambientRegion: await factory.ambientRegion() });
    if (signal.aborted) throw signal.reason instanceof OnboardError ? signal.reason : new Error("stopped");
    return result;
  });
}
