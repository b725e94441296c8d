import {
  DescribePermissionSetProvisioningStatusCommand,
  type PermissionSetProvisioningStatus,
  ProvisionPermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { pause } from "../../../aws/backoff.ts";
import type { Limits } from "../../../core/aws/limits.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../core/state/all-provisioned-accounts.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { PermissionSetProvisioning } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import { explainEndedRequest } from "../../calls/explain-ended-request.ts";
import { endNotSeen } from "../../calls/in-progress.ts";
import { createKnownRefusals, type KnownRefusals } from "../../calls/known-refusals.ts";
import { type BusyAccounts, createOutstanding, type Outstanding } from "../../calls/outstanding.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import type { OpenKind } from "../open-kind.ts";

const FIRST_POLL = 400;
const SLOWEST_POLL = 5_000;
const LONGEST_WAIT = 30 * 60_000;

/**
 * An account that has lost the permission set meanwhile, with its last assignment: there is nothing to bring up to date.
 * https://github.com/cloudposse/terraform-aws-sso/issues/66
 */
const LOST_ROLE = /Permission set provision not found in AWS account/;
/** So many accounts may be lost while a request for all is made. */
const MOST_LOST = 3;

interface Shared {
  readonly limits: Limits;
  readonly busy: BusyAccounts;
}

interface Memory extends Session {
  readonly outstanding: Outstanding;
  readonly refusals: KnownRefusals;
}

/** Provisionings follow from permission sets: where they are outdated is seen with them. */
export function openProvisionings(session: Session, { limits, busy }: Shared): OpenKind<PermissionSetProvisioning> {
  const outstanding = createOutstanding(limits.outstandingProvisionings, busy);
  const refusals = createKnownRefusals();
  return {
    observe: async () => ({ resources: [] }),
    create: "never",
    update: (_, wanted) => provisionPermissionSet({ ...session, outstanding, refusals }, wanted),
    delete: "never",
  };
}

/**
 * Gives accounts the latest version of a permission set, and waits: without it they keep the old one.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ProvisionPermissionSet.html
 */
async function provisionPermissionSet(session: Memory, wanted: PermissionSetProvisioning): Promise<Done> {
  const all = wanted.target === ALL_PROVISIONED_ACCOUNTS;
  const aim = { permissionSet: wanted.permissionSet, ...(all ? {} : { accountId: wanted.target }) };
  const start = async () => {
    session.refusals.check(aim);
    const command = new ProvisionPermissionSetCommand({
      InstanceArn: session.instance.instanceArn,
      PermissionSetArn: identifierOf(session, permissionSetKey(wanted.permissionSet)),
      TargetType: all ? "ALL_PROVISIONED_ACCOUNTS" : "AWS_ACCOUNT",
      ...(all ? {} : { TargetId: wanted.target }),
    });
    for (let lost = 0; ; lost += 1) {
      const ended = await provisionOnce(session, command);
      const hasLostRole = LOST_ROLE.test(ended.FailureReason ?? "");
      if (ended.Status === "SUCCEEDED" || (hasLostRole && !all)) return doneBy({ requestId: ended.RequestId });
      // The next request for all accounts is not for the one that is gone.
      if (!hasLostRole || lost === MOST_LOST) throw session.refusals.remember(failed(session, wanted, ended), aim);
    }
  };
  const account = all ? {} : { account: wanted.target, updatesRole: () => true };
  return session.outstanding.run({ start, ...account }, session.signal);
}

async function provisionOnce(
  session: Memory,
  command: ProvisionPermissionSetCommand,
): Promise<PermissionSetProvisioningStatus> {
  const started = await settleWrite({
    signal: session.signal,
    make: async () => (await session.aws.ssoAdmin.send(command)).PermissionSetProvisioningStatus ?? {},
    // Provisioning the latest version twice leaves the latest version: nothing has to be looked for.
  });
  return { RequestId: started.RequestId, ...(await waitFor(session, started)) };
}

async function waitFor(
  session: Session,
  started: PermissionSetProvisioningStatus,
): Promise<PermissionSetProvisioningStatus> {
  try {
    return await pollUntilOver(session, started);
  } catch (error) {
    throw endNotSeen(error, started.RequestId, "following the provisioning");
  }
}

async function pollUntilOver(
  session: Session,
  started: PermissionSetProvisioningStatus,
): Promise<PermissionSetProvisioningStatus> {
  const deadline = performance.now() + LONGEST_WAIT;
  let status = started;
  for (let wait = FIRST_POLL; !isOver(status); wait = Math.min(SLOWEST_POLL, wait * 1.5)) {
    if (performance.now() > deadline) throw neverEnds();
    await pause(wait, session.signal);
    const command = new DescribePermissionSetProvisioningStatusCommand({
      InstanceArn: session.instance.instanceArn,
      ProvisionPermissionSetRequestId: started.RequestId,
    });
    status = (await session.aws.ssoAdmin.send(command)).PermissionSetProvisioningStatus ?? {};
  }
  return status;
}

function isOver({ Status }: PermissionSetProvisioningStatus): boolean {
  return Status === "SUCCEEDED" || Status === "FAILED";
}

function failed(
  { instance }: Session,
  { permissionSet, target }: PermissionSetProvisioning,
  ended: PermissionSetProvisioningStatus,
): OnboardError {
  const all = target === ALL_PROVISIONED_ACCOUNTS;
  return explainEndedRequest({
    operation: "ProvisionPermissionSet",
    doing: `bring ${permissionSet} up to date in ${all ? "the accounts that have it" : `account ${target}`}`,
    ended,
    site: { instance, place: { permissionSet, ...(all ? {} : { accountId: target }) } },
    otherwise: "Once the cause is gone, run the same command again: it does the accounts that are still outdated.",
  });
}

function neverEnds(): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: "AWS has not finished provisioning after 30 minutes.",
    remedy: "Run the same command again later: it does what is still outdated.",
  });
}
