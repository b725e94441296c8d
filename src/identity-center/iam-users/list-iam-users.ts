import type { AccessKeyMetadata, IAMClient } from "@aws-sdk/client-iam";
import { classify, failureOf } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { readPages } from "../../aws/pages.ts";
import type { AccessKey, IamUser, LastUse } from "../../core/keys/access-key.ts";

/** A way into an account, and what ends it early. */
interface Connected {
  readonly client: IAMClient;
  readonly signal?: AbortSignal | undefined;
}

/** What every look into an account needs. */
export interface IamLook extends Connected {
  /** The id of the key that signs our own calls. */
  readonly ownKeyId: string | undefined;
}

const USERS_AT_ONCE = 4;

/**
 * The IAM users of an account that have access keys, with those keys, by name. The root user's keys are not among them.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
 */
export async function listIamUsers(look: IamLook): Promise<readonly IamUser[]> {
  const { ListUsersCommand } = await import("../../aws/clients/iam.ts");
  const { items } = await readPages("iam:ListUsers", async (Marker) => {
    const page = await look.client.send(new ListUsersCommand({ Marker, MaxItems: 1000 }), options(look));
    return { items: page.Users ?? [], next: page.IsTruncated ? page.Marker : undefined };
  });
  const users = await mapConcurrently(items, USERS_AT_ONCE, async ({ UserName: userName = "" }) => ({
    userName,
    keys: await keysOf(userName, look),
  }));
  return users.filter(({ keys }) => keys.length > 0);
}

/** The keys of a user as IAM lists them; of one who was deleted meanwhile there are none. */
export async function listAccessKeys(userName: string, look: Connected): Promise<readonly AccessKeyMetadata[]> {
  const { ListAccessKeysCommand } = await import("../../aws/clients/iam.ts");
  try {
    const { items } = await readPages("iam:ListAccessKeys", async (Marker) => {
      const page = await look.client.send(new ListAccessKeysCommand({ UserName: userName, Marker }), options(look));
      return { items: page.AccessKeyMetadata ?? [], next: page.IsTruncated ? page.Marker : undefined };
    });
    return items;
  } catch (error) {
    if (failureOf(error).name.startsWith("NoSuchEntity")) return [];
    throw error;
  }
}

async function keysOf(userName: string, look: IamLook): Promise<readonly AccessKey[]> {
  const keys: AccessKey[] = [];
  for (const { AccessKeyId: id = "", Status: status = "", CreateDate } of await listAccessKeys(userName, look)) {
    keys.push({
      id,
      status,
      createdAt: CreateDate?.getTime(),
      lastUse: await lastUseOf(id, look),
      isOwn: id === look.ownKeyId,
    });
  }
  return keys;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html */
async function lastUseOf(id: string, look: IamLook): Promise<LastUse> {
  const { GetAccessKeyLastUsedCommand } = await import("../../aws/clients/iam.ts");
  try {
    const answer = await look.client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }), options(look));
    const { LastUsedDate, ServiceName: service = "N/A", Region: region = "N/A" } = answer.AccessKeyLastUsed ?? {};
    return LastUsedDate === undefined
      ? { kind: "never" }
      : { kind: "used", at: LastUsedDate.getTime(), service, region };
  } catch (error) {
    if (classify(error) !== "denied") throw error;
    // AWS names the whole key id in this refusal.
    return { kind: "unknown", reason: "AWS refused iam:GetAccessKeyLastUsed." };
  }
}

function options({ signal }: Connected) {
  return signal === undefined ? {} : { abortSignal: signal };
}
