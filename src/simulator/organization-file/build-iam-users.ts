import { createHash } from "node:crypto";
import { type IamAccessKey, iamUserKey } from "../world/iam-users.ts";
import type { World } from "../world/world.ts";
import type { BuildContext } from "./build-context.ts";
import type { IamUserDescription } from "./iam-user-description.ts";

/** Puts the IAM users of one account into the world. Their ids follow from their names, so that they shift no others. */
export function buildIamUsers(
  world: World,
  accountId: string,
  users: readonly IamUserDescription[],
  { now, place, problems }: Omit<BuildContext, "partition">,
): void {
  for (const [index, { userName, tags = {}, accessKeys = [] }] of users.entries()) {
    const key = iamUserKey(accountId, userName);
    if (world.iamUsers.has(key)) problems.add(`${place}.iamUsers[${index}].userName`, `${userName} is there twice`);
    const built = accessKeys.map((one, at) => buildKey(one, `${world.seed} ${key} ${at}`, now));
    const taken = built.find(({ id }) => world.iamUsers.idsBy("accessKey", id).length > 0);
    if (taken !== undefined) problems.add(`${place}.iamUsers[${index}].accessKeys`, `${taken.id} is there twice`);
    const createdAt = Math.min(now, ...built.map((one) => one.createdAt));
    const userId = `AIDA${letters(`${world.seed} ${key}`)}`;
    world.iamUsers.set(key, { accountId, userName, userId, createdAt, tags, accessKeys: built });
  }
}

type KeyDescription = NonNullable<IamUserDescription["accessKeys"]>[number];

function buildKey(
  { id, status = "Active", createdAt, lastUsed }: KeyDescription,
  seed: string,
  now: number,
): IamAccessKey {
  const { at, service = "sts", region = "us-east-1" } = lastUsed ?? {};
  return {
    id: id ?? `AKIA${letters(seed)}`,
    status,
    createdAt: timeOf(createdAt, now),
    ...(lastUsed && { lastUsed: { at: timeOf(at, now), service, region } }),
  };
}

function timeOf(text: string | undefined, now: number): number {
  return text === undefined ? now : Date.parse(text);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Sixteen characters of those that AWS makes ids of. */
function letters(seed: string): string {
  const digest = createHash("sha256").update(seed).digest().subarray(0, 16);
  return [...digest].map((byte) => alphabet.charAt(byte % 32)).join("");
}
