import type { Change } from "../state/change.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";

/**
 * AWS accounts would be made. That cannot be taken back: an account is closed, 90 days later it is gone, and its root
 * address can never be used for another one. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html
 */
export function newAccountsDanger({ changes }: { readonly changes: readonly Change[] }): Danger | undefined {
  const made = changes.flatMap(({ action, after }) =>
    action === "create" && after.kind === "Account"
      ? [`${visibleText(after.name)} (root address ${visibleText(after.email)})`]
      : [],
  );
  if (made.length === 0) return undefined;
  const [what, they] =
    made.length === 1 ? ["1 AWS account", "It counts"] : [`${made.length} AWS accounts`, "They count"];
  return {
    name: "new-accounts",
    count: made.length,
    message: `${what} would be created: ${shownList(made, 3)}. ${they} against the organization's quota. That cannot be undone: a closed account stays for 90 days more, and its root address can never be used again.`,
  };
}
