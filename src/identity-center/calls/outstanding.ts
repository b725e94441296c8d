import { classify } from "../../aws/aws-error.ts";
import { pause } from "../../aws/backoff.ts";

/** One request that AWS works on after it has answered. */
export interface Work<Result> {
  /** Makes the request and waits for its end. Started again when AWS has no room for it. */
  readonly start: () => Promise<Result>;
  /** The account whose role it may touch; absent when it is about several. */
  readonly account?: string;
  /** Asked when it could start: whether it makes or changes a role there. AWS does one such at a time in an account. */
  readonly updatesRole?: () => boolean;
}

/** Keeps requests in progress below AWS's limits: so many at a time, and one role update at a time in each account. */
export interface Outstanding {
  /** Runs the work when there is room. Rejects with the signal's reason when interrupted before. */
  run<Result>(work: Work<Result>, signal?: AbortSignal): Promise<Result>;
}

/** Accounts in which a role is being made or changed, shared by all kinds of requests. */
export interface BusyAccounts {
  readonly accounts: Set<string>;
  /** Told when an account is free again. */
  readonly onFree: Set<() => void>;
}

interface Waiting {
  readonly work: Work<unknown>;
  readonly go: (updatesRole: boolean) => void;
}

/** Longest wait for room that others use, before AWS is asked again; milliseconds. */
const ASK_AGAIN = 5_000;
/** So many refusals in a row without anything of ours ending, and the work is given up. */
const REFUSALS = 120;

/**
 * Room for at most `most` requests. Those of an account that has the fewest in progress go first, so that a team sorted
 * by account keeps all accounts busy. When AWS refuses for want of room, somebody else uses it: the room shrinks by one
 * (and grows again by one for each full round without a refusal), and the refused work waits until one of ours has ended.
 */
export function createOutstanding(most: number, busy: BusyAccounts = createBusyAccounts()): Outstanding {
  const waiting = new Map<string, Waiting[]>();
  const inProgress = new Map<string, number>();
  const refused: (() => void)[] = [];
  let holders = 0;
  let room = most;
  let calm = 0;

  const fits = ({ work }: Waiting) => !(busy.accounts.has(work.account ?? "") && work.updatesRole?.());

  const takeNext = (): Waiting | undefined => {
    let best: { readonly lane: string; readonly count: number; readonly queue: Waiting[] } | undefined;
    for (const [lane, queue] of waiting) {
      const count = inProgress.get(lane) ?? 0;
      if (best !== undefined && best.count <= count) continue;
      if (queue[0] !== undefined && fits(queue[0])) best = { lane, count, queue };
    }
    const first = best?.queue.shift();
    if (best?.queue.length === 0) waiting.delete(best.lane);
    return first;
  };

  const startNext = () => {
    while (holders < room) {
      const next = takeNext();
      if (next === undefined) return;
      const { account = "", updatesRole } = next.work;
      const changes = updatesRole?.() ?? false;
      holders += 1;
      inProgress.set(account, (inProgress.get(account) ?? 0) + 1);
      if (changes) busy.accounts.add(account);
      next.go(changes);
    }
  };
  busy.onFree.add(startNext);

  const enter = (work: Work<unknown>, signal: AbortSignal | undefined) =>
    new Promise<boolean>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const lane = work.account ?? "";
      const queue = waiting.get(lane) ?? [];
      const abort = () => {
        queue.splice(queue.indexOf(entry), 1);
        if (queue.length === 0) waiting.delete(lane);
        reject(signal?.reason);
      };
      const go = (updatesRole: boolean) => {
        signal?.removeEventListener("abort", abort);
        resolve(updatesRole);
      };
      const entry = { work, go };
      signal?.addEventListener("abort", abort, { once: true });
      queue.push(entry);
      waiting.set(lane, queue);
      startNext();
    });

  const leave = ({ account = "" }: Work<unknown>, updatedRole: boolean) => {
    holders -= 1;
    const left = (inProgress.get(account) ?? 1) - 1;
    if (left === 0) inProgress.delete(account);
    else inProgress.set(account, left);
    calm += 1;
    if (calm > room) {
      room = Math.min(most, room + 1);
      calm = 0;
    }
    refused.shift()?.();
    if (updatedRole) {
      busy.accounts.delete(account);
      for (const wake of busy.onFree) wake();
    } else startNext();
  };

  /** Until one of ours has ended, or for so long that somebody else's may have. */
  const untilRoom = async (attempt: number, signal: AbortSignal | undefined) => {
    // Work that is refused again says nothing new: somebody else's requests are still in progress.
    if (attempt === 0) room = Math.max(1, Math.min(room, holders) - 1);
    calm = 0;
    const woken = new AbortController();
    const wake = () => woken.abort();
    refused.push(wake);
    const longest = Math.min(ASK_AGAIN, 500 * 2 ** attempt);
    const either = signal === undefined ? woken.signal : AbortSignal.any([woken.signal, signal]);
    await pause(longest, either).catch(() => undefined);
    const index = refused.indexOf(wake);
    if (index !== -1) refused.splice(index, 1);
    if (signal?.aborted) throw signal.reason;
  };

  return {
    run: async ({ start, ...about }, signal) => {
      const work = { start, ...about };
      const updatesRole = await enter(work, signal);
      try {
        for (let attempt = 0; ; attempt += 1) {
          try {
            return await start();
          } catch (error) {
            if (classify(error) !== "no-room" || attempt === REFUSALS) throw error;
            await untilRoom(attempt, signal);
          }
        }
      } finally {
        leave(work, updatesRole);
      }
    },
  };
}

/** No account is busy. */
export function createBusyAccounts(): BusyAccounts {
  return { accounts: new Set(), onFree: new Set() };
}
