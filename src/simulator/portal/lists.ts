import { AwsError, type Operation } from "../operation.ts";
import { type Page, paginate } from "../paginate.ts";
import { accessOf, noAccess, type TokenInput, visitorOf } from "./access.ts";

interface ListInput extends TokenInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** The accounts of a person, and their permission sets in one of them, both by name. */
export const listOperations = {
  ListAccounts: (input: ListInput, context) => {
    const accounts = accessOf(context.world, visitorOf(context, input)).map(({ account }) => account);
    const { items, nextToken } = pageOf(
      uniqueBy(accounts, ({ id }) => id),
      ({ id }) => id,
      ({ name }) => name,
      input,
    );
    const accountList = items.map(({ id, name, email }) => ({ accountId: id, accountName: name, emailAddress: email }));
    return { accountList, nextToken };
  },

  ListAccountRoles: (input: ListInput & { readonly accountId: string }, context) => {
    const { accountId } = input;
    const access = accessOf(context.world, visitorOf(context, input)).filter(({ account }) => account.id === accountId);
    if (access.length === 0) throw noAccess();
    const names = access.map(({ permissionSet }) => permissionSet.name);
    const { items, nextToken } = pageOf(
      names,
      (name) => name,
      (name) => name,
      input,
    );
    return { roleList: items.map((roleName) => ({ roleName, accountId })), nextToken };
  },
} satisfies Record<string, Operation>;

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  nameOf: (item: T) => string,
  { maxResults, nextToken }: ListInput,
): Page<T> {
  const sorted = [...items].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const request = {
    ...(maxResults !== undefined && { MaxResults: maxResults }),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
  try {
    return paginate(sorted, keyOf, request);
  } catch (error) {
    if (error instanceof AwsError) throw new AwsError("InvalidRequestException", error.message);
    throw error;
  }
}
