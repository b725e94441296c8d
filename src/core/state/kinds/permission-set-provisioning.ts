import { ALL_PROVISIONED_ACCOUNTS } from "../all-provisioned-accounts.ts";
import { resourceOf } from "../change.ts";
import { keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { PermissionSetProvisioning } from "../resource.ts";
import { permissionSetKey } from "./permission-set.ts";

/** How long one re-provisioning takes; AWS publishes no figure. */
const SECONDS = 5;
/** Calls to start one, and to follow it. */
const CALLS = 2;

/** What accounts have of a set follows from the set: it is brought up to date, and nobody desires it by itself. */
export const permissionSetProvisioning: KindOf<PermissionSetProvisioning> = {
  actions: ["update"],
  rank: 5,
  keyOf: ({ permissionSet, target }) => keyFrom("PermissionSetProvisioning", permissionSet, target),
  dependenciesOf: ({ permissionSet }) => [permissionSetKey(permissionSet)],
  timeFor: ({ update }, { outstandingProvisionings }) => ({
    ssoAdminCalls: CALLS * update,
    meanwhile: Math.ceil(update / outstandingProvisionings) * SECONDS,
  }),
  describe,
  subject: (one) => `The provisioning of ${describe(one)}`,
  doing: (_, one) => `provisioning ${describe(one)}`,
  tell: (change, { accountName }) => {
    const { permissionSet, target } = resourceOf(change);
    const where = target === ALL_PROVISIONED_ACCOUNTS ? "every account that has it" : accountName(target);
    return { concerns: "all", words: `provision ${permissionSet} again in ${where}` };
  },
  redact: (one, { screen }) => ({ ...one, permissionSet: screen(one.permissionSet) }),
};

function describe({ permissionSet, target }: PermissionSetProvisioning): string {
  return target === ALL_PROVISIONED_ACCOUNTS
    ? `${permissionSet} in all accounts that have it`
    : `${permissionSet} in account ${target}`;
}
