import { isReference } from "../state/account-reference.ts";
import { type Change, type ChangeOf, resourceOf } from "../state/change.ts";
import { describeChange, describeResource } from "../state/describe.ts";
import { accountKey } from "../state/kinds/account.ts";
import { endsTheSame } from "../state/kinds/compare-permission-sets.ts";
import { keyOf, kindOf } from "../state/kinds.ts";
import type { PermissionSet, Resource, ResourceKey } from "../state/resource.ts";
import { commandForCaller } from "../text/command-line.ts";
import { shownList } from "../text/shown-list.ts";
import type { RecordedRun } from "./recorded-run.ts";

/** Something that a run did, and what there is to be in its place. */
export type TakingBack =
  | {
      /** The run has made it. */
      readonly way: "remove";
      readonly resource: Resource;
      readonly isOpen: boolean;
    }
  | {
      /** The run has removed it. */
      readonly way: "give-back";
      readonly resource: Resource;
      readonly isOpen: boolean;
    }
  | {
      /** The run has changed it. */
      readonly way: "restore";
      readonly resource: PermissionSet;
      /** As the run left it. */
      readonly left: PermissionSet;
      readonly isOpen: boolean;
    };

/** All that there is to take back of a run, and what of it cannot be taken back, in sentences. */
export interface TakingsBack {
  readonly takings: readonly TakingBack[];
  readonly told: readonly string[];
}

/** Turns what a run did around. Nothing is known yet of what AWS has now. */
export function takingsBack({ changes, ids }: RecordedRun): TakingsBack {
  const lostUsers: string[] = [];
  const already: Change[] = [];
  const byHand = new Map<string, string[]>();
  const takings = changes.flatMap(({ change, end, already: isAlready }): readonly TakingBack[] => {
    if (isAlready) {
      already.push(change);
      return [];
    }
    const isOpen = end === "open";
    const resource = resourceOf(change);
    const hand = BY_HAND[resource.kind];
    if (hand !== undefined) {
      byHand.set(hand, [...(byHand.get(hand) ?? []), describeResource(resource)]);
      return [];
    }
    if (change.action === "delete" && change.before.kind === "User") {
      lostUsers.push(change.before.userName);
      return [];
    }
    return takingOf(change, isOpen).flatMap((one) => withAccountId(one, ids) ?? []);
  });
  return {
    takings,
    told: [
      ...[...byHand].map(([hand, what]) => `Not undone: ${shownList(what, MOST_NAMED)}. ${hand}`),
      ...(lostUsers.length === 0 ? [] : [lostWords(lostUsers)]),
      ...(already.length === 0 ? [] : [alreadyWords(already)]),
      ...unknownAccounts(
        changes.map(({ change }) => resourceOf(change)),
        ids,
      ),
    ],
  };
}

const MOST_NAMED = 5;

/** What nothing takes back, and what to do about it. */
const BY_HAND: { readonly [One in Resource["kind"]]?: string } = {
  Account:
    "An account can only be closed, by hand, and its address is gone for good: AWS Organizations, AWS accounts, the account, Close.",
  Bootstrap:
    "Others may use a bootstrap by now: who is sure that nobody does deletes the stack CDKToolkit there, and empties its bucket.",
};

function takingOf(change: Change, isOpen: boolean): readonly TakingBack[] {
  switch (change.action) {
    case "create":
      return [{ way: "remove", resource: change.after, isOpen }];
    case "delete":
      return isOfTheGone(change.before) ? [] : [{ way: "give-back", resource: change.before, isOpen }];
    case "update":
      return isOfSet(change) ? [{ way: "restore", resource: toRestore(change), left: change.after, isOpen }] : [];
    default:
      return change satisfies never;
  }
}

/** Whose sessions a set ended before is asked for only where the run changed it. */
function toRestore({ before, after }: Extract<ChangeOf<PermissionSet>, { action: "update" }>): PermissionSet {
  const { endedSessions = [], ...rest } = before;
  return endsTheSame(before, after) ? rest : { ...rest, endedSessions };
}

/** What accounts have of a set follows from the set. */
function isOfSet(change: Change): change is Extract<ChangeOf<PermissionSet>, { action: "update" }> {
  return change.action === "update" && change.before.kind === "PermissionSet";
}

/** Nobody can be given anything who is not in the directory any more. */
function isOfTheGone(resource: Resource): boolean {
  return resource.kind === "AccountAssignment" && resource.principal.gone === true;
}

/** A run that makes an account speaks of it by a reference; by now it has an id. */
function withAccountId(taking: TakingBack, ids: RecordedRun["ids"]): TakingBack | undefined {
  const { resource } = taking;
  if (resource.kind !== "AccountAssignment" || !isReference(resource.accountId)) return taking;
  const accountId = ids.get(accountKey(resource.accountId));
  return accountId === undefined || taking.way === "restore"
    ? undefined
    : { ...taking, resource: { ...resource, accountId } };
}

function unknownAccounts(resources: readonly Resource[], ids: RecordedRun["ids"]): readonly string[] {
  const lost = resources.filter(
    (one) =>
      one.kind === "AccountAssignment" &&
      isReference(one.accountId) &&
      ids.get(accountKey(one.accountId)) === undefined,
  );
  if (lost.length === 0) return [];
  return [
    `Not undone, since the run ended before the ids of its new accounts were recorded: ${shownList(lost.map(describeResource), MOST_NAMED)}. ${commandForCaller("access")} shows them; remove them by hand.`,
  ];
}

function lostWords(userNames: readonly string[]): string {
  return `A user that was deleted cannot come back, nor can what they had: ${shownList(userNames, MOST_NAMED)}. Onboard them anew with a team file; to AWS they are somebody new.`;
}

function alreadyWords(changes: readonly Change[]): string {
  return `Somebody else had done this when the run came to it, so it stays: ${shownList(changes.map(describeChange), MOST_NAMED)}.`;
}

/** The key of what is taken back, and of everything that it rests on. */
export function keysBehindTaking({ resource }: TakingBack): readonly ResourceKey[] {
  return [keyOf(resource), ...kindOf(resource).dependenciesOf(resource)];
}
