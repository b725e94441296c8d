import {
  type AccountAssignmentOperationStatus,
  DescribeAccountAssignmentCreationStatusCommand,
} from "@aws-sdk/client-sso-admin";
import { OnboardError } from "../../core/trouble/onboard-error.ts";
import type { Aws } from "../calls/aws.ts";
import { classify } from "../calls/aws-error.ts";
import { pause } from "../calls/backoff.ts";
import { stillOpen } from "../calls/still-open.ts";
import { createStatusLists } from "./status-lists.ts";

/** Follows CreateAccountAssignment requests to their end. All that are open are asked for in one call. */
export interface AssignmentRequests {
  /** Resolves with the request's final status. Rejects when interrupted, or when AWS does not end it in time. */
  ended(requestId: string): Promise<AccountAssignmentOperationStatus>;
  /** Requests in progress at AWS now, ours or anybody's, each with its target; empty where AWS cannot list them. */
  inProgress(): Promise<readonly AccountAssignmentOperationStatus[]>;
}

interface Waiting {
  readonly since: number;
  readonly resolve: (status: AccountAssignmentOperationStatus) => void;
  readonly reject: (error: unknown) => void;
}

export interface PollOptions {
  readonly signal?: AbortSignal;
  /** Whether other work waits for a request to end. */
  readonly isUrgent: () => boolean;
}

const FASTEST_POLL = 20;
const SLOWEST_POLL = 5_000;
/** Questions while an average request is in progress: often enough to see its end soon, or to use its place at once. */
const POLLS = { calm: 3, urgent: 15 } as const;
/** A request that is open for so long will not end in this run; the next one finds it. Milliseconds. */
const PATIENCE = 15 * 60_000;
/** A request that AWS has just taken may not be known everywhere yet. Milliseconds. */
const UNKNOWN_FOR = 30_000;

type Status = AccountAssignmentOperationStatus;

/** Asks about all open requests together, as often as what assignments take makes it worth. */
export function createAssignmentRequests(aws: Aws, InstanceArn: string, options: PollOptions): AssignmentRequests {
  const { signal, isUrgent } = options;
  const lists = createStatusLists(aws, InstanceArn);
  const waiting = new Map<string, Waiting>();
  let averageDuration = 1_500;
  let polling = false;

  const describe = async (requestId: string): Promise<Status> => {
    const command = new DescribeAccountAssignmentCreationStatusCommand({
      InstanceArn,
      AccountAssignmentCreationRequestId: requestId,
    });
    return (await aws.ssoAdmin.send(command)).AccountAssignmentCreationStatus ?? {};
  };

  const end = (requestId: string, { since, resolve }: Waiting, status: Status) => {
    waiting.delete(requestId);
    averageDuration = averageDuration * 0.8 + (performance.now() - since) * 0.2;
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
      if (age < PATIENCE) return;
      waiting.delete(requestId);
      entry.reject(stillOpen(requestId, neverEnds(age)));
    } catch (error) {
      if (age < UNKNOWN_FOR && classify(error) === "not-found") return;
      // What is wrong with asking about one request says nothing about the others.
      waiting.delete(requestId);
      entry.reject(error);
    }
  };

  const look = async () => {
    const now = performance.now();
    const statuses = await lists.of([...waiting.keys()]);
    const unsettled: string[] = [];
    for (const [id, entry] of waiting) {
      const status = statuses.get(id);
      if (status === "SUCCEEDED") end(id, entry, { Status: status, RequestId: id });
      else if (status !== "IN_PROGRESS" || now - entry.since > PATIENCE) unsettled.push(id);
    }
    await Promise.all(unsettled.map(settle));
  };

  /** Ends in the same step in which nobody waits any more, so that whoever comes next starts it again. */
  const poll = async () => {
    polling = true;
    try {
      while (waiting.size > 0) {
        const interval = averageDuration / (isUrgent() ? POLLS.urgent : POLLS.calm);
        await pause(Math.min(SLOWEST_POLL, Math.max(FASTEST_POLL, interval)), signal);
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

function isOver({ Status: status }: Status): boolean {
  return status === "SUCCEEDED" || status === "FAILED";
}

function neverEnds(age: number): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `AWS has not finished the assignment after ${Math.round(age / 60_000)} minutes.`,
    remedy: "Run the same command again later.",
  });
}
