import { type Account, DescribeAccountCommand } from "@aws-sdk/client-organizations";
import { classify } from "../../aws/aws-error.ts";
import type { Aws } from "../calls/aws.ts";

/** One account as Organizations shows it. */
export interface DescribedAccount {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly joinedAt?: number;
}

/**
 * `undefined` where there is no such account, or not yet everywhere.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
 */
export async function describeAccount({ organizations }: Aws, id: string): Promise<DescribedAccount | undefined> {
  try {
    const { Account = {} } = await organizations.send(new DescribeAccountCommand({ AccountId: id }));
    return accountShown({ ...Account, Id: id });
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** What Organizations shows. Only `State` is sure to be kept: `Status` was retired in 2026. */
export function accountShown(account: Account): DescribedAccount {
  const { Id: id = "", Name: name, Email: email, State, Status, JoinedTimestamp } = account;
  return {
    id,
    name: name || id,
    ...(email === undefined ? {} : { email }),
    state: State ?? Status ?? "ACTIVE",
    ...(JoinedTimestamp === undefined ? {} : { joinedAt: JoinedTimestamp.getTime() }),
  };
}
