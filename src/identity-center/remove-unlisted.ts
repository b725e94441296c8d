import { OnboardError } from "../core/errors/onboard-error.ts";
import type { Company } from "../core/plan/company.ts";
import type { Desired } from "../core/plan/desired.ts";
import { losersIn, unlistedRemovals } from "../core/plan/unlisted.ts";
import { removalsOverLimit } from "../core/safety/removals.ts";
import type { Safety } from "../core/settings/settings.ts";
import type { Change } from "../core/state/change.ts";
import { keyOf, stateOf } from "../core/state/kinds.ts";
import type { Observation, UnmanagedHolder } from "../core/state/observation.ts";
import type { Resource, State } from "../core/state/resource.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import type { OpenKinds } from "./kinds/kinds.ts";
import { observe } from "./observe.ts";
import type { Session } from "./session/session.ts";

interface UnlistedLook {
  readonly first: Observation;
  readonly named: Desired;
  readonly moved: readonly Resource[];
  readonly company: Company;
}

interface WithUnlisted {
  /** What is wanted, and what the file does not name to be gone. */
  readonly desired: Desired;
  readonly unlisted: State;
  readonly observation: Observation;
}

/** Adds to what is wanted that all is to be gone that the file does not name. */
export async function withUnlisted(session: Session, kinds: OpenKinds, look: UnlistedLook): Promise<WithUnlisted> {
  const { first, named } = look;
  const unlisted = unlistedIn(look);
  if (unlisted.size === 0) return { desired: named, unlisted, observation: first };
  const desired = { ...named, absent: new Map([...named.absent, ...unlisted]) };
  // What is to be gone decides by what else somebody has their access, and what has to be given first.
  return { desired, unlisted, observation: await lookAgain(session, kinds, desired, first) };
}

/** What the file does not name, to be gone. Throws where not all that it takes could be read: then nothing is. */
function unlistedIn({ first, named, moved, company }: UnlistedLook): State {
  const { unlisted = [], state, tagsUntold } = first;
  const found = unlistedRemovals({ unlisted, desired: named, state, company, moved, ...definedOnly({ tagsUntold }) });
  if (found.kind === "removals") return found.absent;
  throw new OnboardError({
    kind: "cannot-tell",
    message: `${found.reason} Nothing was changed.`,
    remedy:
      "Run it at AWS, with credentials that may read the directory (identitystore:DescribeUser, identitystore:DescribeGroup), or without --remove-unlisted.",
  });
}

/** Looks again with all in mind that is to be gone; who the strangers are, and what AWS has, is known from the first look. */
async function lookAgain(
  session: Session,
  kinds: OpenKinds,
  desired: Desired,
  { unmanaged, unlisted, othersInGroups, permissionSetNames }: Observation,
): Promise<Observation> {
  const observation = await observe(session, kinds, desired);
  const stay = unmanaged?.flatMap((one) => remaining(one, desired.absent));
  return { ...observation, ...definedOnly({ unmanaged: stay, unlisted, othersInGroups, permissionSetNames }) };
}

/** What is to be gone is no news of a stranger. */
function remaining(one: UnmanagedHolder, absent: State): readonly UnmanagedHolder[] {
  const { who, permissionSet } = one;
  if ("others" in who) return [one];
  const accountIds = one.accountIds.filter(
    (accountId) => !absent.has(keyOf({ kind: "AccountAssignment", accountId, permissionSet, principal: who })),
  );
  return accountIds.length === 0 ? [] : [{ ...one, accountIds }];
}

/** An upstream that answered nothing must not take away everybody's access, whatever is allowed by name. */
export function refuseOverLimit(changes: readonly Change[], observation: Observation, safety: Safety): void {
  const fault = removalsOverLimit({ changes, observation, safety });
  if (fault === undefined) return;
  const losing = stateOf(changes.flatMap(({ action, before }) => (action === "delete" ? [before] : [])));
  throw new OnboardError({
    kind: "failed",
    message: `--remove-unlisted would take away more than the limits let through: ${losersIn(losing)}. ${fault} Nothing was changed.`,
    remedy:
      "Look whether the team file is whole. If all of it is meant, raise the limits for this run with --max-removals and --max-removal-percent.",
  });
}
