import { clientSettings } from "../../aws/client-settings.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Portal, PortalRole } from "./portal.ts";

/** Where STS is asked: the Region of Identity Center is never switched off. */
export interface AskingSts {
  readonly region: string;
  /** Where to send calls instead of AWS. */
  readonly endpoint?: string;
  readonly signal?: AbortSignal;
}

/** So many accounts are looked into for a role that says who is signed in; one of the first is enough. */
const MOST_ACCOUNTS = 3;

/**
 * The ARN of whoever is signed in at the portal: only a role's session tells, so it is asked through the first of `wanted` that they
 * may use, else through any that the portal offers them. `undefined` where they may use none, or STS cannot be asked. Rejects when
 * the portal no longer takes the sign-in, and with the signal's reason.
 */
export async function callerBehind(
  portal: Portal,
  wanted: readonly PortalRole[],
  { region, endpoint, signal }: AskingSts,
): Promise<string | undefined> {
  try {
    for await (const role of candidates(portal, wanted)) {
      const credentials = await portal.getRoleCredentials(role);
      if (credentials === undefined) continue;
      const { GetCallerIdentityCommand, STSClient } = await import("../../aws/clients/sts.ts");
      const client = new STSClient(await clientSettings({ region, endpoint, credentials, tries: 2 }));
      try {
        return (
          await client.send(new GetCallerIdentityCommand({}), signal === undefined ? {} : { abortSignal: signal })
        ).Arn;
      } finally {
        client.destroy();
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof OnboardError && error.kind === "signed-out") throw error;
  }
  return undefined;
}

async function* candidates(portal: Portal, wanted: readonly PortalRole[]): AsyncGenerator<PortalRole> {
  yield* wanted.slice(0, MOST_ACCOUNTS);
  for (const { accountId } of (await portal.listAccounts()).slice(0, MOST_ACCOUNTS)) {
    for (const permissionSet of await portal.listAccountRoles(accountId)) yield { accountId, permissionSet };
  }
}
