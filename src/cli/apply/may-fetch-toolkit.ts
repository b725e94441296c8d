import { blockedKeys } from "../../core/plan/blocked-keys.ts";
import { resourceOf } from "../../core/state/change.ts";
import { PINNED_PACKAGE } from "../../identity-center/cdk/fetch-toolkit.ts";
import { lacksToolkit } from "../../identity-center/cdk/find-toolkit.ts";
import { confirm } from "../terminal/confirm.ts";
import type { Intent } from "./is-meant.ts";

/**
 * Whether a plan may go on where it bootstraps and the CDK's toolkit is not installed: it is said what would be fetched, and
 * asked, unless `--yes` says so.
 */
export async function mayFetchToolkit({ io, prepared: { plan }, options }: Omit<Intent, "source">): Promise<boolean> {
  const stuck = blockedKeys(plan.changes);
  const bootstraps = plan.changes.some((change) => !stuck.has(change.key) && resourceOf(change).kind === "Bootstrap");
  if (!bootstraps || !(await lacksToolkit(io.env))) return true;
  const what = `${PINNED_PACKAGE}, the CDK's own toolkit, is not installed here`;
  if (options.yes) {
    io.stderr.write(`${what}: npm fetches it, and checks its sha512.\n`);
    return true;
  }
  return confirm(io, `${what}. Have npm fetch it, checked by its sha512, to bootstrap with?`);
}
