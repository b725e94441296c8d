import type { Blocker, ChangeOf } from "../../core/state/change.ts";
import type {
  DisabledUser,
  GroupHoldings,
  HeldAccess,
  IdentitySource,
  ProvisionedAccounts,
} from "../../core/state/observation.ts";
import type { Kind, OfKind, Principal, Resource, ResourceKey, State } from "../../core/state/resource.ts";
import type { Done } from "../calls/done.ts";

/** One kind of resource at AWS. It is opened once for each run, and keeps for the run what it has to remember. */
export interface OpenKind<One extends Resource> {
  /** Reads which of the wanted resources there are, and nothing else. Ids of what is found are kept in the session. */
  readonly observe: (look: Look) => Promise<Observed<One>>;
  /** Each returns when AWS has done it. */
  readonly create: Able<(one: One, onPart: OnPart) => Promise<Done>>;
  readonly update: Able<(before: One, after: One, onPart: OnPart) => Promise<Done>>;
  readonly delete: Able<(one: One) => Promise<Done>>;
  /** The words for what AWS answered, where this kind has better ones than those for every call. */
  readonly explain?: (error: unknown, change: ChangeOf<One>) => Error | undefined;
}

/** What can be done; or that AWS has no such thing. */
export type Able<Doing> = Doing | "never";

/** Told how many parts of a long change are done. */
export type OnPart = (done: number, total: number) => void;

/** A look at everything that is wanted, to be there or to be gone, kind by kind. */
export interface Look {
  readonly desired: State;
  readonly absent: State;
  /** Another way to what is desired does not do. */
  readonly isExact?: boolean;
  /** Everybody is looked for who holds one of the desired permission sets in one of the desired accounts, also where no row has that. */
  readonly everybody?: true;
  /** What was seen of another kind, once all of it is; its identifiers are in the session then. */
  readonly seen: (kind: Kind) => Promise<Observed<Resource>>;
}

/** What a look saw of one kind. */
export interface Observed<One extends Resource> {
  readonly resources: readonly One[];
  /** What must not be made, and why. */
  readonly blocked?: ReadonlyMap<ResourceKey, Blocker>;
  /** What must not be deleted, and why. */
  readonly kept?: ReadonlyMap<ResourceKey, Blocker>;
  /** Groups that are to be gone, and in which others are than are to leave them. */
  readonly joinedByOthers?: ReadonlySet<ResourceKey>;
  /** In the order in which they are desired. */
  readonly disabledUsers?: readonly DisabledUser[];
  readonly identitySource?: IdentitySource;
  /** That AWS spells something otherwise than it was written, in sentences. */
  readonly notes?: readonly string[];
  /** Where each permission set is, by its name. */
  readonly provisioned?: ReadonlyMap<string, ProvisionedAccounts>;
  /** The names of all permission sets that were met on the way. */
  readonly permissionSetNames?: readonly string[];
  /** Members of the groups of the plan whom nobody asked about; only of a look for everybody. */
  readonly othersInGroups?: readonly MemberOfGroup[];
  /** Permission sets whose tags this endpoint does not tell. */
  readonly tagsUntold?: ReadonlySet<string>;
  /** Everybody who holds a permission set in an account that was asked, desired or not. */
  readonly holders?: readonly Holder[];
  readonly heldOtherwise?: readonly HeldAccess[];
  /** What the groups give that somebody is still to join. */
  readonly groupHoldings?: ReadonlyMap<ResourceKey, GroupHoldings>;
  /** The names of all principals that were seen on the way, by id. */
  readonly names?: KnownNames;
}

/** Somebody who is in a group, by id. */
export interface MemberOfGroup {
  readonly group: string;
  readonly userId: string;
}

/** Somebody who holds a permission set in an account, as AWS lists it: by id. */
export interface Holder {
  readonly accountId: string;
  readonly permissionSet: string;
  readonly principalType: Principal["type"];
  readonly principalId: string;
}

/** What is known of the directory without asking again: names by id. */
export type KnownNames = ReadonlyMap<string, string>;

/** The resources of one kind that are looked for: those that shall be there, and those that shall not. */
export function wantedOf<One extends Kind>(
  { desired, absent }: Pick<Look, "desired" | "absent">,
  kind: One,
): readonly OfKind<One>[] {
  return [...ofKind(desired, kind), ...ofKind(absent, kind)];
}

/** The resources of one kind in a state. */
export function ofKind<One extends Kind>(state: State, kind: One): readonly OfKind<One>[] {
  return [...state.values()].filter((resource): resource is OfKind<One> => resource.kind === kind);
}
