import {
  type AccountAssignmentOperationStatus,
  DescribeAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
} from "@aws-sdk/client-sso-admin";
import { OnboardError } from "../../core/trouble/onboard-error.ts";
import type { Aws } from "../calls/aws.ts";
import { classify } from "../calls/aws-error.ts";
import { pause } from "../calls/backoff.ts";
import { readPages } from "../calls/pages.ts";
import { stillOpen } from "../calls/still-open.ts";

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

const FASTEST_POLL = 150;
const SLOWEST_POLL = 5_000;
/** A request that is open for so long will not end in this run; the next one finds it. Milliseconds. */
const PATIENCE = 15 * 60_000;
/** A request that AWS has just taken may not be known everywhere yet. Milliseconds. */
const UNKNOWN_FOR = 30_000;

/** The poll interval follows what assignments take: a third of the average, so that the end is seen soon after it. */
export function createAssignmentRequests(aws: Aws, InstanceArn: string, signal?: AbortSignal): AssignmentRequests {
  const waiting = new Map<string, Waiting>();
  let averageDuration = 1_500;
  let polling = false;

  const describe = async (requestId: string): Promise<AccountAssignmentOperationStatus> => {
    const command = new DescribeAccountAssignmentCreationStatusCommand({
      InstanceArn,
      AccountAssignmentCreationRequestId: requestId,
    });
    return (await aws.ssoAdmin.send(command)).AccountAssignmentCreationStatus ?? {};
  };

  /** Ids of requests in progress; `undefined` where the endpoint has no such list. */
  const listOpen = async (): Promise<ReadonlySet<string> | undefined> => {
    try {
      const { items } = await readPages(async (NextToken) => {
        const page = await aws.ssoAdmin.send(
          new ListAccountAssignmentCreationStatusCommand({
            InstanceArn,
            Filter: { Status: "IN_PROGRESS" },
            MaxResults: 100,
            NextToken,
          }),
        );
        return { items: page.AccountAssignmentsCreationStatus ?? [], next: page.NextToken };
      });
      return new Set(items.flatMap(({ RequestId }) => (RequestId === undefined ? [] : [RequestId])));
    } catch (error) {
      if (classify(error) === "unsupported" || classify(error) === "denied") return undefined;
      throw error;
    }
  };

  const settle = async (requestId: string) => {
    const entry = waiting.get(requestId);
    if (entry === undefined) return;
    try {
      const status = await describe(requestId);
      const age = performance.now() - entry.since;
      if (!isOver(status) && age < PATIENCE) return;
      waiting.delete(requestId);
      averageDuration = averageDuration * 0.8 + age * 0.2;
      if (isOver(status)) entry.resolve(status);
      else entry.reject(stillOpen(requestId, neverEnds(age)));
    } catch (error) {
      const isNew = performance.now() - entry.since < UNKNOWN_FOR;
      if (isNew && classify(error) === "not-found") return;
      // What is wrong with asking about one request says nothing about the others.
      waiting.delete(requestId);
      entry.reject(error);
    }
  };

  const isOld = (requestId: string) => performance.now() - (waiting.get(requestId)?.since ?? 0) > PATIENCE;

  /** Ends in the same step in which nobody waits any more, so that whoever comes next starts it again. */
  const poll = async () => {
    polling = true;
    try {
      while (waiting.size > 0) {
        await pause(Math.min(SLOWEST_POLL, Math.max(FASTEST_POLL, averageDuration / 3)), signal);
        const asked = [...waiting.keys()];
        const open = await listOpen();
        await Promise.all(asked.filter((id) => open === undefined || !open.has(id) || isOld(id)).map(settle));
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
    inProgress: async () => (await Promise.all([...((await listOpen()) ?? [])].map(describeOpen))).flat(),
  };
}

function isOver({ Status }: AccountAssignmentOperationStatus): boolean {
  return Status === "SUCCEEDED" || Status === "FAILED";
}

function neverEnds(age: number): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `AWS has not finished the assignment after ${Math.round(age / 60_000)} minutes.`,
    remedy: "Run the same command again later.",
  });
}
