import type { AccountAssignmentOperationStatusMetadata, StatusValues } from "@aws-sdk/client-sso-admin";
import { classify } from "../../aws/aws-error.ts";
import { readPages } from "../../aws/pages.ts";

/** AWS's list of requests of one kind. */
export interface StatusListing {
  /** Its name for {@link readPages}. */
  readonly operation: string;
  readonly page: (input: {
    readonly MaxResults: number;
    readonly NextToken: string | undefined;
    readonly Filter?: { readonly Status: StatusValues };
  }) => Promise<{
    readonly statuses: readonly AccountAssignmentOperationStatusMetadata[];
    readonly next: string | undefined;
  }>;
}

/** How many requests are doing at once, in as few calls as AWS's lists allow. */
export interface StatusLists {
  /** The status of each of these requests that a list shows; one that is left out has to be asked about by itself. */
  of(requestIds: readonly string[]): Promise<ReadonlyMap<string, StatusValues>>;
  /** Ids of all requests in progress, ours or anybody's; none where AWS cannot list them. */
  open(): Promise<readonly string[]>;
}

/** Pages of the whole list that showed none of the requests asked about, before it is asked no more. */
const USELESS_PAGES = 3;

/**
 * One page of the whole list has them all where AWS shows the newest first, as it seems to; no document says so. Where
 * it does not, the list of those in progress tells which have ended.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentCreationStatus.html
 */
export function createStatusLists(listing: StatusListing): StatusLists {
  let useless = 0;
  let listable = true;

  const page = async (NextToken?: string, status?: StatusValues) => {
    const Filter = status === undefined ? {} : { Filter: { Status: status } };
    const { statuses, next } = await listing.page({ MaxResults: 100, NextToken, ...Filter });
    const items = statuses.flatMap(({ RequestId: id, Status: status }) =>
      id === undefined || status === undefined ? [] : [{ id, status }],
    );
    return { items, next };
  };

  const orNone = async <Result>(asking: () => Promise<Result>): Promise<Result | undefined> => {
    if (!listable) return undefined;
    try {
      return await asking();
    } catch (error) {
      if (!["unsupported", "denied"].includes(classify(error))) throw error;
      listable = false;
      return undefined;
    }
  };

  const open = () =>
    orNone(async () => (await readPages(listing.operation, (token) => page(token, "IN_PROGRESS"))).items);

  return {
    of: async (requestIds) => {
      const asked = new Set(requestIds);
      const statuses = new Map<string, StatusValues>();
      if (useless < USELESS_PAGES) {
        const newest = await orNone(() => page());
        for (const { id, status } of newest?.items ?? []) if (asked.has(id)) statuses.set(id, status);
        if (statuses.size === asked.size) return statuses;
        useless = statuses.size === 0 ? useless + 1 : 0;
      }
      for (const { id, status } of (await open()) ?? []) if (asked.has(id)) statuses.set(id, status);
      return statuses;
    },
    open: async () => ((await open()) ?? []).map(({ id }) => id),
  };
}
