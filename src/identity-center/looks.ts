import type { Wanted } from "../core/plan/desired.ts";
import { keyOf } from "../core/state/kinds.ts";
import type { Kind, Resource } from "../core/state/resource.ts";
import { canonicalJson } from "../core/text/canonical-json.ts";
import type { OpenKinds } from "./kinds/kinds.ts";
import { type Look, type Observed, ofKind, wantedOf } from "./kinds/open-kind.ts";
import { groupNamesMeant, userNamesMeant } from "./kinds/principals-wanted.ts";

/**
 * Whether those are looked for, too, who hold the plan's permission sets without being in the team file: to tell of them, or all
 * of them, to take it from them.
 */
export type Scope = "plan" | "plan-and-unmanaged" | "plan-and-unlisted";

/** Looks at what is wanted, kind by kind, each once. A kind that needs another one's identifiers waits for what was seen of that. */
export interface Looks {
  readonly seen: (kind: Kind) => Promise<Observed<Resource>>;
  /** What was asked already, if it is what this look would ask. */
  readonly sameAs: (kind: Kind, look: Look) => Promise<Observed<Resource>> | undefined;
}

/** What `early` has asked already is not asked again, unless it failed. */
export function openLooks(
  kinds: OpenKinds,
  { state, absent, isExact = false }: Wanted,
  scope: Scope,
  early?: Looks,
): Looks {
  const begun = new Map<Kind, Promise<Observed<Resource>>>();
  const begin = (kind: Kind): Promise<Observed<Resource>> => {
    const observe = (): Promise<Observed<Resource>> => kinds[kind].observe(look);
    return early?.sameAs(kind, look)?.catch(observe) ?? observe();
  };
  const seen = (kind: Kind) => {
    const looking = begun.get(kind) ?? begin(kind);
    begun.set(kind, looking);
    return looking;
  };
  const everybody = scope === "plan-and-unlisted" ? ({ everybody: true } as const) : {};
  const look: Look = { desired: state, absent, isExact, ...everybody, seen };
  const sameAs = (kind: Kind, other: Look) =>
    QUESTIONS[kind]?.(other) === QUESTIONS[kind]?.(look) ? begun.get(kind) : undefined;
  return { seen, sameAs };
}

/**
 * Begins to look at people, groups and permission sets, which can be asked about before it is known in which accounts they are to
 * have something, or while assignments are still being made. Whoever looks at all kinds then takes these looks over.
 */
export function beginLooking(kinds: OpenKinds, wanted: Wanted, scope: Scope): Looks {
  const looks = openLooks(kinds, wanted, scope);
  for (const kind of Object.keys(QUESTIONS) as Kind[]) looks.seen(kind).catch(() => undefined);
  return looks;
}

/** What a kind asks AWS about, for those kinds that ask about nothing in accounts. */
const QUESTIONS: { readonly [One in Kind]?: (look: Look) => string } = {
  User: (look) => listed(keysOf(wantedOf(look, "User")), userNamesMeant(look)),
  Group: (look) => listed(keysOf(wantedOf(look, "Group")), groupNamesMeant(look)),
  GroupMembership: (look) =>
    listed(
      keysOf(ofKind(look.desired, "GroupMembership")),
      keysOf(ofKind(look.absent, "GroupMembership")),
      keysOf(wantedOf(look, "User")),
      [look.everybody ? "everybody" : ""],
    ),
  PermissionSet: (look) =>
    listed(
      ofKind(look.desired, "PermissionSet").map(canonicalJson),
      keysOf(ofKind(look.absent, "PermissionSet")),
      wantedOf(look, "AccountAssignment").map(({ permissionSet }) => permissionSet),
    ),
};

function keysOf(resources: readonly Resource[]): readonly string[] {
  return resources.map(keyOf);
}

function listed(...parts: readonly (readonly string[])[]): string {
  return JSON.stringify(parts.map((part) => [...new Set(part)].sort()));
}
