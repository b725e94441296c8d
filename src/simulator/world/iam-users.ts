import { Table } from "./table.ts";

/** A user that IAM itself keeps in an account, with the long-lived access keys of that user. */
export interface IamUser {
  readonly accountId: string;
  readonly userName: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly accessKeys: readonly IamAccessKey[];
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyMetadata.html */
export interface IamAccessKey {
  readonly id: string;
  readonly status: "Active" | "Inactive";
  readonly createdAt: number;
  /** Absent: never used. */
  readonly lastUsed?: { readonly at: number; readonly service: string; readonly region: string };
}

export type IamUserTable = Table<IamUser, "account" | "accessKey">;

/** IAM users, keyed by {@link iamUserKey}; found by their account and by their keys' ids, too. */
export function iamUserTable(): IamUserTable {
  return new Table({
    account: ({ accountId }) => [accountId],
    accessKey: ({ accessKeys }) => accessKeys.map(({ id }) => id),
  });
}

/** IAM takes no two users whose names differ in case alone. */
export function iamUserKey(accountId: string, userName: string): string {
  return `${accountId}/${userName.toLowerCase()}`;
}

/** `arn:aws:iam::123456789012:user/ana`, in the partition of another ARN. */
export function iamUserArn({ accountId, userName }: IamUser, like: string): string {
  const [, partition = "aws"] = like.split(":");
  return `arn:${partition}:iam::${accountId}:user/${userName}`;
}
