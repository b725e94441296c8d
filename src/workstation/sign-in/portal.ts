import type { AccountInfo } from "@aws-sdk/client-sso";
import { clientSettings } from "../../aws/client-settings.ts";
import { readPages } from "../../aws/pages.ts";
import type { OnWaiting } from "../../aws/waiting.ts";
import { type CallFailed, call, isRefusal, required } from "./aws-call.ts";
import { type Clock, systemClock } from "./clock.ts";
import { explainPortal } from "./explain-portal.ts";
import { sendPatiently } from "./retry.ts";
import type { SsoSession } from "./sso-session.ts";

/** An AWS account as the access portal lists it for the signed-in person. */
export interface PortalAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly emailAddress: string | undefined;
}

/** A permission set in an account, and the role that it is there. */
export interface PortalRole {
  readonly accountId: string;
  readonly permissionSet: string;
}

/** Keys of a role for as long as the permission set's sessions last. They are secrets. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * The access portal, seen by the person who is signed in. Lists are complete, whatever number of pages they take.
 * Calls that AWS finds too many are repeated after a pause. What fails is an `OnboardError`; `signed-out` means that the
 * token is no longer accepted, whatever the cache says of it.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html
 */
export interface Portal {
  listAccounts(): Promise<readonly PortalAccount[]>;
  /** The names of the permission sets the person may use in an account; none when there is no access at all. */
  listAccountRoles(accountId: string): Promise<readonly string[]>;
  /** `undefined` where the person may not use the role. */
  getRoleCredentials(role: PortalRole): Promise<RoleCredentials | undefined>;
  /** Ends the sign-in at AWS; the token and what could renew it are worth nothing afterwards. */
  logout(): Promise<void>;
}

export interface PortalOptions {
  readonly session: SsoSession;
  readonly accessToken: string;
  /** Where to send calls instead of AWS. Without it the SDK's own settings decide. */
  readonly endpoint?: string;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Told of a call that AWS keeps waiting. */
  readonly onWaiting?: OnWaiting | undefined;
}

const PAGE_SIZE = 100;

/** Loads the SDK, on first use. */
export async function openPortal(options: PortalOptions): Promise<Portal> {
  const {
    session,
    accessToken,
    endpoint,
    signal = new AbortController().signal,
    clock = systemClock,
    onWaiting,
  } = options;
  const sdk = await import("../../aws/clients/sso.ts");
  const client = new sdk.SSOClient(await clientSettings({ region: session.region, endpoint }));
  const ask = <Answer>(operation: string, send: () => Promise<Answer>) =>
    sendPatiently(operation, () => call({ operation, signal, secrets: [accessToken] }, send), {
      clock,
      signal,
      onWaiting,
    });
  const abort = { abortSignal: signal };
  /** The answer, or a failure in words. Where there is no access, `without` is what that amounts to. */
  const explained = async <Answer>(answer: Promise<Answer>, without?: { readonly answer: Answer }) => {
    try {
      return await answer;
    } catch (error) {
      if (without !== undefined && isNoAccess(error)) return without.answer;
      throw explainPortal(error, session);
    }
  };

  const accounts = async () => {
    const { items } = await readPages("sso:ListAccounts", async (nextToken) => {
      const command = new sdk.ListAccountsCommand({ accessToken, maxResults: PAGE_SIZE, nextToken });
      const answer = await ask("ListAccounts", () => client.send(command, abort));
      return { items: (answer.accountList ?? []).map(accountOf), next: answer.nextToken };
    });
    return items;
  };
  const roles = async (accountId: string) => {
    const { items } = await readPages("sso:ListAccountRoles", async (nextToken) => {
      const command = new sdk.ListAccountRolesCommand({ accessToken, accountId, maxResults: PAGE_SIZE, nextToken });
      const answer = await ask("ListAccountRoles", () => client.send(command, abort));
      const names = (answer.roleList ?? []).map(({ roleName }) => required(roleName, "ListAccountRoles"));
      return { items: names, next: answer.nextToken };
    });
    return items;
  };
  const credentials = async ({ accountId, permissionSet: roleName }: PortalRole) => {
    const command = new sdk.GetRoleCredentialsCommand({ accessToken, accountId, roleName });
    const operation = "GetRoleCredentials";
    const { roleCredentials } = await ask(operation, () => client.send(command, abort));
    return {
      accessKeyId: required(roleCredentials?.accessKeyId, operation),
      secretAccessKey: required(roleCredentials?.secretAccessKey, operation),
      sessionToken: required(roleCredentials?.sessionToken, operation),
    } satisfies RoleCredentials as RoleCredentials | undefined;
  };
  const logout = async () => {
    await ask("Logout", () => client.send(new sdk.LogoutCommand({ accessToken }), abort));
  };
  return {
    logout: () => explained(logout()),
    listAccounts: () => explained(accounts()),
    listAccountRoles: (accountId) => explained(roles(accountId), { answer: [] }),
    getRoleCredentials: (role) => explained(credentials(role), { answer: undefined }),
  };
}

/**
 * "No access" comes as `ForbiddenException`, which the service model does not have; an unknown account as
 * `ResourceNotFoundException`, which it does.
 */
function isNoAccess(error: unknown): error is CallFailed {
  return isRefusal(error, "ForbiddenException", "ResourceNotFoundException");
}

function accountOf(account: AccountInfo): PortalAccount {
  const accountId = required(account.accountId, "ListAccounts");
  return { accountId, accountName: account.accountName ?? accountId, emailAddress: account.emailAddress };
}
