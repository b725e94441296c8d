import { BOOTSTRAP_RECOMMENDED } from "../../aws/cdk-bootstrap.ts";
import { BOOTSTRAPS_AT_ONCE } from "../../aws/limits.ts";
import { resourceOf } from "../change.ts";
import { doingTo } from "../doing.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { Bootstrap } from "../resource.ts";
import { accountKeys } from "./account.ts";

/** How long CloudFormation takes for the stack. */
const SECONDS = 60;

/** A stack is made or renewed; others than Amplify may use it, so it is nobody's to delete. */
export const bootstrap: KindOf<Bootstrap> = {
  actions: ["create", "update"],
  rank: 7,
  keyOf: ({ accountId, region }) => keyFrom("Bootstrap", folded(accountId), region),
  dependenciesOf: ({ accountId }) => accountKeys(accountId),
  merged: (before, desired) => (before.version < desired.version ? desired : before),
  timeFor: ({ create, update }) => ({ meanwhile: Math.ceil((create + update) / BOOTSTRAPS_AT_ONCE) * SECONDS }),
  describe: ({ accountId, region }) => `the CDK bootstrap of account ${accountId} in ${region}`,
  subject: ({ accountId, region }) => `The CDK bootstrap of account ${accountId} in ${region}`,
  doing: (action, one) => `${doingTo(action)} ${bootstrap.describe(one)}`,
  tell: (change, { accountName }) => {
    const { before, blocked } = change;
    const { accountId, region } = resourceOf(change);
    const name = accountName(accountId);
    if (blocked !== undefined) return { concerns: "all", words: `bootstrap the CDK in ${name}, ${region}` };
    const again = before === null ? "" : ` again (version ${before.version} is older than ${BOOTSTRAP_RECOMMENDED})`;
    return { concerns: "accounts", words: `bootstrap the CDK in ${region}${again}`, name };
  },
  redact: (one, { screen }) => ({ ...one, accountId: screen(one.accountId) }),
};
