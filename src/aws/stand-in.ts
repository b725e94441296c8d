import { isAwsHost } from "../core/aws/hosts.ts";
import { clientSettings } from "./client-settings.ts";
import { requestTargetOf } from "./request-target.ts";

/** They are only asked where they would call. */
const NO_KEYS = { accessKeyId: "none", secretAccessKey: "none" };

/**
 * Whether calls to Identity Center go to something that stands in for AWS (the simulator, moto, another fake), by the settings
 * that the SDK would follow. Nothing is called. What cannot be read is told by the first call itself.
 */
export async function callsStandIn(service: "admin" | "sign-in"): Promise<boolean> {
  try {
    const target = await TARGETS[service]();
    return target !== undefined && !isAwsHost(target.hostname);
  } catch {
    return false;
  }
}

const TARGETS = {
  admin: async () => {
    const { SSOAdminClient, ListInstancesCommand } = await import("./clients/sso-admin.ts");
    const client = new SSOAdminClient(await settings());
    const command = new ListInstancesCommand({});
    return requestTargetOf(command, () => client.send(command));
  },
  "sign-in": async () => {
    const { SSOOIDCClient, RegisterClientCommand } = await import("./clients/sso-oidc.ts");
    const client = new SSOOIDCClient(await settings());
    const command = new RegisterClientCommand({ clientName: "endpoint", clientType: "public" });
    return requestTargetOf(command, () => client.send(command));
  },
} as const;

/** The Region only chooses among AWS's own hosts. */
function settings() {
  return clientSettings({ region: "us-east-1", credentials: NO_KEYS });
}
