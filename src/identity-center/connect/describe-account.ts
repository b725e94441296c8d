import { DescribeAccountCommand } from "@aws-sdk/client-organizations";
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
    const { Name: name = id, Email: email, State, Status, JoinedTimestamp } = Account;
    return {
      id,
      name,
      ...(email === undefined ? {} : { email }),
      state: State ?? Status ?? "ACTIVE",
      ...(JoinedTimestamp === undefined ? {} : { joinedAt: JoinedTimestamp.getTime() }),
    };
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}
