import type { Company } from "../core/plan/company.ts";
import type { Desired, DesiredInput } from "../core/plan/desired.ts";
import { inActiveAccounts, movedFrom } from "../core/plan/moved.ts";
import type { Resource, ResourceKey, State } from "../core/state/resource.ts";
import { givenByOthers } from "./given-by-others.ts";
import type { AccountTerms } from "./team-accounts.ts";

interface Known {
  /** Keys of what earlier runs gave and did not take again. */
  readonly given: ReadonlySet<ResourceKey>;
  readonly company: Company;
}

interface NoLongerGiven {
  /** What is asked for, where nothing is to be gone that another team file gives. */
  readonly described: Desired;
  /** What people got earlier and their rows name no more; AWS may have it still. */
  readonly left: State;
}

/** What the rows give no more, because they have ended or people have moved, and no other team file gives either. */
export async function noLongerGiven(
  asked: Desired,
  { given, company }: Known,
  about: Pick<DesiredInput, "settings" | "fallbackRegion" | "today">,
  terms: AccountTerms,
): Promise<NoLongerGiven> {
  const moved = movedFrom(asked, { given, handedOver: company.handedOver });
  if (moved.size + asked.absent.size === 0) return { described: asked, left: new Map() };
  const isOthers = await givenByOthers(asked, company.teams ?? [], about, terms);
  const withoutOthers = <One extends Resource>(gone: ReadonlyMap<ResourceKey, One>) =>
    new Map([...gone].filter(([, one]) => !isOthers(one)));
  const left = withoutOthers(moved);
  const { accounts } = await terms.lookup.organization.withIds([...left.values()].map(({ accountId }) => accountId));
  return {
    described: { ...asked, absent: withoutOthers(asked.absent) },
    left: inActiveAccounts(left, accounts),
  };
}
