import { classify } from "../../../aws/aws-error.ts";
import { pause } from "../../../aws/backoff.ts";
import { inProgress, neverEnds } from "../../calls/in-progress.ts";
import { createStatusLists } from "../../calls/status-lists.ts";
import type { AssignmentCalls, AssignmentStatus } from "./assignment-calls.ts";

/** Follows requests that make assignments, or those that remove them, to their end. All that are open are asked for in one call. */
export interface AssignmentRequests {
  /** Resolves with the request's final status. Rejects when interrupted, or when AWS does not end it in time. */
  ended(requestId: string): Promise<AssignmentStatus>;
  /** Requests in progress at AWS now, ours or anybody's, each with its target; empty where AWS cannot list them. */
  inProgress(): Promise<readonly AssignmentStatus[]>;
}

interface Waiting {
  readonly since: number;
  readonly resolve: (status: AssignmentStatus) => void;
  readonly reject: (error: unknown) => void;
}

export interface PollOptions {
  readonly signal?: AbortSignal;
  /** Calls a second that AWS allows, for whatever they are. */
  readonly perSecond: number;
}

/**
 * What polls take at most of the calls that AWS allows. Where assignments are short, more polls leave fewer calls that begin one, and
 * fewer polls let one that has ended keep its place for longer: between a third and a fifth it makes no difference.
 */
const PART_OF_CALLS = 1 / 4;
const SLOWEST_POLL = 5_000;
/** How long requests take until AWS has shown it: a guess that is too long would never be found out. Milliseconds. */
const FIRST_GUESS = 80;
/** A request that takes longer than usual is asked about again after this part of its age. */
const AGAIN_AFTER = 1 / 20;
/** A request that is open for so long will not end in this run; the next one finds it. Milliseconds. */
const LONGEST_WAIT = 15 * 60_000;
/** A request that AWS has just taken may not be known everywhere yet. Milliseconds. */
const UNKNOWN_FOR = 30_000;

/** Asks about all open requests together, whenever one of them is likely to have ended. */
export function createAssignmentRequests(
  { describe, listing }: Pick<AssignmentCalls, "describe" | "listing">,
  { signal, perSecond }: PollOptions,
): AssignmentRequests {
  const lists = createStatusLists(listing);
  const waiting = new Map<string, Waiting>();
  let usual = FIRST_GUESS;
  let polling = false;
  const fastest = 1000 / (perSecond * PART_OF_CALLS);

  const end = (requestId: string, { since, resolve }: Waiting, status: AssignmentStatus) => {
    waiting.delete(requestId);
    const age = performance.now() - since;
    // What is seen is the end and the wait for the next question: the shortest tell most.
    usual = age < usual ? age : usual + (age - usual) / 10;
    resolve(status);
  };

  /** Asks about one request by itself: for why it failed, or because the lists do not show it. */
  const settle = async (requestId: string) => {
    const entry = waiting.get(requestId);
    if (entry === undefined) return;
    const age = performance.now() - entry.since;
    try {
      const status = await describe(requestId);
      if (isOver(status)) return end(requestId, entry, status);
      if (age < LONGEST_WAIT) return;
      waiting.delete(requestId);
      entry.reject(inProgress(requestId, neverEnds("assignment", age)));
    } catch (error) {
      if (age < UNKNOWN_FOR && classify(error) === "not-found") return;
      // What is wrong with asking about one request says nothing about the others.
      waiting.delete(requestId);
      entry.reject(error);
    }
  };

  const look = async () => {
    const now = performance.now();
    const asked = [...waiting];
    const statuses = await lists.of(asked.map(([id]) => id));
    const unsettled: string[] = [];
    for (const [id, entry] of asked) {
      const status = statuses.get(id);
      if (status === "SUCCEEDED") end(id, entry, { Status: status, RequestId: id });
      else if (status !== "IN_PROGRESS" || now - entry.since > LONGEST_WAIT) unsettled.push(id);
    }
    await Promise.all(unsettled.map(settle));
  };

  /** When the next of them is likely to end, from now. */
  const untilNextEnd = () => {
    const now = performance.now();
    const waits = [...waiting.values()].map(({ since }) => {
      const age = now - since;
      return age < usual ? usual - age : age * AGAIN_AFTER;
    });
    return Math.min(...waits);
  };

  /** Ends in the same step in which nobody waits any more, so that whoever comes next starts it again. */
  const poll = async () => {
    polling = true;
    try {
      while (waiting.size > 0) {
        await pause(Math.min(SLOWEST_POLL, Math.max(fastest, untilNextEnd())), signal);
        await look();
      }
    } catch (error) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    } finally {
      polling = false;
    }
  };

  /** A request that is over by the time it is asked about, or that AWS no longer knows, is not in progress. */
  const describeOpen = async (requestId: string) => {
    try {
      const status = await describe(requestId);
      return isOver(status) ? [] : [status];
    } catch (error) {
      if (["not-found", "denied"].includes(classify(error))) return [];
      throw error;
    }
  };

  return {
    ended: (requestId) =>
      new Promise((resolve, reject) => {
        waiting.set(requestId, { since: performance.now(), resolve, reject });
        if (!polling) void poll();
      }),
    inProgress: async () => (await Promise.all([...(await lists.open())].map(describeOpen))).flat(),
  };
}

function isOver({ Status: status }: AssignmentStatus): boolean {
  return status === "SUCCEEDED" || status === "FAILED";
}
