import { AwsError, type Context } from "../operation.ts";
import { type IamAccessKey, type IamUser, iamUserKey } from "../world/iam-users.ts";
import { type IamPageRequest, iamPage } from "./page.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html */
export function listAccessKeys(input: IamPageRequest & { readonly UserName?: string }, context: Context) {
  const user = userOf(input.UserName, context);
  const { items, ...page } = iamPage(user.accessKeys, ({ id }) => id, input);
  const metadata = items.map(({ id, status, createdAt }) => ({
    UserName: user.userName,
    AccessKeyId: id,
    Status: status,
    CreateDate: new Date(createdAt).toISOString(),
  }));
  return { AccessKeyMetadata: metadata, ...page };
}

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html: a key of another account, or of
 * nobody, is refused as if it were a matter of rights, so that nobody learns which keys there are.
 */
export function getAccessKeyLastUsed({ AccessKeyId }: { readonly AccessKeyId: string }, { world, caller }: Context) {
  const user = world.iamUsers.by("accessKey", AccessKeyId).find(({ accountId }) => accountId === caller.accountId);
  const key = user && keyNamed(user, AccessKeyId);
  if (user === undefined || key === undefined) {
    const message = `User: ${caller.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${AccessKeyId}`;
    throw new AwsError("AccessDenied", message, {}, 403);
  }
  const { lastUsed } = key;
  return {
    UserName: user.userName,
    AccessKeyLastUsed: {
      ...(lastUsed && { LastUsedDate: new Date(lastUsed.at).toISOString() }),
      ServiceName: lastUsed?.service ?? "N/A",
      Region: lastUsed?.region ?? "N/A",
    },
  };
}

interface UpdateAccessKeyInput {
  readonly AccessKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly UserName?: string;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export function updateAccessKey({ AccessKeyId, Status, UserName }: UpdateAccessKeyInput, context: Context) {
  const user = userOf(UserName, context);
  if (keyNamed(user, AccessKeyId) === undefined) {
    throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  }
  if (Status === "Expired") throw new AwsError("InvalidInput", "An access key cannot be given the status Expired.");
  const accessKeys = user.accessKeys.map((key) => (key.id === AccessKeyId ? { ...key, status: Status } : key));
  context.world.iamUsers.set(iamUserKey(user.accountId, user.userName), { ...user, accessKeys });
  return {};
}

/** The user that is named, else the one whose keys sign. */
function userOf(userName: string | undefined, { world, caller }: Context): IamUser {
  const own = /:user\/(?:.*\/)?([^/]+)$/.exec(caller.arn)?.[1];
  const name = userName ?? own;
  if (name === undefined) {
    throw new AwsError("ValidationError", "Must specify userName when calling with non-User credentials");
  }
  const user = world.iamUsers.get(iamUserKey(caller.accountId, name));
  if (user !== undefined) return user;
  throw noSuchEntity(`The user with name ${name} cannot be found.`);
}

function keyNamed({ accessKeys }: IamUser, id: string): IamAccessKey | undefined {
  return accessKeys.find((key) => key.id === id);
}

function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", message, {}, 404);
}
