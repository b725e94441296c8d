import type { Context } from "../operation.ts";
import { type IamUser, iamUserArn } from "../world/iam-users.ts";
import { type IamPageRequest, iamPage } from "./page.ts";

/** Every user here stands at the path `/`. */
const path = "/";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
export function listUsers(input: IamPageRequest & { readonly PathPrefix?: string }, { world, caller }: Context) {
  const isWanted = path.startsWith(input.PathPrefix ?? path);
  const users = isWanted ? sorted(world.iamUsers.by("account", caller.accountId)) : [];
  const { items, ...page } = iamPage(users, ({ userName }) => userName, input);
  return { Users: items.map((user) => describeUser(user, caller.arn)), ...page };
}

function describeUser(user: IamUser, callerArn: string) {
  return {
    Path: path,
    UserName: user.userName,
    UserId: user.userId,
    Arn: iamUserArn(user, callerArn),
    CreateDate: new Date(user.createdAt).toISOString(),
  };
}

function sorted(users: readonly IamUser[]): readonly IamUser[] {
  return [...users].sort((one, other) => (one.userName < other.userName ? -1 : 1));
}
