import { createHash } from "node:crypto";
import type { World } from "./world.ts";

/** Lower-case hexadecimal digits, at most 64, that this world has not given before. Same seed and same calls, same digits. */
export function newHex(world: World, length: number): string {
  world.idsDrawn += 1;
  return createHash("sha256").update(`${world.seed}:${world.idsDrawn}`).digest("hex").slice(0, length);
}

/** A version 4 UUID: request ids, membership ids. */
export function newUuid(world: World): string {
  const hex = newHex(world, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Twelve digits that name no account of this world. */
export function newAccountId(world: World): string {
  const digits = (BigInt(`0x${newHex(world, 15)}`) % 900_000_000_000n) + 100_000_000_000n;
  return world.accounts.has(`${digits}`) ? newAccountId(world) : `${digits}`;
}

/**
 * The ids of users, groups and memberships start with the digits of their identity store (`9067642ac7-<uuid>`), or, as the
 * instance has it, are bare, or one or the other.
 */
export function newDirectoryId(world: World, identityStoreId: string): string {
  const uuid = newUuid(world);
  const instance = [...world.instances.values()].find((one) => one.identityStoreId === identityStoreId);
  const form = instance?.directoryIds;
  const isBare = form === "bare" || (form === "mixed" && world.idsDrawn % 2 === 0);
  return identityStoreId.startsWith("d-") && !isBare ? `${identityStoreId.slice(2)}-${uuid}` : uuid;
}

/** `arn:aws:sso:::permissionSet/ssoins-…/ps-…`, in the instance's own partition. */
export function newPermissionSetArn(world: World, instanceArn: string): string {
  const [, partition = "aws"] = instanceArn.split(":");
  const instanceId = instanceArn.slice(instanceArn.lastIndexOf("/") + 1);
  return `arn:${partition}:sso:::permissionSet/${instanceId}/ps-${newHex(world, 16)}`;
}

/** A role's unique id, `AROA…`: it is made with the role, the same for all its sessions, and another's for a role made anew. */
export function roleIdOf({ seed }: World, accountId: string, roleName: string): string {
  const digest = createHash("sha256").update(`${seed} role ${accountId}/${roleName}`).digest().subarray(0, 17);
  return `AROA${[...digest].map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(byte % 32)).join("")}`;
}
