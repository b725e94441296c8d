import type { Limits } from "../aws/limits.ts";
import type { Fault } from "../errors/fault.ts";
import type { Action, Blocker, ChangeOf } from "./change.ts";
import type { Resource, ResourceKey } from "./resource.ts";

/** Everything that the core knows about one kind of resource, each thing a value or a pure function. */
export interface KindOf<One extends Resource> {
  /** What AWS lets be done to one. What is not here is in no plan, and refused in a file that says so. */
  readonly actions: readonly Action[];
  /** The place of its changes in a plan: lower comes first. */
  readonly rank: number;
  /** The place of its deletions among those of a plan; absent: it is never deleted. */
  readonly rankOfDeletion?: number;
  readonly keyOf: (one: One) => ResourceKey;
  /** What must be there before it can be made, and cannot be deleted before it is. */
  readonly dependenciesOf: (one: One) => readonly ResourceKey[];
  /** The key of the person who has it, or that it may be anybody's; absent: nobody gets into an account by it. */
  readonly holderOf?: (one: One) => ResourceKey | "anybody" | undefined;
  /** What is made of something desired that is not there; absent: just that. */
  readonly created?: (desired: One) => One;
  /** What is there, with what is desired of it; absent: it is there or not, and nothing of it is ever changed. */
  readonly merged?: (before: One, desired: One) => One;
  /** What is there, brought to just what is desired; absent: it is there or not. */
  readonly replaced?: (before: One, desired: One) => One;
  /** Where a change of it leads, without what only tells how far it is; absent: all of it counts. */
  readonly outcomeOf?: (one: One) => One;
  /** What a change adds that would break AWS's rules; what is there already may be as it is. */
  readonly additionFaults?: (before: One | undefined, after: One) => readonly Fault[];
  /** Why nothing can be done to it where an external identity provider owns the directory; absent: it can. */
  readonly heldByProvider?: (one: One, action: Action) => Blocker;
  /** How long AWS's limits make so many changes take. */
  readonly timeFor: (work: WorkOfKind<One>, limits: Limits) => Time;
  /** It in a few words, for sentences: `user ana@example.com`. */
  readonly describe: (one: One) => string;
  /** The same as the subject of a sentence. A name's first letter is never touched. */
  readonly subject: (one: One) => string;
  /** What making a change is called: `creating user ana@example.com`. */
  readonly doing: (action: Action, one: One) => string;
  /** How a plan tells of a change of it. */
  readonly tell: (change: ChangeOf<One>, names: Names) => Telling;
  /** It without anything by which a person could be recognized. */
  readonly redact: (one: One, redactor: Redactor) => One;
}

/** Changes of one kind: how many there are of each action, and which. */
export interface WorkOfKind<One extends Resource> extends Readonly<Record<Action, number>> {
  readonly changes: readonly ChangeOf<One>[];
  /** Whether a permission set is known to have its role in an account. */
  readonly hasRole: (place: { readonly accountId: string; readonly permissionSet: string }) => boolean;
}

/** Seconds that changes of one kind take. Kinds overlap, except for what comes before and after. */
export interface Time {
  /** What everything else waits for. */
  readonly before?: number;
  readonly meanwhile?: number;
  /** Calls to sso-admin, of which all kinds have one rate together. */
  readonly ssoAdminCalls?: number;
}

/** What a plan's reader knows already. */
export interface Names {
  /** The account's name, with its id where several are called that. */
  readonly accountName: (accountId: string) => string;
  /** The permission set that everybody gets, where it is one: it need not be named again. */
  readonly commonPermissionSet?: string | undefined;
}

/** Whom a change concerns, and what they are told. */
export type Telling =
  /** One person, beside their name. */
  | { readonly concerns: "person"; readonly userName: string; readonly words: string }
  /** Nobody in particular: a line of its own. */
  | { readonly concerns: "all"; readonly words: string }
  /** Nobody in particular; those with the same words share a line, which lists their names. */
  | { readonly concerns: "accounts"; readonly words: string; readonly name: string };

/** What stands for people in what is shown to strangers. */
export interface Redactor {
  /** What the person with this user name is called. */
  readonly label: (userName: string) => string;
  /** The text, with people in it called by their labels. */
  readonly screen: (text: string) => string;
}
