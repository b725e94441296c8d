import type { Change } from "../state/change.ts";
import type { Danger } from "./danger-schema.ts";

/** Users would be deleted, which nothing brings back. */
export function deleteUsersDanger({ changes }: { readonly changes: readonly Change[] }): Danger | undefined {
  const count = changes.filter(({ action, before }) => action === "delete" && before.kind === "User").length;
  if (count === 0) return undefined;
  return {
    name: "delete-users",
    count,
    message: `${count === 1 ? "1 user" : `${count} users`} would be deleted from the directory, for good: whoever comes back is somebody new to AWS, with another id, no password and no MFA device.`,
  };
}
