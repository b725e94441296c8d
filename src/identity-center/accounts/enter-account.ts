import { classify } from "../../aws/aws-error.ts";
import { clientSettings } from "../../aws/client-settings.ts";
import type { Session } from "../session/session.ts";
import { type AccountConfig, assumeRole, type RoleSession, TRIES_IN_ACCOUNTS } from "./assume-role.ts";

/** Keys with which somebody acts in an account for a while. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Where to go and as whom. */
export interface AccountPlace extends RoleSession {
  readonly roleName: string;
  readonly accountId: string;
  readonly region: string;
}

/** Who goes in. */
interface Way extends Pick<Session, "aws" | "signal"> {
  readonly instance: Pick<Session["instance"], "callerAccountId" | "partition">;
}

/**
 * The way into an account: through a role there, or, in the caller's own account, as the caller. Throws AWS's own errors,
 * AccessDenied where the role does not let the caller in, and the signal's reason.
 */
export async function enterAccount(
  { aws, instance, signal }: Way,
  { roleName, accountId, region, ...limits }: AccountPlace,
): Promise<AccountConfig> {
  signal?.throwIfAborted();
  if (accountId === instance.callerAccountId) {
    const { endpoint, sts } = aws;
    return clientSettings({ region, endpoint, credentials: sts.config.credentials, tries: TRIES_IN_ACCOUNTS });
  }
  return onceMore(() => assumeRole(aws, { partition: instance.partition, accountId, roleName }, region, limits));
}

/** The keys themselves, for a program that takes nothing else. */
export async function keysOf({ credentials }: AccountConfig): Promise<Keys> {
  if (credentials === undefined) throw new Error("the way into the account has no credentials");
  return typeof credentials === "function" ? credentials() : credentials;
}

/** To assume a role twice does no harm, so an answer that was lost is asked for again. */
async function onceMore<Result>(send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    if (classify(error) !== "unknown-outcome") throw error;
    return send();
  }
}
