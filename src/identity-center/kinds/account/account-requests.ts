import {
  type CreateAccountState,
  type CreateAccountStatus,
  DescribeCreateAccountStatusCommand,
  ListCreateAccountStatusCommand,
} from "@aws-sdk/client-organizations";
import { classify } from "../../../aws/aws-error.ts";
import { pause } from "../../../aws/backoff.ts";
import { readPages } from "../../../aws/pages.ts";
import type { Aws } from "../../calls/aws.ts";
import { inProgress, neverEnds } from "../../calls/in-progress.ts";

/** CreateAccount requests: AWS works on one for a minute or more, and takes no token by which it would know one again. */
export interface AccountRequests {
  /** A request that was in progress when the run began, for an account of this name. Each is handed out once. */
  takeOpen(name: string): Promise<CreateAccountStatus | undefined>;
  /** Requests for accounts of this name that are in progress or have succeeded by now. */
  named(name: string): Promise<readonly CreateAccountStatus[]>;
  /** Resolves with the request's final status. Rejects when interrupted, or when AWS does not end it in time. */
  ended(requestId: string): Promise<CreateAccountStatus>;
}

const FASTEST_POLL = 200;
const SLOWEST_POLL = 5_000;
/** A request that is open for so long will not end in this run; the next one finds it. Milliseconds. */
const LONGEST_WAIT = 30 * 60_000;
/** A request that AWS has just taken may not be known everywhere yet. Milliseconds. */
const UNKNOWN_FOR = 30_000;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListCreateAccountStatus.html */
export function createAccountRequests({ organizations }: Aws, signal: AbortSignal | undefined): AccountRequests {
  let looking: Promise<CreateAccountStatus[]> | undefined;

  const list = async (States: CreateAccountState[]): Promise<CreateAccountStatus[]> => {
    const { items } = await readPages("organizations:ListCreateAccountStatus", async (NextToken) => {
      const page = await organizations.send(new ListCreateAccountStatusCommand({ States, NextToken, MaxResults: 20 }));
      return { items: page.CreateAccountStatuses ?? [], next: page.NextToken };
    });
    return [...items];
  };

  const openAtFirst = () => {
    looking ??= list(["IN_PROGRESS"]).catch((error: unknown) => {
      looking = undefined;
      throw error;
    });
    return looking;
  };

  const look = async (requestId: string, age: number): Promise<CreateAccountStatus> => {
    const command = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: requestId });
    try {
      return (await organizations.send(command)).CreateAccountStatus ?? {};
    } catch (error) {
      if (age < UNKNOWN_FOR && classify(error) === "not-found") return {};
      throw error;
    }
  };

  return {
    takeOpen: async (name) => {
      const open = await openAtFirst();
      const index = open.findIndex(({ AccountName }) => AccountName === name);
      return index === -1 ? undefined : open.splice(index, 1)[0];
    },
    named: async (name) => {
      const requests = await list(["IN_PROGRESS", "SUCCEEDED"]);
      return requests.filter(({ AccountName }) => AccountName === name);
    },
    ended: async (requestId) => {
      const since = performance.now();
      for (let wait = FASTEST_POLL; ; wait = Math.min(SLOWEST_POLL, wait * 1.5)) {
        const age = performance.now() - since;
        const status = await look(requestId, age);
        if (isOver(status)) return status;
        if (age > LONGEST_WAIT) throw inProgress(requestId, neverEnds("account", age));
        await pause(wait, signal);
      }
    },
  };
}

/** Whether AWS has finished with the request, one way or the other. */
export function isOver({ State }: CreateAccountStatus): boolean {
  return State === "SUCCEEDED" || State === "FAILED";
}
